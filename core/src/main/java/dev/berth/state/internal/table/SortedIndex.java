package dev.berth.state.internal.table;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/**
 * A persistent index from ordered keys to rows, which lists the rows in the order of their keys.
 *
 * <p>For tables of up to some hundred thousand rows: keys stand in sorted chunks of at most 512, so a change copies one
 * chunk and the list of chunks. Lookup is two binary searches.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param <K> immutable keys
 */
public final class SortedIndex<K extends Comparable<K>> {
    static final int CHUNK = 512;

    private static final SortedIndex<?> EMPTY = new SortedIndex<>(new Chunk[0], 0);

    private final Chunk[] chunks; // none empty; keys ascend within and across chunks
    private final int size;

    private SortedIndex(Chunk[] chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    /** The index without entries. */
    @SuppressWarnings("unchecked") // holds no key of any type
    public static <K extends Comparable<K>> SortedIndex<K> empty() {
        return (SortedIndex<K>) EMPTY;
    }

    /** How many keys the index holds. */
    public int size() {
        return size;
    }

    /** Returns the row of the key, or -1 when there is none. */
    public int find(K key) {
        int c = chunkOf(key);
        if (c < 0) {
            return -1;
        }
        int at = Arrays.binarySearch(chunks[c].keys, key);
        return at < 0 ? -1 : chunks[c].rows[at];
    }

    /** Returns the index with the key added, which must not be in it yet. */
    public SortedIndex<K> add(K key, int row) {
        if (size == 0) {
            return new SortedIndex<>(new Chunk[] {new Chunk(new Object[] {key}, new int[] {row})}, 1);
        }
        int c = Math.max(0, chunkOf(key));
        int at = -1 - Arrays.binarySearch(chunks[c].keys, key);
        if (at < 0) {
            throw new IllegalStateException("The index already holds " + key + ".");
        }
        Chunk longer = chunks[c].with(at, key, row);
        if (longer.rows.length <= CHUNK) {
            return replaced(c, longer, null, size + 1);
        }
        int half = c == chunks.length - 1 && at == CHUNK ? CHUNK : CHUNK / 2; // keys that ascend leave full chunks
        return replaced(c, longer.part(0, half), longer.part(half, longer.rows.length), size + 1);
    }

    /** Returns the index without the key, which must be in it. */
    public SortedIndex<K> remove(K key) {
        int c = chunkOf(key);
        int at = c < 0 ? -1 : Arrays.binarySearch(chunks[c].keys, key);
        if (at < 0) {
            throw new IllegalStateException("The index does not hold " + key + ".");
        }
        return replaced(c, chunks[c].without(at), null, size - 1);
    }

    private SortedIndex<K> replaced(int c, Chunk first, @Nullable Chunk second, int newSize) {
        int kept = (first.rows.length > 0 ? 1 : 0) + (second != null ? 1 : 0);
        Chunk[] changed = new Chunk[chunks.length - 1 + kept];
        System.arraycopy(chunks, 0, changed, 0, c);
        System.arraycopy(chunks, c + 1, changed, c + kept, chunks.length - c - 1);
        if (kept > 0) {
            changed[c] = first;
        }
        if (second != null) {
            changed[c + 1] = second;
        }
        return new SortedIndex<>(changed, newSize);
    }

    /** The last chunk whose first key is not after the key, -1 when there is none. */
    @SuppressWarnings("unchecked")
    private int chunkOf(K key) {
        int low = 0;
        int high = chunks.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (((K) chunks[middle].keys[0]).compareTo(key) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** Returns the rows in the order of their keys. */
    public PrimitiveIterator.OfInt rows() {
        return new Rows(chunks);
    }

    /** Sorted keys and their rows, index by index. */
    private static final class Chunk {
        final Object[] keys;
        final int[] rows;

        Chunk(Object[] keys, int[] rows) {
            this.keys = keys;
            this.rows = rows;
        }

        Chunk with(int at, Object key, int row) {
            Object[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
            int[] moreRows = Arrays.copyOf(rows, rows.length + 1);
            System.arraycopy(keys, at, moreKeys, at + 1, keys.length - at);
            System.arraycopy(rows, at, moreRows, at + 1, rows.length - at);
            moreKeys[at] = key;
            moreRows[at] = row;
            return new Chunk(moreKeys, moreRows);
        }

        Chunk without(int at) {
            Object[] fewerKeys = Arrays.copyOf(keys, keys.length - 1);
            int[] fewerRows = Arrays.copyOf(rows, rows.length - 1);
            System.arraycopy(keys, at + 1, fewerKeys, at, fewerKeys.length - at);
            System.arraycopy(rows, at + 1, fewerRows, at, fewerRows.length - at);
            return new Chunk(fewerKeys, fewerRows);
        }

        Chunk part(int from, int to) {
            return new Chunk(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(rows, from, to));
        }
    }

    private static final class Rows implements PrimitiveIterator.OfInt {
        private final Chunk[] chunks;
        private int chunk;
        private int position;

        Rows(Chunk[] chunks) {
            this.chunks = chunks;
        }

        @Override
        public boolean hasNext() {
            return chunk < chunks.length;
        }

        @Override
        public int nextInt() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int row = chunks[chunk].rows[position++];
            if (position == chunks[chunk].rows.length) {
                chunk++;
                position = 0;
            }
            return row;
        }
    }
}
