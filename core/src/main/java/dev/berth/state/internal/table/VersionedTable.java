package dev.berth.state.internal.table;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One version of a table of values under dense row numbers. A change makes a new version that shares with the old one
 * every chunk it did not touch.
 *
 * <p><b>Thread-safety:</b> immutable; any number of threads may read any version while later ones are made.
 * <b>Cost:</b> {@link #get} three array reads; a change copies each touched chunk once (128 references, and the 128
 * references of its block); {@link #diff} visits only chunks that are not the same object in both versions.
 *
 * @param <T> the values; immutable as far as a published version shows them
 */
public final class VersionedTable<T> {
    /*
     * Implementation note. Three levels: top[block].leaves[leaf].values[slot], 128 x 128 rows a block, the top grows.
     * A row is free exactly when its value is null, so the free list needs no storage of its own and is restored with
     * the rows: bit sets say which slots of a leaf are used and which leaves of a block are full, and the lowest free
     * row is found by counting trailing ones. Digests are computed when somebody asks, per leaf, and only for the rows
     * that changed since the leaf's last digest; the thread that applies commands never pays for them.
     */
    static final int LEAF_BITS = 7;
    static final int LEAF_ROWS = 1 << LEAF_BITS;
    static final int MASK = LEAF_ROWS - 1;
    static final int BLOCK_BITS = 2 * LEAF_BITS;

    private static final VersionedTable<?> EMPTY = new VersionedTable<>(new Block[0], 0, 0);

    private final Block[] top;
    private final int size;
    private final int rowLimit;

    private VersionedTable(Block[] top, int size, int rowLimit) {
        this.top = top;
        this.size = size;
        this.rowLimit = rowLimit;
    }

    /** The table without rows. */
    @SuppressWarnings("unchecked") // holds no value of any type
    public static <T> VersionedTable<T> empty() {
        return (VersionedTable<T>) EMPTY;
    }

    /** How many rows hold a value. */
    public int size() {
        return size;
    }

    /** One more than the highest row that ever held a value in this line of versions. */
    public int rowLimit() {
        return rowLimit;
    }

    /** Returns the value of the row, null when the row is free or beyond {@link #rowLimit()}. */
    @SuppressWarnings("unchecked")
    public @Nullable T get(int row) {
        Leaf leaf = leafOf(row);
        return leaf == null ? null : (T) leaf.values[row & MASK];
    }

    /** Calls the action for each used row, in row order. */
    @SuppressWarnings("unchecked")
    public void forEach(ObjIntConsumer<? super T> action) {
        for (int base = 0; base < rowLimit; base += LEAF_ROWS) {
            Leaf leaf = leafOf(base);
            if (leaf == null) {
                continue;
            }
            for (int slot = 0; slot < LEAF_ROWS; slot++) {
                if (leaf.values[slot] != null) {
                    action.accept((T) leaf.values[slot], base + slot);
                }
            }
        }
    }

    /** Starts a change of this version; the version itself stays as it is. */
    public Transaction<T> begin(Edit edit) {
        return new Transaction<>(this, edit);
    }

    /**
     * Reports each row that does not hold the same object in both versions, in row order. The versions may be of any
     * age and order; cost grows with what differs, plus one comparison per block.
     */
    public void diff(VersionedTable<T> older, RowVisitor<? super T> visitor) {
        int blocks = Math.max(top.length, older.top.length);
        for (int b = 0; b < blocks; b++) {
            Block now = b < top.length ? top[b] : null;
            Block then = b < older.top.length ? older.top[b] : null;
            if (now != then) {
                diffBlock(b << BLOCK_BITS, then, now, visitor);
            }
        }
    }

    private static <T> void diffBlock(int base, @Nullable Block then, @Nullable Block now, RowVisitor<T> visitor) {
        for (int l = 0; l < LEAF_ROWS; l++) {
            Leaf after = now == null ? null : now.leaves[l];
            Leaf before = then == null ? null : then.leaves[l];
            if (after != before) {
                diffLeaf(base + (l << LEAF_BITS), before, after, visitor);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> void diffLeaf(int base, @Nullable Leaf then, @Nullable Leaf now, RowVisitor<T> visitor) {
        for (int slot = 0; slot < LEAF_ROWS; slot++) {
            Object before = then == null ? null : then.values[slot];
            Object after = now == null ? null : now.values[slot];
            if (before != after) {
                visitor.changed(base + slot, (T) before, (T) after);
            }
        }
    }

    /**
     * Returns the wrapping sum of the hashes of all used rows. Hashes of a leaf are kept, so that a later version pays
     * only for rows that changed in between (and one addition per leaf).
     */
    public long digest(RowHash<? super T> hash) {
        long sum = 0;
        for (int base = 0; base < rowLimit; base += LEAF_ROWS) {
            Leaf leaf = leafOf(base);
            if (leaf != null) {
                sum += leaf.digest(base, hash);
            }
        }
        return sum;
    }

    private @Nullable Leaf leafOf(int row) {
        int block = row >>> BLOCK_BITS;
        return block >= top.length ? null : top[block].leaves[(row >>> LEAF_BITS) & MASK];
    }

    /** Told of a row that differs between two versions. */
    @FunctionalInterface
    public interface RowVisitor<T> {
        /** The row held {@code before} and now holds {@code after}; null means free, never both. */
        void changed(int row, @Nullable T before, @Nullable T after);
    }

    /** A 64-bit hash of a row's content, the same on every machine. */
    @FunctionalInterface
    public interface RowHash<T> {
        /** Returns the hash of the value in the row. */
        long hash(int row, T value);
    }

    /** A change in progress. Confined to one thread; to be forgotten after {@link #commit()}. */
    public static final class Transaction<T> {
        private final VersionedTable<T> before;
        private final Edit edit;
        private Block[] top;
        private boolean ownsTop;
        private int size;
        private int rowLimit;
        private int lowestOpenBlock; // every block below it is full

        private Transaction(VersionedTable<T> before, Edit edit) {
            this.before = before;
            this.edit = edit;
            this.top = before.top;
            this.size = before.size;
            this.rowLimit = before.rowLimit;
        }

        /** How many rows hold a value. */
        public int size() {
            return size;
        }

        /** Returns the value of the row as this change leaves it, null when the row is free. */
        @SuppressWarnings("unchecked")
        public @Nullable T get(int row) {
            int block = row >>> BLOCK_BITS;
            Leaf leaf = block >= top.length ? null : top[block].leaves[(row >>> LEAF_BITS) & MASK];
            return leaf == null ? null : (T) leaf.values[row & MASK];
        }

        /** Puts the value into the lowest free row and returns that row. */
        public int add(T value) {
            int row = lowestFreeRow();
            set(row, value);
            return row;
        }

        /** Puts the value into the row, which may be free. */
        public void set(int row, T value) {
            Block block = ownedBlock(row >>> BLOCK_BITS);
            int l = (row >>> LEAF_BITS) & MASK;
            Leaf leaf = ownedLeaf(block, l);
            int slot = row & MASK;
            if (leaf.values[slot] == null) {
                size++;
                leaf.used.set(slot);
                if (leaf.used.full()) {
                    block.full.set(l);
                }
            }
            leaf.values[slot] = value;
            leaf.dirty.set(slot);
            rowLimit = Math.max(rowLimit, row + 1);
        }

        /** Frees the row, which must be used. The next {@link #add} may take it. */
        public void remove(int row) {
            Block block = ownedBlock(row >>> BLOCK_BITS);
            int l = (row >>> LEAF_BITS) & MASK;
            Leaf leaf = ownedLeaf(block, l);
            int slot = row & MASK;
            if (leaf.values[slot] == null) {
                throw new IllegalStateException("Row " + row + " is already free.");
            }
            leaf.values[slot] = null;
            leaf.used.clear(slot);
            leaf.dirty.set(slot);
            block.full.clear(l);
            size--;
            lowestOpenBlock = Math.min(lowestOpenBlock, row >>> BLOCK_BITS);
        }

        /** Says that the line of versions has used rows up to here before; for restoring a table. */
        public void restoreRowLimit(int limit) {
            rowLimit = Math.max(rowLimit, limit);
            while (top.length << BLOCK_BITS < rowLimit) {
                ownedBlock(top.length);
            }
        }

        /** Returns the new version, or the old one when nothing was changed. O(1). */
        public VersionedTable<T> commit() {
            return ownsTop ? new VersionedTable<>(top, size, rowLimit) : before;
        }

        private int lowestFreeRow() {
            while (lowestOpenBlock < top.length && top[lowestOpenBlock].full.full()) {
                lowestOpenBlock++;
            }
            if (lowestOpenBlock == top.length) {
                return lowestOpenBlock << BLOCK_BITS;
            }
            int l = top[lowestOpenBlock].full.lowestClear();
            Leaf leaf = top[lowestOpenBlock].leaves[l];
            int slot = leaf == null ? 0 : leaf.used.lowestClear();
            return (lowestOpenBlock << BLOCK_BITS) + (l << LEAF_BITS) + slot;
        }

        private Block ownedBlock(int b) {
            if (!ownsTop || b >= top.length) {
                int length = top.length;
                top = Arrays.copyOf(top, Math.max(length, b + 1));
                ownsTop = true;
                for (int added = length; added < top.length; added++) {
                    top[added] = new Block(edit);
                }
            }
            if (top[b].owner != edit) {
                top[b] = new Block(top[b], edit);
            }
            return top[b];
        }

        private Leaf ownedLeaf(Block block, int l) {
            Leaf leaf = block.leaves[l];
            if (leaf == null || leaf.owner != edit) {
                leaf = leaf == null ? new Leaf(edit) : new Leaf(leaf, edit);
                block.leaves[l] = leaf;
            }
            return leaf;
        }
    }

    /** 128 leaves: 16,384 rows. */
    private static final class Block {
        final @Nullable Leaf[] leaves;
        final Bits full = new Bits(); // leaves without a free row
        final Edit owner;

        Block(Edit owner) {
            this.leaves = new Leaf[LEAF_ROWS];
            this.owner = owner;
        }

        Block(Block from, Edit owner) {
            this.leaves = from.leaves.clone();
            this.full.copy(from.full);
            this.owner = owner;
        }
    }

    /** 128 rows. */
    private static final class Leaf {
        final @Nullable Object[] values;
        final Bits used = new Bits();
        final Edit owner;

        final Bits dirty = new Bits(); // rows whose hash in basis is out of date
        private final @Nullable RowHashes basis; // null: no hash is known
        private @Nullable RowHashes hashes; // set by any reader; two that race write equal values

        Leaf(Edit owner) {
            this.values = new Object[LEAF_ROWS];
            this.owner = owner;
            this.basis = null;
        }

        Leaf(Leaf from, Edit owner) {
            this.values = from.values.clone();
            this.used.copy(from.used);
            this.owner = owner;
            RowHashes known = from.hashes;
            if (known != null) {
                this.basis = known;
            } else {
                this.basis = from.basis;
                this.dirty.copy(from.dirty);
            }
        }

        @SuppressWarnings("unchecked")
        <T> long digest(int base, RowHash<T> hash) {
            RowHashes known = hashes;
            if (known == null) {
                long[] rows = basis == null ? new long[LEAF_ROWS] : basis.rows.clone();
                for (int slot = 0; slot < LEAF_ROWS; slot++) {
                    if (values[slot] == null) {
                        rows[slot] = 0;
                    } else if (basis == null || dirty.get(slot)) {
                        rows[slot] = hash.hash(base + slot, (T) values[slot]);
                    }
                }
                known = new RowHashes(rows, Arrays.stream(rows).sum());
                hashes = known;
            }
            return known.sum;
        }
    }

    /** The hashes of a leaf's rows; final fields, so a racing reader sees them whole. */
    private static final class RowHashes {
        final long[] rows;
        final long sum;

        RowHashes(long[] rows, long sum) {
            this.rows = rows;
            this.sum = sum;
        }
    }

    /** 128 bits. */
    private static final class Bits {
        private long low;
        private long high;

        boolean get(int bit) {
            return ((bit < 64 ? low : high) >>> bit & 1) != 0;
        }

        void set(int bit) {
            if (bit < 64) {
                low |= 1L << bit;
            } else {
                high |= 1L << bit;
            }
        }

        void clear(int bit) {
            if (bit < 64) {
                low &= ~(1L << bit);
            } else {
                high &= ~(1L << bit);
            }
        }

        boolean full() {
            return (low & high) == -1L;
        }

        int lowestClear() {
            return low != -1L ? Long.numberOfTrailingZeros(~low) : 64 + Long.numberOfTrailingZeros(~high);
        }

        void copy(Bits from) {
            low = from.low;
            high = from.high;
        }
    }
}
