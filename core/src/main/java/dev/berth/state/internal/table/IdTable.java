package dev.berth.state.internal.table;

import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/**
 * One version of a table whose values carry a 128-bit id: rows, and the index that finds them.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param <T> the values
 */
public final class IdTable<T> {
    private final IdOf<? super T> idOf;
    private final VersionedTable<T> rows;
    private final IdIndex index;
    private final IdIndex.Ids ids;

    private IdTable(IdOf<? super T> idOf, VersionedTable<T> rows, IdIndex index) {
        this.idOf = idOf;
        this.rows = rows;
        this.index = index;
        this.ids = new RowIds<>(idOf, rows::get);
    }

    /** Says where a value carries its id. */
    public interface IdOf<T> {
        /** Returns the upper 64 bits. */
        long high(T value);

        /** Returns the lower 64 bits. */
        long low(T value);
    }

    /** Returns a table without values. */
    public static <T> IdTable<T> empty(IdOf<? super T> idOf) {
        return new IdTable<>(idOf, VersionedTable.empty(), IdIndex.EMPTY);
    }

    /** The rows without their index. */
    public VersionedTable<T> rows() {
        return rows;
    }

    /** How many values the table holds. */
    public int size() {
        return rows.size();
    }

    /** Returns the value of the row, null when the row is free. */
    public @Nullable T get(int row) {
        return rows.get(row);
    }

    /** Returns the value of a row that is used. */
    public T used(int row) {
        return Objects.requireNonNull(rows.get(row));
    }

    /** Returns the row with the id, -1 when there is none. */
    public int rowOf(long high, long low) {
        return index.find(high, low, ids);
    }

    /** Returns the value with the id, null when there is none. */
    public @Nullable T find(long high, long low) {
        int row = index.find(high, low, ids);
        return row < 0 ? null : rows.get(row);
    }

    /** Returns the used rows in the unsigned order of their ids. */
    public PrimitiveIterator.OfInt rowsById() {
        return index.rows(ids);
    }

    /** Starts a change of this version. */
    public Transaction<T> begin(Edit edit) {
        return new Transaction<>(this, edit);
    }

    /** A change in progress. Confined to one thread; to be forgotten after {@link #commit()}. */
    public static final class Transaction<T> {
        private final IdTable<T> before;
        private final Edit edit;
        private final VersionedTable.Transaction<T> rows;
        private final IdIndex.Ids ids;
        private IdIndex index;

        private Transaction(IdTable<T> before, Edit edit) {
            this.before = before;
            this.edit = edit;
            this.rows = before.rows.begin(edit);
            this.ids = new RowIds<>(before.idOf, rows::get);
            this.index = before.index;
        }

        /** Returns the value of the row as the change leaves it, null when the row is free. */
        public @Nullable T get(int row) {
            return rows.get(row);
        }

        /** Returns the value of a row that is used. */
        public T used(int row) {
            return Objects.requireNonNull(rows.get(row));
        }

        /** Returns the row with the id, -1 when there is none. */
        public int rowOf(long high, long low) {
            return index.find(high, low, ids);
        }

        /** Puts a value whose id is new into the lowest free row and returns that row. */
        public int add(T value) {
            int row = rows.add(value);
            indexed(row, value);
            return row;
        }

        /** Puts a value whose id is new into that row, which is free. */
        public void addAt(int row, T value) {
            rows.set(row, value);
            indexed(row, value);
        }

        private void indexed(int row, T value) {
            index = index.add(edit, before.idOf.high(value), before.idOf.low(value), row, ids);
        }

        /** Replaces the value of the row by one with the same id. */
        public void set(int row, T value) {
            rows.set(row, value);
        }

        /** Frees the row. */
        public void remove(int row) {
            T value = used(row);
            index = index.remove(edit, before.idOf.high(value), before.idOf.low(value), row);
            rows.remove(row);
        }

        /** See {@link VersionedTable.Transaction#restoreRowLimit}. */
        public void restoreRowLimit(int limit) {
            rows.restoreRowLimit(limit);
        }

        /** Returns the new version, or the old one when nothing was changed. */
        public IdTable<T> commit() {
            VersionedTable<T> changed = rows.commit();
            return changed == before.rows ? before : new IdTable<>(before.idOf, changed, index);
        }
    }

    private interface Rows<T> {
        @Nullable
        T get(int row);
    }

    private record RowIds<T>(IdOf<? super T> idOf, Rows<T> rows) implements IdIndex.Ids {
        @Override
        public long high(int row) {
            return idOf.high(value(row));
        }

        @Override
        public long low(int row) {
            return idOf.low(value(row));
        }

        private T value(int row) {
            T value = rows.get(row);
            if (value == null) {
                throw new NoSuchElementException("Row " + row + " is indexed but free.");
            }
            return value;
        }
    }
}
