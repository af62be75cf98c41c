package dev.berth.state.internal;

import dev.berth.model.DrainStatus;
import dev.berth.model.DrainStrategy;
import dev.berth.model.Eligibility;
import dev.berth.model.LastDrain;
import dev.berth.model.Node;
import dev.berth.model.NodeEvent;
import dev.berth.model.NodeId;
import dev.berth.model.NodeStatus;
import dev.berth.state.Command;
import dev.berth.state.Event;
import dev.berth.state.Rejection;
import dev.berth.state.Rejection.Code;
import dev.berth.state.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What commands about nodes write. */
final class NodeRules {
    private static final int KEPT_EVENTS = 10;

    private NodeRules() {}

    static @Nullable Rejection register(StateChange change, Command.RegisterNode command) {
        Node said = command.node();
        Node known = stored(change, said.id());
        if (known != null && !known.secretHash().equals(said.secretHash())) {
            return Rejection.of(
                    Code.WRONG_SECRET,
                    "Node (%s) came with another secret than the first time: keep its data directory, or deregister it.",
                    said.id());
        }
        Node node = known == null ? first(change, said) : again(change, said, known);
        put(change, node, known);
        change.add(new Event.NodeRegistered(change.index(), change.timeNanos(), node, known == null));
        if (known != null && known.status() != node.status()) {
            change.add(new Event.NodeStatusChanged(change.index(), change.timeNanos(), node, known.status()));
        }
        EvaluationRules.putAll(change, command.evaluations());
        return null;
    }

    private static Node first(StateChange change, Node said) {
        return said.toBuilder()
                .drain(null)
                .lastDrain(null)
                .events(List.of(event(change, NodeEvent.of("Node registered", change.timeNanos()))))
                .statusUpdatedAtNanos(change.timeNanos())
                .createIndex(change.index())
                .modifyIndex(change.index())
                .build();
    }

    private static Node again(StateChange change, Node said, Node known) {
        boolean statusChanges = said.status() != known.status();
        Node.Builder node = said.toBuilder()
                .eligibility(known.eligibility())
                .drain(known.drain())
                .lastDrain(known.lastDrain())
                .events(known.events())
                .statusUpdatedAtNanos(statusChanges ? change.timeNanos() : known.statusUpdatedAtNanos())
                .createIndex(known.createIndex())
                .modifyIndex(change.index());
        if (known.status() == NodeStatus.DOWN && statusChanges) {
            node.events(withEvent(change, known, NodeEvent.of("Node registered again", change.timeNanos())));
        }
        return node.build();
    }

    static @Nullable Rejection updateStatus(StateChange change, Command.UpdateNodeStatus command) {
        Node known = stored(change, command.node());
        if (known == null) {
            return unknown(command.node());
        }
        boolean changes = known.status() != command.status();
        if (changes || !known.statusDescription().equals(command.description())) {
            Node.Builder node = known.toBuilder()
                    .status(command.status())
                    .statusDescription(command.description())
                    .modifyIndex(change.index());
            if (changes) {
                String message = "Node is " + command.status().word();
                node.statusUpdatedAtNanos(change.timeNanos())
                        .events(withEvent(change, known, NodeEvent.of(message, change.timeNanos())));
            }
            Node updated = node.build();
            put(change, updated, known);
            change.add(new Event.NodeStatusChanged(change.index(), change.timeNanos(), updated, known.status()));
        }
        EvaluationRules.putAll(change, command.evaluations());
        return null;
    }

    static @Nullable Rejection updateEligibility(StateChange change, Command.UpdateNodeEligibility command) {
        Node known = stored(change, command.node());
        if (known == null) {
            return unknown(command.node());
        }
        if (known.drain() != null && command.eligibility() == Eligibility.ELIGIBLE) {
            return Rejection.of(
                    Code.NOT_ALLOWED,
                    "Node (%s) cannot be made eligible while it drains: end the drain first.",
                    command.node());
        }
        if (known.eligibility() != command.eligibility()) {
            String message = "Node is " + command.eligibility().word();
            Node updated = known.toBuilder()
                    .eligibility(command.eligibility())
                    .events(withEvent(change, known, NodeEvent.of(message, change.timeNanos())))
                    .modifyIndex(change.index())
                    .build();
            put(change, updated, known);
            eligibilityEvent(change, updated, known);
        }
        EvaluationRules.putAll(change, command.evaluations());
        return null;
    }

