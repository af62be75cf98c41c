package dev.berth.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.berth.host.AllocationUpdate;
import dev.berth.model.AllocationId;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentId;
import dev.berth.model.DeploymentUpdate;
import dev.berth.model.DesiredTransition;
import dev.berth.model.DrainStatus;
import dev.berth.model.DrainStrategy;
import dev.berth.model.Eligibility;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.Node;
import dev.berth.model.NodeEvent;
import dev.berth.model.NodeId;
import dev.berth.model.NodeStatus;
import dev.berth.model.Plan;
import dev.berth.model.SchedulerConfiguration;
import dev.berth.model.VersionTag;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A change somebody asks the cluster to make: the only way its state ever changes.
 *
 * <p>Everything that varies is in the command: ids were drawn by the proposer, time comes with the entry. Indexes, state
 * times and derived fields in the values of a command are ignored; applying it sets them. All commands are immutable.
 *
 * <p>May grow: keep a default branch.
 */
public sealed interface Command {

    /**
     * Returns whether only the leader of the current term may propose it. Such a command is refused when its entry
     * carries another term; the others come from users and nodes and mean the same under any leader.
     */
    default boolean leaderOnly() {
        return false;
    }

    /**
     * Returns the behaviour level from which on the command exists. Below it the cluster refuses the command.
     */
    default int sinceLevel() {
        return BehaviourLevel.FIRST;
    }

    /**
     * Stores a job: a new one, or a new version of one that is known. A specification that did not change makes no new
     * version, but its evaluation is stored all the same. Registering over a stopped job starts it again.
     *
     * @param job the canonical job; its revision is ignored
     * @param expectedJobModifyIndex refuse unless the stored job has this index (0: unless there is none); null: no check
     * @param evaluation what makes the scheduler look at it; null for periodic and parameterized jobs
     */
    record RegisterJob(
            Job job,
            @Nullable Long expectedJobModifyIndex,
            @Nullable Evaluation evaluation) implements Command {}

    /**
     * Stops a job. Its allocations stay until the scheduler stops them.
     *
     * @param purge forget it at once, with its versions; otherwise it stays as a stopped version until collected
     */
    record DeregisterJob(
            JobKey job, boolean purge, @Nullable Evaluation evaluation) implements Command {}

    /** Marks a version of a job as one that is good to return to, or as not. */
    record SetJobStability(JobKey job, long version, boolean stable) implements Command {}

    /**
     * Names a version of a job, which then is kept for ever, or takes its name away.
     *
     * @param tag the name, unique among the job's versions; its time is set by the cluster; null takes it away
     */
    record TagJobVersion(JobKey job, long version, @Nullable VersionTag tag) implements Command {}

    /** Removes dead jobs with their versions; jobs that are not dead stay. The leader's garbage collection. */
    record DeleteJobs(List<JobKey> jobs) implements Command {
        public DeleteJobs {
            jobs = ImmutableList.copyOf(jobs);
        }

        @Override
        public boolean leaderOnly() {
            return true;
        }
    }

    /**
     * Stores what a node says of itself. Eligibility, drain, events and creation stay as they are for a node that is
     * known; its secret must be the one it came with first.
     *
     * @param node with the status it shall have
     */
    record RegisterNode(Node node, List<Evaluation> evaluations) implements Command {
        public RegisterNode {
            evaluations = ImmutableList.copyOf(evaluations);
        }
    }

    /** Sets the status of a node, and lets the scheduler look at the jobs this concerns. */
    record UpdateNodeStatus(NodeId node, NodeStatus status, String description, List<Evaluation> evaluations)
            implements Command {
        public UpdateNodeStatus {
            evaluations = ImmutableList.copyOf(evaluations);
        }

        @Override
        public boolean leaderOnly() {
            return true;
        }
    }

    /** Sets whether new work may be placed on a node. Refused as long as the node drains, unless it says no. */
    record UpdateNodeEligibility(NodeId node, Eligibility eligibility, List<Evaluation> evaluations)
            implements Command {
        public UpdateNodeEligibility {
            evaluations = ImmutableList.copyOf(evaluations);
        }
    }

    /**
     * Starts, changes or ends the drain of a node. While it drains a node takes no new work; afterwards only when
     * {@code markEligible} says so.
     *
     * @param drain how to drain (the cluster sets start and deadline as points in time); null ends the drain
     * @param outcome how the drain stands then: draining, complete or cancelled
     * @param meta who wanted it and why, free; kept with the node's last drain
     */
    record UpdateNodeDrain(
            NodeId node,
            @Nullable DrainStrategy drain,
            boolean markEligible,
            DrainStatus outcome,
            SortedMap<String, String> meta,
            List<Evaluation> evaluations)
            implements Command {
        public UpdateNodeDrain {
            meta = ImmutableSortedMap.copyOfSorted(meta);
            evaluations = ImmutableList.copyOf(evaluations);
        }
    }

    /** Adds an event to the ten that are kept with a node. Its time and index are set by the cluster. */
    record AddNodeEvent(NodeId node, NodeEvent event) implements Command {}

    /** Forgets nodes. Allocations on them stay; the evaluations given make the scheduler replace them. */
    record DeregisterNodes(List<NodeId> nodes, List<Evaluation> evaluations) implements Command {
        public DeregisterNodes {
            nodes = ImmutableList.copyOf(nodes);
            evaluations = ImmutableList.copyOf(evaluations);
        }
    }

