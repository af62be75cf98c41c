package dev.berth.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The time as a driver sees it: reads the clock and calls back later. A simulator implements it on one thread under virtual
 * time; {@link #of(ScheduledExecutorService)} is the real one.
 */
public interface Timer {
    /** Returns the present wall-clock time, to be shown to people and never to be subtracted. */
    Instant now();

    /**
     * Runs a task once after a delay, on the timer's thread; never inside this call, even when the delay is zero. The task
     * must not block.
     *
     * @param delay not negative
     */
    Cancellation schedule(Duration delay, Runnable task);

    /** Withdraws something scheduled. */
    @FunctionalInterface
    interface Cancellation {
        /** Prevents the run if it has not begun. May be called twice. */
        void cancel();
    }

    /** Returns a timer that runs on the given executor, which stays the caller's to shut down. */
    static Timer of(ScheduledExecutorService executor) {
        return new SystemTimer(executor);
    }
}
