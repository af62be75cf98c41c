package dev.berth.testkit;

import dev.berth.host.Cancellable;
import dev.berth.host.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until it is told to move, and runs what was scheduled while moving: in time order, and in the
 * order of scheduling for equal times, on the thread that moves it.
 *
 * <p><b>Thread-safety:</b> scheduling and reading from any thread; moving by one.
 */
public final class ManualTime implements TimeSource {
    private record Timer(long dueNanos, long order, Runnable task) {}

    private final long epochAtStart;
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::order));
    private long elapsedNanos;
    private long scheduled;

    /** Starts at 2026-01-01T00:00:00Z. */
    public ManualTime() {
        this(1_767_225_600_000_000_000L);
    }

    /** Starts at a wall-clock time in nanoseconds since the epoch. */
    public ManualTime(long epochNanos) {
        this.epochAtStart = epochNanos;
    }

    @Override
    public synchronized long epochNanos() {
        return epochAtStart + elapsedNanos;
    }

    @Override
    public synchronized long monotonicNanos() {
        return elapsedNanos;
    }

    @Override
    public synchronized Cancellable schedule(Duration delay, Runnable task) {
        Timer timer = new Timer(elapsedNanos + Math.max(0, delay.toNanos()), scheduled++, task);
        timers.add(timer);
        return () -> remove(timer);
    }

    private synchronized void remove(Timer timer) {
        timers.remove(timer);
    }

    /** Moves on by a duration, running what falls due on the way. */
    public void advance(Duration duration) {
        long target = monotonicNanos() + duration.toNanos();
        Runnable due = takeDue(target);
        while (due != null) {
            due.run();
            due = takeDue(target);
        }
        synchronized (this) {
            elapsedNanos = target;
        }
    }

    /** Moves to the next timer and runs it. Returns false when none is left. */
    public boolean advanceToNext() {
        Runnable due = takeDue(Long.MAX_VALUE);
        if (due == null) {
            return false;
        }
        due.run();
        return true;
    }

    /** Returns how many timers wait. */
    public synchronized int pending() {
        return timers.size();
    }

    private synchronized @Nullable Runnable takeDue(long targetNanos) {
        Timer next = timers.peek();
        if (next == null || next.dueNanos() > targetNanos) {
            return null;
        }
        timers.remove();
        elapsedNanos = Math.max(elapsedNanos, next.dueNanos());
        return next.task();
    }
}
