package dev.berth.state;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentId;
import dev.berth.model.DrainStrategy;
import dev.berth.model.Eligibility;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobStatus;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.NodeStatus;
import dev.berth.model.SchedulerConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to the cluster, as a command was applied. Values are as the command left them. Immutable.
 *
 * <p>May grow: ignore kinds you do not know.
 */
public sealed interface Event {

    /** Returns the index of the command that made it happen. */
    long index();

    /** Returns the state time of the command, nanoseconds since the epoch; strictly increasing with the index. */
    long epochNanos();

    /**
     * A job was stored, or registered again.
     *
     * @param changed whether there is a new version; false when the specification was the same
     */
    record JobRegistered(long index, long epochNanos, Job job, boolean changed) implements Event {}

    /** A job was stopped; or purged, then nothing of it is left but its allocations. */
    record JobDeregistered(long index, long epochNanos, JobKey job, boolean purged) implements Event {}

    /** The status of a job changed. */
    record JobStatusChanged(long index, long epochNanos, JobKey job, JobStatus before, JobStatus after)
            implements Event {}

    /** Stability or name of a version changed. */
    record JobVersionUpdated(long index, long epochNanos, Job version) implements Event {}

    /**
     * A node said what it is.
     *
     * @param first whether it was not known before
     */
    record NodeRegistered(long index, long epochNanos, Node node, boolean first) implements Event {}

    /** The status of a node changed. */
    record NodeStatusChanged(long index, long epochNanos, Node node, NodeStatus before) implements Event {}

    /** A node may take new work, or may not any more. */
    record NodeEligibilityChanged(long index, long epochNanos, Node node, Eligibility before) implements Event {}

    /** A drain began, changed or ended. */
    record NodeDrainChanged(
            long index,
            long epochNanos,
            Node node,
            @Nullable DrainStrategy before) implements Event {}

    /** A node was forgotten. */
    record NodeDeregistered(long index, long epochNanos, NodeId node) implements Event {}

    /** An evaluation was stored or changed. */
    record EvaluationUpdated(long index, long epochNanos, Evaluation evaluation) implements Event {}

    /** An evaluation was collected. */
    record EvaluationDeleted(long index, long epochNanos, EvaluationId evaluation) implements Event {}

    /** A new allocation was placed on its node. */
    record AllocationPlaced(long index, long epochNanos, Allocation allocation) implements Event {}

    /** An allocation shall stop, or make room. */
    record AllocationStopped(long index, long epochNanos, Allocation allocation) implements Event {}

    /** Something else about an allocation changed: its state on the node, its job's version, its transition. */
    record AllocationUpdated(long index, long epochNanos, Allocation allocation, Allocation before) implements Event {}

    /** A planned allocation was not stored. {@code reason} is one sentence. */
    record AllocationDropped(long index, long epochNanos, AllocationId allocation, JobKey job, String reason)
            implements Event {}

    /** An allocation was collected. */
    record AllocationDeleted(long index, long epochNanos, AllocationId allocation) implements Event {}

    /** A deployment was stored or changed. */
    record DeploymentUpdated(long index, long epochNanos, Deployment deployment) implements Event {}

    /** A deployment was collected. */
    record DeploymentDeleted(long index, long epochNanos, DeploymentId deployment) implements Event {}

    /** The scheduler configuration was replaced. */
    record SchedulerConfigurationChanged(long index, long epochNanos, SchedulerConfiguration configuration)
            implements Event {}

    /** A leader took over. */
    record TermBegan(long index, long epochNanos, long term, String leader) implements Event {}

    /** A server said which behaviour levels it supports. */
    record SupportAdvertised(long index, long epochNanos, String server, int highestLevel) implements Event {}

    /** A server was forgotten. */
    record ServerForgotten(long index, long epochNanos, String server) implements Event {}

    /** The cluster behaves as of a higher level from now on. */
    record BehaviourLevelRaised(long index, long epochNanos, int level) implements Event {}

    /** A command was refused. */
    record CommandRejected(long index, long epochNanos, String command, Rejection rejection) implements Event {}
}
