package dev.berth.state.internal;

import dev.berth.state.Command;
import dev.berth.state.Rejection;
import org.jspecify.annotations.Nullable;

/** Finds the rule of a command. */
public final class CommandRules {
    private CommandRules() {}

    /**
     * Writes what the command means into the change.
     *
     * @return why it is refused, then the change is to be dropped; null when it is not
     */
    public static @Nullable Rejection write(StateChange change, Command command) {
        if (command instanceof Command.ApplyPlan c) {
            return PlanRules.apply(change, c);
        } else if (command instanceof Command.UpdateAllocationsFromNode c) {
            return AllocationRules.fromNode(change, c);
        } else if (command instanceof Command.UpsertEvaluations c) {
            EvaluationRules.putAll(change, c.evaluations());
            return null;
        } else if (command instanceof Command.RegisterJob c) {
            return JobRules.register(change, c);
        } else if (command instanceof Command.DeregisterJob c) {
            return JobRules.deregister(change, c);
        } else if (command instanceof Command.SetJobStability c) {
            return JobRules.setStability(change, c);
        } else if (command instanceof Command.TagJobVersion c) {
            return JobRules.tag(change, c);
        } else if (command instanceof Command.DeleteJobs c) {
            return JobRules.delete(change, c);
        } else if (command instanceof Command.UpdateAllocationTransitions c) {
            return AllocationRules.updateTransitions(change, c);
        } else if (command instanceof Command.DeleteEvaluations c) {
            return EvaluationRules.delete(change, c);
        }
        return writeOther(change, command);
    }

    private static @Nullable Rejection writeOther(StateChange change, Command command) {
        if (command instanceof Command.RegisterNode c) {
            return NodeRules.register(change, c);
        } else if (command instanceof Command.UpdateNodeStatus c) {
            return NodeRules.updateStatus(change, c);
        } else if (command instanceof Command.UpdateNodeEligibility c) {
            return NodeRules.updateEligibility(change, c);
        } else if (command instanceof Command.UpdateNodeDrain c) {
            return NodeRules.updateDrain(change, c);
        } else if (command instanceof Command.AddNodeEvent c) {
            return NodeRules.addEvent(change, c);
        } else if (command instanceof Command.DeregisterNodes c) {
            return NodeRules.deregister(change, c);
        } else if (command instanceof Command.UpsertDeployment c) {
            return DeploymentRules.upsert(change, c);
        } else if (command instanceof Command.UpdateDeploymentStatus c) {
            return DeploymentRules.updateStatus(change, c);
        } else if (command instanceof Command.PromoteDeployment c) {
            return DeploymentRules.promote(change, c);
        } else if (command instanceof Command.SetAllocationHealth c) {
            return DeploymentRules.setHealth(change, c);
        } else if (command instanceof Command.DeleteDeployments c) {
            return DeploymentRules.delete(change, c);
        }
        return writeCluster(change, command);
    }

    private static @Nullable Rejection writeCluster(StateChange change, Command command) {
        if (command instanceof Command.SetSchedulerConfiguration c) {
            return ClusterRules.configure(change, c);
        } else if (command instanceof Command.BeginTerm c) {
            return ClusterRules.begin(change, c);
        } else if (command instanceof Command.AdvertiseSupport c) {
            return ClusterRules.advertise(change, c);
        } else if (command instanceof Command.ForgetServer c) {
            return ClusterRules.forget(change, c);
        } else if (command instanceof Command.RaiseBehaviourLevel c) {
            return ClusterRules.raise(change, c);
        }
        throw new AssertionError(command);
    }
}
