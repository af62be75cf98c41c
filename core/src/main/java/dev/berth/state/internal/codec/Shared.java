package dev.berth.state.internal.codec;

import java.util.function.Predicate;

/**
 * A kind of values that are written once per stream and referred to afterwards, so that what is read shares instances as well. The n-th
 * shared value of a kind, counted where it ends, has the number n from 0. Immutable.
 *
 * <p>A value that is unlike all others is written in place and gets no number; both sides must agree on which those are, so the test
 * depends on the value only.
 *
 * @param slot tells the kinds apart, 0 to {@link #SLOTS} - 1
 * @param codec writes a value
 * @param isShared whether a value gets a number
 * @param <T> the type of the values, with equality by content
 */
public record Shared<T>(int slot, Codec<T> codec, Predicate<T> isShared) {

    /** How many kinds there can be. */
    public static final int SLOTS = 16;

    /** Returns a kind of which all values are shared. */
    public static <T> Shared<T> of(int slot, Codec<T> codec) {
        return new Shared<>(slot, codec, value -> true);
    }
}
