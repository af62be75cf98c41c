package dev.berth.state.internal;

import dev.berth.state.internal.table.IntList;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * The values of listed rows, in the order of the list.
 *
 * @param <T> the values
 */
public final class RowListView<T> extends AbstractList<T> implements RandomAccess {
    private final IntList rows;
    private final IntFunction<T> valueAt;

    /** A view of the rows. */
    public RowListView(IntList rows, IntFunction<T> valueAt) {
        this.rows = rows;
        this.valueAt = valueAt;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public T get(int index) {
        return valueAt.apply(rows.get(Objects.checkIndex(index, rows.size())));
    }
}
