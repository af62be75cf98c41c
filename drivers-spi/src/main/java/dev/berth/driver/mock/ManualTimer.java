package dev.berth.driver.mock;

import dev.berth.driver.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time that goes on only when told. What is due runs on the thread that advances it, in the order of time, then of
 * scheduling: deterministic. Thread-safe; meant for one thread.
 */
public final class ManualTimer implements Timer {
    private record Entry(Instant at, long sequence, Runnable task) {}

    private final PriorityQueue<Entry> queue =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::sequence));
    private Instant now;
    private long sequence;

    /** Creates a timer that stands at the given moment. */
    public ManualTimer(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Cancellation schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(now.plus(delay), sequence++, task);
        queue.add(entry);
        return () -> {
            synchronized (this) {
                queue.remove(entry);
            }
        };
    }

    /** Lets time pass, and runs what becomes due, including what that schedules within the same span. */
    public void advance(Duration by) {
        Instant end = now().plus(by);
        for (Entry due = nextUntil(end); due != null; due = nextUntil(end)) {
            due.task().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized @Nullable Entry nextUntil(Instant end) {
        Entry head = queue.peek();
        if (head == null || head.at().isAfter(end)) {
            return null;
        }
        now = head.at();
        return queue.poll();
    }
}
