package dev.berth.control;

import dev.berth.host.IdSource;
import dev.berth.model.Allocation;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.state.ClusterState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the evaluations that a change on a node calls for: one for each job concerned, in the order of their keys. */
final class NodeEvaluations {
    private final IdSource ids;

    NodeEvaluations(IdSource ids) {
        this.ids = ids;
    }

    /** Returns one evaluation for each job that has live allocations on a node. */
    List<Evaluation> forNode(ClusterState state, Node node, EvaluationTrigger trigger) {
        TreeSet<JobKey> jobs = new TreeSet<>();
        for (Allocation allocation : state.allocationsByNode(node.id())) {
            if (!allocation.clientTerminal()) {
                jobs.add(allocation.jobKey());
            }
        }
        return evaluations(state, jobs, trigger, node.id(), node.modifyIndex());
    }

    /** Returns one evaluation for each job that has an allocation which just failed. */
    List<Evaluation> forFailed(ClusterState state, Collection<Allocation> failed) {
        TreeSet<JobKey> jobs = new TreeSet<>();
        failed.forEach(allocation -> jobs.add(allocation.jobKey()));
        return evaluations(state, jobs, EvaluationTrigger.ALLOC_FAILURE, null, 0);
    }

    private List<Evaluation> evaluations(
            ClusterState state,
            TreeSet<JobKey> jobs,
            EvaluationTrigger trigger,
            @Nullable NodeId nodeId,
            long nodeModifyIndex) {
        List<Evaluation> evaluations = new ArrayList<>(jobs.size());
        for (JobKey key : jobs) {
            Job job = state.job(key);
            if (job != null) {
                evaluations.add(Evaluation.builder(ids.nextEvaluationId(), key, job.type(), trigger)
                        .priority(job.priority())
                        .jobModifyIndex(job.revision().jobModifyIndex())
                        .nodeId(nodeId)
                        .nodeModifyIndex(nodeModifyIndex)
                        .status(EvaluationStatus.PENDING)
                        .build());
            }
        }
        return evaluations;
    }
}
