package dev.berth.internal.scheduler;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationStop;
import dev.berth.model.Decision;
import dev.berth.model.DesiredUpdates;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.NodeId;
import dev.berth.model.Plan;
import dev.berth.model.PlanAnnotations;
import dev.berth.reconcile.GroupReconciliation.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what a plan changes, by node. Confined to one decision. */
final class PlanBuilder {
    private final SortedMap<NodeId, List<AllocationStop>> stops = new TreeMap<>();
    private final SortedMap<NodeId, List<Allocation>> placements = new TreeMap<>();

    void stop(Stop stop) {
        EvaluationId none = null;
        stops.computeIfAbsent(stop.allocation().nodeId(), node -> new ArrayList<>())
                .add(new AllocationStop(stop.allocation().id(), stop.description(), stop.clientStatus(), none));
    }

    /** Adds a new allocation, or an existing one with changed facts. */
    void place(Allocation allocation) {
        placements
                .computeIfAbsent(allocation.nodeId(), node -> new ArrayList<>())
                .add(allocation);
    }

    Plan build(Evaluation evaluation, @Nullable Job job, Decision decision, SortedMap<String, DesiredUpdates> counts) {
        return Plan.builder(evaluation.id())
                .priority(evaluation.priority())
                .allAtOnce(job != null && job.allAtOnce())
                .job(job)
                .stops(stops)
                .placements(placements)
                .annotations(evaluation.annotatePlan() ? new PlanAnnotations(counts, List.of()) : null)
                .snapshotIndex(decision.stateIndex())
                .decision(decision)
                .build();
    }
}
