package dev.berth.control;

import dev.berth.host.TimeSource;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.JobKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds the evaluations that wait for the scheduler and hands them out: the most important first, one per job at a time,
 * each until it is acknowledged.
 *
 * <p>Order of ready work: higher priority first, then older (lower create index). Of several evaluations of one job only one
 * is out at a time; when it is acknowledged, the newest of the most important of the waiting ones goes next and the others
 * are {@linkplain #takeSuperseded() superseded}. A negative acknowledgement brings an evaluation back after a delay (1 s,
 * then 20 s more each time); after the delivery limit it is {@linkplain #takeFailed() failed}.
 *
 * <p>Confined to the server loop. Costs: O(log n) each.
 */
final class EvaluationBroker {
    private static final Duration FIRST_NACK_DELAY = Duration.ofSeconds(1);
    private static final Duration FURTHER_NACK_DELAY = Duration.ofSeconds(20);
    static final Comparator<Evaluation> READY_ORDER = Comparator.comparingInt(Evaluation::priority)
            .reversed()
            .thenComparingLong(Evaluation::createIndex)
            .thenComparing(Evaluation::id);
    private static final Comparator<Evaluation> PENDING_ORDER = Comparator.comparingInt(Evaluation::priority)
            .thenComparingLong(Evaluation::modifyIndex)
            .reversed()
            .thenComparing(Evaluation::id);

    private record Delayed(long dueNanos, long order, Evaluation evaluation) {}

    private final TimeSource time;
    private final int deliveryLimit;
    private final TreeSet<Evaluation> ready = new TreeSet<>(READY_ORDER);
    private final Map<JobKey, Evaluation> claimed = new HashMap<>(); // ready or out: at most one per job
    private final Map<JobKey, TreeSet<Evaluation>> pending = new HashMap<>();
    private final Map<EvaluationId, Evaluation> known = new HashMap<>();
    private final Map<EvaluationId, Integer> deliveries = new HashMap<>();
    private final Map<EvaluationId, Evaluation> out = new HashMap<>();
    private final Set<EvaluationId> wokenWhileOut = new HashSet<>();
    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(Comparator.comparingLong(Delayed::dueNanos).thenComparingLong(Delayed::order));
    private List<Evaluation> superseded = new ArrayList<>();
    private List<Evaluation> failed = new ArrayList<>();
    private long delayedSoFar;

    EvaluationBroker(TimeSource time, int deliveryLimit) {
        this.time = time;
        this.deliveryLimit = deliveryLimit;
    }

    /** Takes a pending evaluation in, or notes its newer version. One that is out is left alone. */
    void offer(Evaluation evaluation) {
        if (known.containsKey(evaluation.id())) {
            return;
        }
        known.put(evaluation.id(), evaluation);
        long waitNanos = waitNanos(evaluation);
        if (waitNanos > 0) {
            delay(evaluation, waitNanos);
        } else {
            enqueue(evaluation);
        }
    }

    /**
     * Takes in a blocked evaluation that could now place something. When it is out just now, it was decided without what woke
     * it, so it comes again after it has been acknowledged.
     */
    void wake(Evaluation evaluation) {
        if (out.containsKey(evaluation.id())) {
            wokenWhileOut.add(evaluation.id());
        } else {
            offer(evaluation);
        }
    }

    private long waitNanos(Evaluation evaluation) {
        long untilNanos = evaluation.waitUntilNanos() == 0 ? 0 : evaluation.waitUntilNanos() - time.epochNanos();
        return Math.max(untilNanos, evaluation.delay().toNanos());
    }

    private void delay(Evaluation evaluation, long nanos) {
        delayed.add(new Delayed(time.monotonicNanos() + nanos, delayedSoFar++, evaluation));
    }

    private void enqueue(Evaluation evaluation) {
        JobKey job = evaluation.job();
        if (job != null && claimed.containsKey(job)) {
            pending.computeIfAbsent(job, key -> new TreeSet<>(PENDING_ORDER)).add(evaluation);
            return;
        }
        if (job != null) {
            claimed.put(job, evaluation);
        }
        ready.add(evaluation);
    }

    /** Drops an evaluation that reached its end elsewhere. One that is out stays out until it is acknowledged. */
    void forget(EvaluationId id) {
        Evaluation evaluation = known.get(id);
        if (evaluation == null) {
            return;
        }
        JobKey job = evaluation.job();
        if (ready.remove(evaluation)) {
            release(evaluation);
        } else if (job != null && pending.containsKey(job) && pending.get(job).remove(evaluation)) {
            drop(evaluation);
        } else if (delayed.removeIf(entry -> entry.evaluation().id().equals(id))) {
            drop(evaluation);
        }
    }

    /** Returns the next evaluation to work on, or null. It is out until {@link #acknowledge} or {@link #fail}. */
    @Nullable
    Evaluation poll() {
        releaseDue();
        Evaluation next = ready.pollFirst();
        if (next != null) {
            deliveries.merge(next.id(), 1, Integer::sum);
            out.put(next.id(), next);
        }
        return next;
    }

    private void releaseDue() {
        long now = time.monotonicNanos();
        while (!delayed.isEmpty() && delayed.peek().dueNanos() - now <= 0) {
            enqueue(delayed.remove().evaluation());
        }
    }

    /** Ends the work on an evaluation that is out: it was decided and the outcome is in the state. */
    void acknowledge(Evaluation evaluation) {
        release(evaluation);
        if (wokenWhileOut.remove(evaluation.id())) {
            offer(evaluation);
        }
    }

    /** Ends the work on an evaluation that is out without an outcome, through no fault of its own: it is ready again. */
    void putBack(Evaluation evaluation) {
        deliveries.merge(evaluation.id(), -1, Integer::sum);
        comeBack(evaluation);
        ready.add(evaluation);
    }

    /** Ends the work on an evaluation that is out because it threw: it comes back later, or fails for good. */
    void fail(Evaluation evaluation) {
        int count = deliveries.getOrDefault(evaluation.id(), 0);
        if (count >= deliveryLimit) {
            failed.add(evaluation);
            release(evaluation);
            return;
        }
        comeBack(evaluation);
        claimedByNobody(evaluation);
        delay(evaluation, nackDelay(count).toNanos());
    }

    /** Notes that an evaluation is out no longer but will be decided again, with whatever woke it in between. */
    private void comeBack(Evaluation evaluation) {
        out.remove(evaluation.id());
        wokenWhileOut.remove(evaluation.id());
    }

    private static Duration nackDelay(int deliveries) {
        return deliveries <= 1 ? FIRST_NACK_DELAY : FURTHER_NACK_DELAY.multipliedBy(deliveries - 1L);
    }

    private void release(Evaluation evaluation) {
        drop(evaluation);
        claimedByNobody(evaluation);
    }

    private void drop(Evaluation evaluation) {
        known.remove(evaluation.id());
        out.remove(evaluation.id());
        deliveries.remove(evaluation.id());
    }

    private void claimedByNobody(Evaluation evaluation) {
        JobKey job = evaluation.job();
        if (job == null) {
            return;
        }
        claimed.remove(job);
        TreeSet<Evaluation> waiting = pending.remove(job);
        if (waiting == null || waiting.isEmpty()) {
            return;
        }
        Evaluation next = waiting.pollFirst();
        for (Evaluation other : waiting) {
            drop(other);
            superseded.add(other);
        }
        claimed.put(job, next);
        ready.add(next);
    }

    /** Returns, once, the evaluations that a newer one of their job has replaced; they are to be canceled. */
    List<Evaluation> takeSuperseded() {
        List<Evaluation> taken = superseded;
        superseded = new ArrayList<>();
        return taken;
    }

    /** Returns, once, the evaluations that reached the delivery limit; they are to be failed. */
    List<Evaluation> takeFailed() {
        List<Evaluation> taken = failed;
        failed = new ArrayList<>();
        return taken;
    }

    /** Returns how long until the next delayed evaluation is due, or null when none waits. */
    @Nullable
    Duration untilNextDue() {
        Delayed next = delayed.peek();
        return next == null ? null : Duration.ofNanos(Math.max(0, next.dueNanos() - time.monotonicNanos()));
    }

    /** Returns whether {@link #poll} would return one. */
    boolean hasReady() {
        releaseDue();
        return !ready.isEmpty();
    }

    /** Returns how many evaluations are held: ready, out, pending and delayed. */
    int size() {
        return known.size();
    }

    /** Forgets everything, when this server stops leading. */
    void clear() {
        ready.clear();
        claimed.clear();
        pending.clear();
        known.clear();
        deliveries.clear();
        out.clear();
        wokenWhileOut.clear();
        delayed.clear();
        superseded.clear();
        failed.clear();
    }
}
