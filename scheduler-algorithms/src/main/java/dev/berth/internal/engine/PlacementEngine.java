package dev.berth.internal.engine;

import dev.berth.model.AllocatedPort;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.PlacementTrace;
import dev.berth.model.Resources;
import dev.berth.place.Ask;
import dev.berth.place.Existing;
import dev.berth.place.PlacementHints;
import dev.berth.schedule.Strategy;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Nodes, what is on them, and the search for the best one. Two engines that went through the same calls give the same picks.
 * Confined to one thread.
 */
public interface PlacementEngine {
    /** Returns how this engine chooses. */
    Strategy strategy();

    /** Adds a node, or replaces the facts of one and keeps what is on it. */
    void putNode(Node node);

    /** Forgets a node and what is on it. */
    void removeNode(NodeId node);

    /** Returns the node, or null. */
    @Nullable
    Node node(NodeId node);

    /** Returns the ids of all nodes, ascending. */
    SortedSet<NodeId> nodes();

    /** Returns what is taken on a node in all. */
    Resources used(NodeId node);

    /** Sets a value of a numeric column. */
    void setColumn(NodeId node, String column, long value);

    /** Adds work on a node by its sums only: whose it is, is told by {@link #countGroup}. */
    void load(NodeId node, Resources used, int allocations, List<AllocatedPort> ports);

    /** Counts one instance of a group on a node whose resources are loaded already. */
    void countGroup(Existing instance);

    /** Puts something on a node, fitting or not. */
    void occupy(Existing existing);

    /** Takes something off its node, as if it had never been there. */
    void release(Existing existing);

    /** Takes something off its node that stops by the plan being made: the values it counted under stay known, with one less. */
    void stop(Existing existing);

    /** Finds the best node for one instance and puts the instance there; null when no node is feasible. */
    @Nullable
    Pick place(Ask ask, PlacementHints hints);

    /** Explains how every node stands to one more instance, without placing it. */
    PlacementTrace trace(Ask ask, PlacementHints hints);

    /** Returns an independent copy. */
    PlacementEngine fork();
}
