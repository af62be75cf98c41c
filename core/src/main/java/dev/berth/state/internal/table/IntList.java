package dev.berth.state.internal.table;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A persistent list of row numbers in the order they were appended.
 *
 * <p>Appending copies at most one chunk of 128 numbers per edit, however long the list is (and the spine of chunks once
 * every 128 numbers). A list of one version never changes; within one edit the same object is written in place.
 *
 * <p><b>Thread-safety:</b> immutable outside the edit that made it.
 */
public final class IntList {
    private static final int CHUNK_BITS = 7;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int MASK = CHUNK - 1;
    private static final int[] NO_NUMBERS = {};
    private static final int[][] NO_CHUNKS = {};

    /** The list without numbers. */
    public static final IntList EMPTY = new IntList(new Edit());

    private final Edit owner;
    private int[][] chunks = NO_CHUNKS; // full ones; written in place only by the owner when ownsSpine
    private int[] tail = NO_NUMBERS; // at least size & MASK long
    private int size;
    private int chunkCount;
    private boolean ownsSpine;
    private boolean ownsTail;
    private long hash; // of the numbers in their order

    private IntList(Edit owner) {
        this.owner = owner;
    }

    private IntList(IntList from, Edit owner) {
        this.owner = owner;
        this.chunks = from.chunks;
        this.chunkCount = from.chunkCount;
        this.tail = from.tail;
        this.size = from.size;
        this.hash = from.hash;
    }

    /** Returns a list of the given numbers. */
    public static IntList of(int... numbers) {
        Edit edit = new Edit();
        IntList list = new IntList(edit);
        for (int number : numbers) {
            list.append(edit, number);
        }
        list.trim();
        return list;
    }

    /** How many numbers the list holds. */
    public int size() {
        return size;
    }

    /** Returns the number at the position, 0 to size - 1. */
    public int get(int position) {
        int chunk = position >>> CHUNK_BITS;
        return chunk < chunkCount ? chunks[chunk][position & MASK] : tail[position & MASK];
    }

    /** Returns the list with the number appended: this object when the edit owns it, else a new one. */
    public IntList append(Edit edit, int number) {
        IntList list = owner == edit ? this : new IntList(this, edit);
        list.push(number);
        return list;
    }

    private void push(int number) {
        int used = size & MASK;
        if (!ownsTail || used == tail.length) {
            tail = Arrays.copyOf(tail, Math.min(CHUNK, Math.max(2, used + 1 + used / 2)));
            ownsTail = true;
        }
        tail[used] = number;
        size++;
        hash = (hash + number + 1) * 0x9E3779B97F4A7C15L;
        if ((size & MASK) == 0) {
            pushChunk();
        }
    }

    private void pushChunk() {
        if (!ownsSpine || chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunkCount + 1 + chunkCount / 8);
            ownsSpine = true;
        }
        chunks[chunkCount++] = tail;
        tail = NO_NUMBERS;
        ownsTail = false;
    }

    /** Returns the list without the numbers that match, the others in their order. O(size). */
    public IntList removeIf(Edit edit, IntPredicate unwanted) {
        IntList kept = new IntList(edit);
        for (int i = 0; i < size; i++) {
            int number = get(i);
            if (!unwanted.test(number)) {
                kept.push(number);
            }
        }
        return kept.size == size ? this : kept;
    }

    private void trim() {
        tail = Arrays.copyOf(tail, size & MASK);
        chunks = Arrays.copyOf(chunks, chunkCount);
    }

    /** A hash of the numbers in their order, the same on every machine; kept while appending. */
    public long hash() {
        return hash;
    }

    /** Returns the numbers as an array, in order. */
    public int[] toArray() {
        int[] all = new int[size];
        for (int i = 0; i < size; i++) {
            all[i] = get(i);
        }
        return all;
    }
}
