package dev.berth.host;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The only clock and the only timer that Berth uses. Hosts pass {@link #system}; tests and simulators pass a manual one
 * and run a whole cluster on a single thread.
 *
 * <p><b>Thread-safety:</b> every method may be called from any thread.
 */
public interface TimeSource {

    /** Returns the wall clock's nanoseconds since the epoch. May jump; used for what people read, never for timeouts. */
    long epochNanos();

    /** Returns nanoseconds from an arbitrary origin, never going back. Used for timeouts; compare by difference. */
    long monotonicNanos();

    /**
     * Runs a task once, not before the delay has passed, on a thread of this source's choosing. The task must be short:
     * it hands work over rather than doing it.
     *
     * @param delay how long to wait; zero or negative means as soon as possible
     */
    Cancellable schedule(Duration delay, Runnable task);

    /** Returns the machine's clocks, with timers run by the given executor, which stays the caller's to shut down. */
    static TimeSource system(ScheduledExecutorService timers) {
        return new SystemTimeSource(timers);
    }
}
