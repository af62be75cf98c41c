package dev.berth.state.internal;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values of a table in the order of an index; slots that lost their value are left out.
 *
 * @param <S> the slots
 * @param <T> the values
 */
public final class TableView<S, T> extends AbstractCollection<T> {
    private final int size;
    private final Supplier<PrimitiveIterator.OfInt> rows;
    private final IntFunction<@Nullable S> slotAt;
    private final Function<S, @Nullable T> valueOf;

    /** A view of {@code size} values. */
    public TableView(
            int size,
            Supplier<PrimitiveIterator.OfInt> rows,
            IntFunction<@Nullable S> slotAt,
            Function<S, @Nullable T> valueOf) {
        this.size = size;
        this.rows = rows;
        this.slotAt = slotAt;
        this.valueOf = valueOf;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<T> iterator() {
        return new Values();
    }

    private final class Values implements Iterator<T> {
        private final PrimitiveIterator.OfInt left = rows.get();
        private @Nullable T next = advance();

        private @Nullable T advance() {
            while (left.hasNext()) {
                S slot = slotAt.apply(left.nextInt());
                T value = slot == null ? null : valueOf.apply(slot);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public T next() {
            T value = next;
            if (value == null) {
                throw new NoSuchElementException();
            }
            next = advance();
            return value;
        }
    }
}
