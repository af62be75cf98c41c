package dev.berth.control;

import dev.berth.host.Cancellable;
import dev.berth.host.IdSource;
import dev.berth.host.TimeSource;
import dev.berth.model.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows when each node's time to live is over, and says so once.
 *
 * <p>The time to live given to a node is max(the shortest, nodes / heartbeats per second), plus a random part of up to the
 * same length so that nodes do not call all at once; a node counts as silent after that and the grace period. All times are
 * monotonic and count from when this server took over: no two machines' clocks are compared.
 *
 * <p>Confined to the server loop. Costs: O(log n) a heartbeat, one timer for all nodes.
 */
final class HeartbeatMonitor {
    private record Deadline(long dueNanos, NodeId node) {}

    private final TimeSource time;
    private final ServerLimits limits;
    private final IdSource random;
    private final Consumer<Runnable> loop;
    private final Consumer<NodeId> onSilence;
    private final Map<NodeId, Long> dueByNode = new HashMap<>();
    private final PriorityQueue<Deadline> deadlines =
            new PriorityQueue<>((a, b) -> Long.compare(a.dueNanos() - b.dueNanos(), 0));
    private @Nullable Cancellable timer;
    private long timerDueNanos;

    /**
     * Creates one that watches nobody.
     *
     * @param loop runs a task on the server loop
     * @param onSilence called on the server loop for a node whose time is over; the node is then watched no longer
     */
    HeartbeatMonitor(
            TimeSource time,
            ServerLimits limits,
            IdSource random,
            Consumer<Runnable> loop,
            Consumer<NodeId> onSilence) {
        this.time = time;
        this.limits = limits;
        this.random = random;
        this.loop = loop;
        this.onSilence = onSilence;
    }

    /** Notes a sign of life and returns the time to live to give to the node. */
    Duration heard(NodeId node) {
        dueByNode.putIfAbsent(node, 0L);
        Duration timeToLive = nextTimeToLive();
        watch(node, timeToLive.plus(limits.heartbeatGrace()));
        return timeToLive;
    }

    /** Watches a node that this server has not heard of since it took over. */
    void watchAfterFailover(NodeId node) {
        watch(node, limits.failoverHeartbeatTtl());
    }

    /** Stops watching a node. */
    void forget(NodeId node) {
        dueByNode.remove(node);
    }

    boolean watches(NodeId node) {
        return dueByNode.containsKey(node);
    }

    int size() {
        return dueByNode.size();
    }

    void clear() {
        dueByNode.clear();
        deadlines.clear();
        cancelTimer();
    }

    private Duration nextTimeToLive() {
        long byRate = dueByNode.size() * Duration.ofSeconds(1).toNanos() / limits.heartbeatsPerSecond();
        long base = Math.max(limits.minHeartbeatTtl().toNanos(), byRate);
        return Duration.ofNanos(base + Math.floorMod(random.nextLong(), base));
    }

    private void watch(NodeId node, Duration timeout) {
        long due = time.monotonicNanos() + timeout.toNanos();
        dueByNode.put(node, due);
        deadlines.add(new Deadline(due, node));
        dropOutdated();
        scheduleTimer();
    }

    /** Keeps the heap from growing with outdated deadlines: at most two entries a node on average. */
    private void dropOutdated() {
        if (deadlines.size() > 2 * dueByNode.size() + 16) {
            deadlines.removeIf(deadline -> !isCurrent(deadline));
        }
    }

    private boolean isCurrent(Deadline deadline) {
        Long due = dueByNode.get(deadline.node());
        return due != null && due == deadline.dueNanos();
    }

    private void scheduleTimer() {
        Deadline next = deadlines.peek();
        if (next == null || (timer != null && timerDueNanos - next.dueNanos() <= 0)) {
            return;
        }
        cancelTimer();
        timerDueNanos = next.dueNanos();
        Duration delay = Duration.ofNanos(next.dueNanos() - time.monotonicNanos());
        timer = time.schedule(delay, () -> loop.accept(this::timerDue));
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void timerDue() {
        timer = null;
        long now = time.monotonicNanos();
        List<NodeId> silent = new ArrayList<>();
        while (!deadlines.isEmpty() && deadlines.peek().dueNanos() - now <= 0) {
            Deadline deadline = deadlines.remove();
            if (isCurrent(deadline)) {
                dueByNode.remove(deadline.node());
                silent.add(deadline.node());
            }
        }
        scheduleTimer();
        silent.forEach(onSilence);
    }
}