    static @Nullable Rejection updateDrain(StateChange change, Command.UpdateNodeDrain command) {
        Node known = stored(change, command.node());
        if (known == null) {
            return unknown(command.node());
        }
        DrainStrategy drain = command.drain() == null ? null : started(change, command.drain(), known.drain());
        boolean eligible = drain == null
                && (command.markEligible() || (known.drain() == null && known.eligibility() == Eligibility.ELIGIBLE));
        NodeEvent said = NodeEvent.of(drainMessage(command, known), change.timeNanos()).toBuilder()
                .subsystem("Drain")
                .build();
        Node updated = known.toBuilder()
                .drain(drain)
                .lastDrain(lastDrain(change, command, known))
                .eligibility(eligible ? Eligibility.ELIGIBLE : Eligibility.INELIGIBLE)
                .events(withEvent(change, known, said))
                .modifyIndex(change.index())
                .build();
        put(change, updated, known);
        change.add(new Event.NodeDrainChanged(change.index(), change.timeNanos(), updated, known.drain()));
        if (updated.eligibility() != known.eligibility()) {
            eligibilityEvent(change, updated, known);
        }
        EvaluationRules.putAll(change, command.evaluations());
        return null;
    }

    private static DrainStrategy started(StateChange change, DrainStrategy wanted, @Nullable DrainStrategy running) {
        Duration deadline = wanted.deadline();
        long now = change.timeNanos();
        long force = deadline.isZero() ? 0 : deadline.isNegative() ? now : now + deadline.toNanos();
        long startedAt = running == null ? now : running.startedAtNanos();
        return new DrainStrategy(deadline, wanted.ignoreSystemJobs(), force, startedAt);
    }

    private static String drainMessage(Command.UpdateNodeDrain command, Node known) {
        if (command.drain() != null) {
            return known.drain() == null ? "Node drain began" : "Node drain changed";
        }
        return command.outcome() == DrainStatus.COMPLETE ? "Node drain complete" : "Node drain cancelled";
    }

    private static LastDrain lastDrain(StateChange change, Command.UpdateNodeDrain command, Node known) {
        LastDrain running = known.drain() == null ? null : known.lastDrain();
        LastDrain.Builder last = running == null
                ? LastDrain.builder(command.outcome()).startedAtNanos(change.timeNanos())
                : running.toBuilder();
        if (running == null || !command.meta().isEmpty()) {
            last.meta(command.meta());
        }
        return last.status(command.outcome()).updatedAtNanos(change.timeNanos()).build();
    }

    static @Nullable Rejection addEvent(StateChange change, Command.AddNodeEvent command) {
        Node known = stored(change, command.node());
        if (known == null) {
            return unknown(command.node());
        }
        Node updated = known.toBuilder()
                .events(withEvent(change, known, command.event()))
                .modifyIndex(change.index())
                .build();
        put(change, updated, known);
        return null;
    }

    static @Nullable Rejection deregister(StateChange change, Command.DeregisterNodes command) {
        for (NodeId id : command.nodes()) {
            if (stored(change, id) == null) {
                return unknown(id);
            }
        }
        for (NodeId id : command.nodes()) {
            Node known = stored(change, id);
            if (known != null) {
                change.editNode(id).node(null);
                change.nodeCount(-1);
                change.touched(Table.NODES);
                change.add(new Event.NodeDeregistered(change.index(), change.timeNanos(), id));
            }
        }
        EvaluationRules.putAll(change, command.evaluations());
        return null;
    }

    private static @Nullable Node stored(StateChange change, NodeId id) {
        NodeSlot slot = change.node(id);
        return slot == null ? null : slot.node();
    }

    private static void put(StateChange change, Node node, @Nullable Node known) {
        change.editNode(node.id()).node(node);
        change.nodeCount(known == null ? 1 : 0);
        change.touched(Table.NODES);
    }

    private static void eligibilityEvent(StateChange change, Node updated, Node known) {
        change.add(new Event.NodeEligibilityChanged(change.index(), change.timeNanos(), updated, known.eligibility()));
    }

    private static NodeEvent event(StateChange change, NodeEvent event) {
        return event.toBuilder()
                .timestampNanos(change.timeNanos())
                .createIndex(change.index())
                .build();
    }

    private static List<NodeEvent> withEvent(StateChange change, Node node, NodeEvent event) {
        List<NodeEvent> events = new ArrayList<>(node.events());
        events.add(event(change, event));
        return events.size() <= KEPT_EVENTS ? events : events.subList(events.size() - KEPT_EVENTS, events.size());
    }

    private static Rejection unknown(NodeId id) {
        return Rejection.of(Code.NOT_FOUND, "Node (%s) does not exist.", id);
    }
}
