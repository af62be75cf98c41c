package dev.berth.agent.internal;

import java.time.Duration;

/** How long to wait before another attempt: doubling from a base up to a cap. Immutable. */
record Backoff(Duration base, Duration cap) {
    private static final int MAX_DOUBLINGS = 30;

    /** Returns the wait after so many failures, 1 or more. */
    Duration after(int failures) {
        Duration wait = base.multipliedBy(1L << Math.min(MAX_DOUBLINGS, Math.max(0, failures - 1)));
        return wait.compareTo(cap) > 0 ? cap : wait;
    }
}
