package dev.berth.schedule;

/**
 * Fixed-point scores: {@code 1_000_000_000L} means 1.0.
 *
 * <p>A term of a score lies in [−1, 1], that is [−{@link #ONE}, {@link #ONE}], unless its scorer says otherwise. Sums of
 * fixed-point terms are exact and do not depend on the order of adding, so that the same placement is chosen on every
 * machine. <b>Thread-safety:</b> stateless.
 */
public final class Scores {
    /** The score 1.0. */
    public static final long ONE = 1_000_000_000L;

    /** A scorer's answer "this term does not concern this node": adds nothing, and does not count in a mean. */
    public static final long ABSENT = Long.MIN_VALUE;

    private Scores() {}

    /**
     * Returns the fixed-point form of a finite number, rounded to the nearest billionth (ties to even).
     *
     * @throws IllegalArgumentException if the value is not finite or its size exceeds 1,000,000
     */
    public static long of(double value) {
        if (!(Math.abs(value) <= 1_000_000)) {
            throw new IllegalArgumentException("The score (" + value + ") must be a finite number within ±1,000,000.\n"
                    + "Maybe a division by a capacity of 0.");
        }
        return (long) StrictMath.rint(value * ONE);
    }

    /** Returns {@code numerator / denominator} as a fixed-point score, rounded towards zero; the denominator must be positive. */
    public static long ratio(long numerator, long denominator) {
        return Math.multiplyExact(numerator, ONE) / denominator;
    }

    /** Returns the score as a floating-point number, for printing. */
    public static double toDouble(long score) {
        return (double) score / ONE;
    }
}
