package dev.berth.host;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The machine's clocks, and timers on the host's executor. */
final class SystemTimeSource implements TimeSource {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final ScheduledExecutorService timers;

    SystemTimeSource(ScheduledExecutorService timers) {
        this.timers = timers;
    }

    @Override
    public long epochNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Future<?> scheduled = timers.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}
