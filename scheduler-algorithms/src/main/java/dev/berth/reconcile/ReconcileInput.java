package dev.berth.reconcile;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Allocation;
import dev.berth.model.Deployment;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything a reconciliation depends on.
 *
 * @param job the canonical job as it should be, or null when it was purged
 * @param type the job's type, known even when the job is gone
 * @param allocations all allocations of the job, terminal ones included, in the order they were made
 * @param nodes finds the node of an allocation; null when it is gone
 * @param deployment the job's latest deployment, or null
 * @param evaluation the evaluation that is being decided
 * @param nowNanos the time, nanoseconds since the epoch
 * @param inPlace tells whether an allocation may stay where it is under a new version
 */
public record ReconcileInput(
        @Nullable Job job,
        JobType type,
        List<Allocation> allocations,
        Function<NodeId, @Nullable Node> nodes,
        @Nullable Deployment deployment,
        EvaluationId evaluation,
        long nowNanos,
        InPlaceCheck inPlace) {
    /** Copies the list. */
    public ReconcileInput {
        Objects.requireNonNull(type, "type");
        allocations = ImmutableList.copyOf(allocations);
        Objects.requireNonNull(nodes, "nodes");
        Objects.requireNonNull(evaluation, "evaluation");
        Objects.requireNonNull(inPlace, "inPlace");
    }

    boolean batch() {
        return type == JobType.BATCH;
    }

    /** Returns whether the job should run nothing at all. */
    boolean stopped() {
        return job == null || job.stop();
    }

    /** Returns whether an allocation runs the version of the job that should run. */
    boolean current(Allocation allocation) {
        return job != null && sameVersion(allocation.job(), job);
    }

    static boolean sameVersion(Job a, Job b) {
        return a.revision().version() == b.revision().version()
                && a.revision().createIndex() == b.revision().createIndex();
    }
}
