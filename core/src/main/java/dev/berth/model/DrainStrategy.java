package dev.berth.model;

import java.time.Duration;

/**
 * How a node is being emptied. Immutable.
 *
 * @param deadline time until what is left is stopped; zero = wait for ever, negative = stop at once
 * @param ignoreSystemJobs whether system jobs stay
 * @param forceDeadlineNanos when what is left is stopped, nanoseconds since the epoch; 0 = never
 * @param startedAtNanos when the drain began, nanoseconds since the epoch
 */
public record DrainStrategy(Duration deadline, boolean ignoreSystemJobs, long forceDeadlineNanos, long startedAtNanos) {

    public DrainStrategy {
        Copies.notNegative(forceDeadlineNanos, "forceDeadlineNanos");
        Copies.notNegative(startedAtNanos, "startedAtNanos");
    }

    /** The deadline of a drain that names none. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofHours(1);

    /** Returns whether what runs is stopped at once. */
    public boolean force() {
        return deadline.isNegative();
    }
}
