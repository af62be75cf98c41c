package dev.berth.reconcile;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationState;
import dev.berth.model.ClientStatus;
import dev.berth.model.DesiredStatus;
import dev.berth.model.DisconnectStrategy;
import dev.berth.model.Node;
import dev.berth.model.NodeStatus;
import dev.berth.model.TaskGroup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says what the state of its node means for an allocation. Stateless. */
final class Classifier {
    /** What to do about an allocation as far as its node is concerned. */
    enum Standing {
        /** Nothing is wrong with its node. */
        UNTAINTED,
        /** Does not count any more. */
        IGNORE,
        /** Shall move. */
        MIGRATE,
        /** Its node is gone for good. */
        LOST,
        /** Its node is out of contact, and it may outlast that. */
        DISCONNECTING
    }

    private final ReconcileInput input;

    Classifier(ReconcileInput input) {
        this.input = input;
    }

    Standing classify(Allocation allocation) {
        if (allocation.serverTerminal() && allocation.transition().migrateDisablePlacement()) {
            return Standing.UNTAINTED; // a batch allocation stopped at the end of a drain keeps its slot
        }
        if (allocation.serverTerminal()) {
            return input.batch() && succeeded(allocation) ? Standing.UNTAINTED : Standing.IGNORE;
        }
        if (allocation.clientTerminal()) {
            return allocation.canary() && allocation.transition().migrate() ? Standing.MIGRATE : Standing.UNTAINTED;
        }
        if (expired(allocation)) {
            return Standing.LOST;
        }
        return byNode(allocation, input.nodes().apply(allocation.nodeId()));
    }

    private Standing byNode(Allocation allocation, @Nullable Node node) {
        if (node != null && node.status() == NodeStatus.DISCONNECTED) {
            return disconnected(allocation);
        }
        if (allocation.transition().migrate()) {
            return Standing.MIGRATE;
        }
        if (node == null) {
            return Standing.LOST;
        }
        return node.status() == NodeStatus.DOWN ? down(allocation) : Standing.UNTAINTED;
    }

    private Standing disconnected(Allocation allocation) {
        if (allocation.clientStatus() == ClientStatus.UNKNOWN) {
            return Standing.UNTAINTED;
        }
        if (allocation.clientStatus() == ClientStatus.PENDING
                || lostAfter(allocation).isZero()) {
            return Standing.LOST;
        }
        return Standing.DISCONNECTING;
    }

    private Standing down(Allocation allocation) {
        if (replaceable(allocation)) {
            return Standing.LOST;
        }
        return switch (allocation.clientStatus()) {
            case UNKNOWN -> Standing.UNTAINTED;
            case RUNNING -> Standing.DISCONNECTING;
            default -> Standing.LOST;
        };
    }

    /* The evaluation made for the end of the wait decides that it ended: state time may run ahead of the time it was made at. */
    private boolean expired(Allocation allocation) {
        boolean due = input.evaluation().equals(allocation.followupEvaluationId())
                || unknownSince(allocation) + lostAfter(allocation).toNanos() <= input.nowNanos();
        return due
                && allocation.clientStatus() == ClientStatus.UNKNOWN
                && allocation.desiredStatus() == DesiredStatus.RUN
                && replaceable(allocation);
    }

    /** Returns when contact was lost, nanoseconds since the epoch. */
    static long unknownSince(Allocation allocation) {
        long since = allocation.modifyTimeNanos();
        for (AllocationState state : allocation.states()) {
            since = state.clientStatus() == ClientStatus.UNKNOWN ? state.timeNanos() : since;
        }
        return since;
    }

    /** Returns how long an allocation may be out of contact before it counts as lost; zero for not at all. */
    static Duration lostAfter(Allocation allocation) {
        DisconnectStrategy disconnect = disconnect(allocation);
        return disconnect == null ? Duration.ZERO : disconnect.lostAfter();
    }

    /** Returns whether an allocation out of contact may be replaced. */
    static boolean replaceable(Allocation allocation) {
        DisconnectStrategy disconnect = disconnect(allocation);
        return disconnect == null || disconnect.replace();
    }

    private static @Nullable DisconnectStrategy disconnect(Allocation allocation) {
        TaskGroup group = allocation.job().group(allocation.taskGroup());
        return group == null ? null : group.disconnect();
    }

    /** Returns whether all tasks of an allocation ended well. */
    static boolean succeeded(Allocation allocation) {
        return allocation.clientStatus() == ClientStatus.COMPLETE
                && allocation.taskStates().values().stream().noneMatch(task -> task.failed());
    }
}
