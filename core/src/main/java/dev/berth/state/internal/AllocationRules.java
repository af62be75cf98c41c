package dev.berth.state.internal;

import dev.berth.host.AllocationUpdate;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.AllocationState;
import dev.berth.model.ClientStatus;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DesiredTransition;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.NodeId;
import dev.berth.state.Command;
import dev.berth.state.Event;
import dev.berth.state.Rejection;
import dev.berth.state.Rejection.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What reports of nodes and wishes about allocations write. */
final class AllocationRules {
    /** How many changes of the client status an allocation remembers. */
    private static final int KEPT_STATES = 32;

    private AllocationRules() {}

    static @Nullable Rejection fromNode(StateChange change, Command.UpdateAllocationsFromNode command) {
        NodeId node = command.node();
        if (change.node(node) == null) {
            return Rejection.of(Code.NOT_FOUND, "Node (%s) does not exist: register it before it reports.", node);
        }
        DeploymentProgress progress = new DeploymentProgress(change);
        for (AllocationUpdate update : command.updates()) {
            int row = change.allocationRow(update.id());
            if (row >= 0) {
                Allocation old = change.allocationAt(row);
                if (old.nodeId().equals(node) && !isLate(old, update)) {
                    report(change, progress, row, old, update);
                }
            }
        }
        progress.write();
        EvaluationRules.putAll(change, command.evaluations());
        return null;
    }

    /** Whether a newer report was taken already, or this one would bring back to life what its node said has ended. */
    private static boolean isLate(Allocation old, AllocationUpdate update) {
        boolean ended = old.clientStatus() == ClientStatus.COMPLETE || old.clientStatus() == ClientStatus.FAILED;
        return update.sequence() <= old.clientSequence()
                || (ended && !update.clientStatus().terminal());
    }

    private static void report(
            StateChange change, DeploymentProgress progress, int row, Allocation old, AllocationUpdate update) {
        DeploymentHealth health = verdict(
                change, old, update.health() == null ? null : update.health().healthy());
        if (saysNothingNew(old, update, health)) {
            Allocation seen = old.toBuilder().clientSequence(update.sequence()).build();
            change.replaceAllocation(row, old, seen);
            return;
        }
        Allocation reported = merged(change, old, update, health);
        change.replaceAllocation(row, old, reported);
        change.add(new Event.AllocationUpdated(change.index(), change.timeNanos(), reported, old));
        progress.moved(old, reported);
        EvaluationId followup = old.followupEvaluationId();
        if (followup != null && old.clientStatus() == ClientStatus.UNKNOWN) {
            Evaluation evaluation = change.evaluation(followup);
            if (evaluation != null && evaluation.trigger() == EvaluationTrigger.MAX_DISCONNECT_TIMEOUT) {
                EvaluationRules.cancel(change, followup, "The node is connected again");
            }
        }
    }

    private static boolean saysNothingNew(Allocation old, AllocationUpdate update, @Nullable DeploymentHealth health) {
        return old.clientStatus() == update.clientStatus()
                && old.clientDescription().equals(update.clientDescription())
                && old.taskStates().equals(update.taskStates())
                && Objects.equals(old.networkStatus(), update.networkStatus())
                && Objects.equals(old.deploymentHealth(), health);
    }

    /** Takes over the fields that belong to the node. */
    private static Allocation merged(
            StateChange change, Allocation old, AllocationUpdate update, @Nullable DeploymentHealth health) {
        ClientStatus status = update.clientStatus();
        Allocation.Builder merged = old.toBuilder()
                .clientStatus(status)
                .clientDescription(update.clientDescription())
                .clientSequence(update.sequence())
                .taskStates(update.taskStates())
                .networkStatus(update.networkStatus())
                .deploymentHealth(health)
                .modifyIndex(change.index())
                .modifyTimeNanos(change.timeNanos());
        if (status != old.clientStatus()) {
            merged.states(withState(old, status, change.timeNanos()));
        }
        return merged.build();
    }

    /** The health of an allocation after a verdict; what was not watched for a deployment, or has none new, stays. */
    static @Nullable DeploymentHealth verdict(StateChange change, Allocation old, @Nullable Boolean healthy) {
        DeploymentHealth known = old.deploymentHealth();
        if (healthy == null || old.deploymentId() == null || (known != null && healthy.equals(known.healthy()))) {
            return known;
        }
        return (known == null ? DeploymentHealth.builder() : known.toBuilder())
                .healthy(healthy)
                .timestampNanos(change.timeNanos())
                .modifyIndex(change.index())
                .build();
    }

    /** Returns the history of client states with one more; the oldest go when it becomes long. */
    static List<AllocationState> withState(Allocation old, ClientStatus status, long timeNanos) {
        List<AllocationState> states = new ArrayList<>(old.states());
        states.add(new AllocationState(status, timeNanos));
        return states.size() <= KEPT_STATES ? states : states.subList(states.size() - KEPT_STATES, states.size());
    }

    static @Nullable Rejection updateTransitions(StateChange change, Command.UpdateAllocationTransitions command) {
        command.transitions().forEach((id, transition) -> merge(change, id, transition));
        EvaluationRules.putAll(change, command.evaluations());
        return null;
    }

    /** Wishes add up: what was asked for once stays asked for. */
    private static void merge(StateChange change, AllocationId id, DesiredTransition wish) {
        int row = change.allocationRow(id);
        if (row < 0) {
            return;
        }
        Allocation old = change.allocationAt(row);
        DesiredTransition known = old.transition();
        DesiredTransition merged = new DesiredTransition(
                known.migrate() || wish.migrate(),
                known.reschedule() || wish.reschedule(),
                known.forceReschedule() || wish.forceReschedule(),
                known.noShutdownDelay() || wish.noShutdownDelay(),
                known.migrateDisablePlacement() || wish.migrateDisablePlacement());
        if (!merged.equals(known)) {
            Allocation updated = old.toBuilder()
                    .transition(merged)
                    .modifyIndex(change.index())
                    .modifyTimeNanos(change.timeNanos())
                    .build();
            change.replaceAllocation(row, old, updated);
            change.add(new Event.AllocationUpdated(change.index(), change.timeNanos(), updated, old));
        }
    }
}
