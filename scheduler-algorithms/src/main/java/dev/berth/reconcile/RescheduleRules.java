package dev.berth.reconcile;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.NodeId;
import dev.berth.model.RescheduleEvent;
import dev.berth.model.RescheduleOutcome;
import dev.berth.model.ReschedulePolicy;
import dev.berth.model.RescheduleTracker;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** When a failed allocation may be tried again on another node, by the policy of its group. Stateless. */
public final class RescheduleRules {
    /** Events kept of an allocation whose attempts are unlimited. */
    private static final int KEPT_EVENTS = 5;

    /** Why a failed allocation that was tried again is stopped, in the words that users see. */
    public static final String REPLACED = StopReasons.RESCHEDULED;

    private RescheduleRules() {}

    /** Returns when the allocation may be tried again, nanoseconds since the epoch; empty when it may not. */
    public static OptionalLong nextTry(Allocation allocation) {
        ReschedulePolicy policy = policy(allocation);
        boolean failed =
                allocation.clientStatus() == ClientStatus.FAILED || allocation.clientStatus() == ClientStatus.LOST;
        if (policy == null || !policy.enabled() || !failed) {
            return OptionalLong.empty();
        }
        long failTime = failTimeNanos(allocation);
        Duration delay = nextDelay(policy, events(allocation), failTime);
        return policy.unlimited() || attemptsLeft(policy, events(allocation), failTime, delay)
                ? OptionalLong.of(failTime + delay.toNanos())
                : OptionalLong.empty();
    }

    private static boolean attemptsLeft(
            ReschedulePolicy policy, List<RescheduleEvent> events, long failTime, Duration delay) {
        if (events.isEmpty()) {
            return policy.attempts() > 0;
        }
        return within(events, failTime, policy.interval()).size() < policy.attempts()
                && delay.compareTo(policy.interval()) < 0;
    }

    private static List<RescheduleEvent> within(List<RescheduleEvent> events, long timeNanos, Duration interval) {
        return events.stream()
                .filter(event -> timeNanos - event.timeNanos() < interval.toNanos())
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Returns how long to wait after a failure.
     *
     * <p>Constant: always the delay. Exponential: twice the last one. Fibonacci: the sum of the last two. Neither grows beyond the
     * policy's maximum, and after a run longer than that maximum it starts anew. Example, the default of services (exponential, 30
     * s, at most 1 h): 30 s, 1 min, 2 min, … 32 min, 1 h, 1 h.
     *
     * @param events the tries so far, oldest first
     * @param failTimeNanos when the last of them failed, nanoseconds since the epoch
     */
    public static Duration nextDelay(ReschedulePolicy policy, List<RescheduleEvent> events, long failTimeNanos) {
        Duration first = policy.delay();
        if (events.isEmpty() || policy.delayFunction() == ReschedulePolicy.DelayFunction.CONSTANT) {
            return first;
        }
        RescheduleEvent last = events.get(events.size() - 1);
        Duration delay = switch (policy.delayFunction()) {
            case FIBONACCI ->
                events.size() == 1
                        ? last.delay()
                        : last.delay().plus(events.get(events.size() - 2).delay());
            default -> last.delay().multipliedBy(2);
        };
        Duration max = policy.maxDelay();
        if (max.isZero() || delay.compareTo(max) < 0) {
            return delay;
        }
        boolean ranLong = failTimeNanos - last.timeNanos() > max.toNanos();
        return ranLong ? first : max;
    }

    /** Returns the tracker of the allocation that replaces {@code previous} at a time. */
    public static RescheduleTracker trackerAfter(Allocation previous, long nowNanos) {
        ReschedulePolicy policy = policy(previous);
        List<RescheduleEvent> events = events(previous);
        Duration delay = policy == null ? Duration.ZERO : nextDelay(policy, events, failTimeNanos(previous));
        List<RescheduleEvent> kept = policy != null && policy.attempts() > 0
                ? within(events, nowNanos, policy.interval())
                : events.subList(Math.max(0, events.size() - KEPT_EVENTS + 1), events.size());
        RescheduleEvent now = new RescheduleEvent(nowNanos, previous.id(), previous.nodeId(), delay);
        return new RescheduleTracker(
                ImmutableList.<RescheduleEvent>builder().addAll(kept).add(now).build(), RescheduleOutcome.OK);
    }

    /** Returns the allocation with the note that another try found no node. */
    public static Allocation withoutPlacement(Allocation allocation) {
        return allocation.toBuilder()
                .rescheduleTracker(new RescheduleTracker(events(allocation), RescheduleOutcome.NO_PLACEMENT))
                .build();
    }

    /** Returns the nodes on which the predecessors of an allocation failed, oldest first. */
    public static List<NodeId> previousNodes(Allocation allocation) {
        return events(allocation).stream()
                .map(RescheduleEvent::previousNode)
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns the tries that led to an allocation, oldest first. */
    static List<RescheduleEvent> events(Allocation allocation) {
        RescheduleTracker tracker = allocation.rescheduleTracker();
        return tracker == null ? ImmutableList.of() : tracker.events();
    }

    private static long failTimeNanos(Allocation allocation) {
        long finished = allocation.taskStates().values().stream()
                .mapToLong(TaskState::finishedAtNanos)
                .max()
                .orElse(0);
        return finished > 0 ? finished : allocation.modifyTimeNanos();
    }

    private static @Nullable ReschedulePolicy policy(Allocation allocation) {
        TaskGroup group = allocation.job().group(allocation.taskGroup());
        return group == null ? null : group.reschedule();
    }
}
