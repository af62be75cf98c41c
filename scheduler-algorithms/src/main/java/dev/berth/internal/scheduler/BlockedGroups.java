package dev.berth.internal.scheduler;

import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.FilterCount;
import dev.berth.model.PlacementTrace;
import dev.berth.model.ReasonCode;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Filter;
import dev.berth.schedule.ScheduleContext;
import dev.berth.schedule.Strategy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The groups of one decision that could not be placed completely. Confined to one decision. */
final class BlockedGroups {
    private static final String WAITS = "waits for room for what could not be placed";

    private final SortedMap<String, PlacementTrace> failed = new TreeMap<>();

    boolean contains(String group) {
        return failed.containsKey(group);
    }

    void add(String group, PlacementTrace trace) {
        failed.put(group, trace);
    }

    /** Counts an instance that was not tried, since it would have failed like the one before. */
    void coalesce(String group) {
        failed.computeIfPresent(
                group,
                (name, trace) ->
                        trace.toBuilder().coalesced(trace.coalesced() + 1).build());
    }

    SortedMap<String, PlacementTrace> traces() {
        return failed;
    }

    /** Returns the evaluation to park: the decided one if it was parked before, else a new one; null when nothing failed. */
    @Nullable
    Evaluation evaluation(Evaluation decided, ScheduleContext context, SortedMap<String, Integer> queued) {
        if (failed.isEmpty()) {
            return null;
        }
        Evaluation.Builder blocked = decided.status() == EvaluationStatus.BLOCKED
                ? decided.toBuilder()
                : Evaluation.builder(context.ids().nextEvaluationId(), decided.type(), EvaluationTrigger.QUEUED_ALLOCS)
                        .namespace(decided.namespace())
                        .job(decided.job())
                        .jobModifyIndex(decided.jobModifyIndex())
                        .priority(decided.priority())
                        .previousEvaluation(decided.id());
        return blocked.status(EvaluationStatus.BLOCKED)
                .statusDescription(WAITS)
                .failedGroups(failed)
                .queuedAllocations(queued)
                .escapedComputedClass(true)
                .snapshotIndex(context.state().index())
                .build();
    }

    /** Returns the changes that can turn some no of a filter into a yes. */
    Set<ChangeKind> wakeBy(Strategy strategy) {
        Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
        for (PlacementTrace trace : failed.values()) {
            kinds.add(ChangeKind.NODE_READY);
            reasons(trace).forEach(code -> kinds.addAll(kinds(strategy, code)));
        }
        return kinds;
    }

    private static List<ReasonCode> reasons(PlacementTrace trace) {
        List<ReasonCode> codes = new ArrayList<>();
        trace.filtered().stream().map(FilterCount::code).forEach(codes::add);
        if (trace.nodesExhausted() > 0) {
            codes.add(ReasonCode.RESOURCES_EXHAUSTED);
        }
        return codes;
    }

    private static Set<ChangeKind> kinds(Strategy strategy, ReasonCode code) {
        ReasonCode family = code == ReasonCode.DRIVER_UNHEALTHY ? ReasonCode.DRIVER_MISSING : code;
        return strategy.filters().stream()
                .filter(filter -> filter.reason() == family)
                .findFirst()
                .map(Filter::mayBecomeFeasibleBy)
                .orElse(EnumSet.of(ChangeKind.ANY));
    }
}