    /** Stores new evaluations and changed ones. */
    record UpsertEvaluations(List<Evaluation> evaluations) implements Command {
        public UpsertEvaluations {
            evaluations = ImmutableList.copyOf(evaluations);
        }

        @Override
        public boolean leaderOnly() {
            return true;
        }
    }

    /** Removes finished evaluations and allocations; what is not finished stays. The leader's garbage collection. */
    record DeleteEvaluations(List<EvaluationId> evaluations, List<AllocationId> allocations) implements Command {
        public DeleteEvaluations {
            evaluations = ImmutableList.copyOf(evaluations);
            allocations = ImmutableList.copyOf(allocations);
        }

        @Override
        public boolean leaderOnly() {
            return true;
        }
    }

    /**
     * Commits what the applier verified of a plan, as one change. A new allocation is dropped when its job is gone or
     * stopped, when the version it runs is no longer kept, or when its node is gone.
     *
     * @param plan the part of the plan that fits. Of the job of an allocation only key and version count: the cluster
     *     puts in the version it keeps
     * @param evaluations evaluations to store with it: of victims' jobs, and the plan's own as it stands then
     */
    record ApplyPlan(Plan plan, List<Evaluation> evaluations) implements Command {
        public ApplyPlan {
            evaluations = ImmutableList.copyOf(evaluations);
        }

        @Override
        public boolean leaderOnly() {
            return true;
        }
    }

    /**
     * Takes over what a node reports about its allocations. Reports about allocations of other nodes, or about none that
     * is known, are left out, as are late ones that would bring a finished allocation back to life.
     */
    record UpdateAllocationsFromNode(NodeId node, List<AllocationUpdate> updates, List<Evaluation> evaluations)
            implements Command {
        public UpdateAllocationsFromNode {
            updates = ImmutableList.copyOf(updates);
            evaluations = ImmutableList.copyOf(evaluations);
        }
    }

    /** Says what the scheduler shall do with allocations: migrate, reschedule… Unknown allocations are left out. */
    record UpdateAllocationTransitions(
            SortedMap<AllocationId, DesiredTransition> transitions, List<Evaluation> evaluations) implements Command {
        public UpdateAllocationTransitions {
            transitions = ImmutableSortedMap.copyOfSorted(transitions);
            evaluations = ImmutableList.copyOf(evaluations);
        }
    }

    /**
     * Stores a deployment outside of a plan. Of one that is known, what nodes reported (counters, canaries, deadlines)
     * stays.
     */
    record UpsertDeployment(Deployment deployment, @Nullable Evaluation evaluation) implements Command {
        @Override
        public boolean leaderOnly() {
            return true;
        }
    }

    /**
     * Sets the status of a deployment; refused once it has come to an end. Success marks the job's version as stable.
     *
     * @param rollback the job to register with it, to return to an earlier version; null: none
     */
    record UpdateDeploymentStatus(
            DeploymentUpdate update,
            @Nullable Evaluation evaluation,
            @Nullable Job rollback) implements Command {}

    /**
     * Promotes the canaries of a deployment. Refused when a group has fewer healthy canaries than it wants.
     *
     * @param groups which groups; empty: all that have canaries
     */
    record PromoteDeployment(
            DeploymentId deployment,
            SortedSet<String> groups,
            @Nullable Evaluation evaluation) implements Command {
        public PromoteDeployment {
            groups = ImmutableSortedSet.copyOfSorted(groups);
        }
    }

    /** Sets the health of allocations of a deployment by hand, and what follows from it. */
    record SetAllocationHealth(
            DeploymentId deployment,
            List<AllocationId> healthy,
            List<AllocationId> unhealthy,
            @Nullable DeploymentUpdate update,
            @Nullable Evaluation evaluation,
            @Nullable Job rollback)
            implements Command {
        public SetAllocationHealth {
            healthy = ImmutableList.copyOf(healthy);
            unhealthy = ImmutableList.copyOf(unhealthy);
        }
    }

    /** Removes deployments that have come to an end. The leader's garbage collection. */
    record DeleteDeployments(List<DeploymentId> deployments) implements Command {
        public DeleteDeployments {
            deployments = ImmutableList.copyOf(deployments);
        }

        @Override
        public boolean leaderOnly() {
            return true;
        }
    }

    /**
     * Replaces the scheduler configuration.
     *
     * @param expectedModifyIndex refuse unless the stored one has this index; null: no check
     */
    record SetSchedulerConfiguration(
            SchedulerConfiguration configuration, @Nullable Long expectedModifyIndex) implements Command {}

    /**
     * A new leader takes over: from here on commands of older terms are refused. Refused itself unless the term is newer.
     *
     * @param term the fencing token of the host's leader election, 1 or more
     * @param leader the id of the server that leads
     */
    record BeginTerm(long term, String leader) implements Command {}

    /**
     * A server says which behaviour levels it can follow, each time it starts with another version of Berth.
     *
     * @param server its id, not empty
     * @param highestLevel it follows this one and all below
     */
    record AdvertiseSupport(String server, int highestLevel) implements Command {}

    /** Forgets a server that will not come back, so that it holds no behaviour level down. */
    record ForgetServer(String server) implements Command {}

    /** Raises the behaviour level. Refused until every known server supports it. It is never lowered. */
    record RaiseBehaviourLevel(int level) implements Command {
        @Override
        public boolean leaderOnly() {
            return true;
        }
    }
}
