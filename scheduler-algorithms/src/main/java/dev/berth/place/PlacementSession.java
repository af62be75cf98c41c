package dev.berth.place;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.berth.internal.engine.Engines;
import dev.berth.internal.engine.Pick;
import dev.berth.internal.engine.PlacementEngine;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.PlacementTrace;
import dev.berth.model.Resources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Placing as things come and go: nodes join and leave, asks are placed, placements are released.
 *
 * <p>Each instance goes to the best of all nodes that can take it, as {@link Placer} would decide for the nodes as they are at that
 * moment. A {@link #fork()} answers "what if"; {@link #tentative()} work can be taken back.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time; a fork may be used by another one. <b>Determinism:</b> the same calls in
 * the same order give the same answers. <b>Cost:</b> at most linear in nodes for each instance.
 */
public final class PlacementSession implements AutoCloseable {
    private final PlacementOptions options;
    private final Deque<Tentative> tentatives = new ArrayDeque<>();
    private Memory memory;
    private boolean closed;

    /** All that a session knows: replaced as a whole when tentative work is discarded. */
    static final class Memory {
        private final PlacementEngine engine;
        private final SortedMap<Long, Held> held;
        private long lastId;

        private Memory(PlacementEngine engine, SortedMap<Long, Held> held, long lastId) {
            this.engine = engine;
            this.held = held;
            this.lastId = lastId;
        }

        private Memory copy() {
            return new Memory(engine.fork(), new TreeMap<>(held), lastId);
        }
    }

    /** What a placement or an existing instance takes, and the placement unless it was there before. */
    private record Held(Existing existing, @Nullable Placement placement) {}

    private PlacementSession(PlacementOptions options, Memory memory) {
        this.options = options;
        this.memory = memory;
    }

    /** Opens a session over empty nodes with the default options. */
    public static PlacementSession open(List<Node> nodes) {
        return open(nodes, PlacementOptions.defaults());
    }

    /**
     * Opens a session over empty nodes.
     *
     * @throws IllegalArgumentException if two nodes have the same id
     */
    public static PlacementSession open(List<Node> nodes, PlacementOptions options) {
        PlacementEngine engine = Engines.create(options.strategy(), options.seed(), 0, options.assertionLevel());
        PlacementSession session = new PlacementSession(options, new Memory(engine, new TreeMap<>(), 0));
        nodes.forEach(session::addNode);
        return session;
    }

    /** Returns the options it was opened with. */
    public PlacementOptions options() {
        return options;
    }

    /** Places all instances of the asks, in order; see {@link #place(Ask)}. */
    public PlacementResult place(List<Ask> asks) {
        ImmutableList.Builder<Placement> placements = ImmutableList.builder();
        ImmutableList.Builder<Unplaced> unplaced = ImmutableList.builder();
        for (Ask ask : asks) {
            PlacementResult one = place(ask);
            placements.addAll(one.placements());
            unplaced.addAll(one.unplaced());
        }
        return new PlacementResult(placements.build(), unplaced.build());
    }

    /** Places all instances of an ask. What finds no node is explained once: equal instances fail alike. */
    public PlacementResult place(Ask ask) {
        ImmutableList.Builder<Placement> placements = ImmutableList.builder();
        for (int instance = 0; instance < ask.count(); instance++) {
            Optional<Placement> placed = place(ask, instance, PlacementHints.none());
            if (placed.isEmpty()) {
                int missing = ask.count() - instance;
                PlacementTrace trace =
                        explain(ask).toBuilder().coalesced(missing - 1).build();
                return new PlacementResult(placements.build(), List.of(new Unplaced(ask.name(), missing, trace)));
            }
            placements.add(placed.get());
        }
        return new PlacementResult(placements.build(), List.of());
    }

    /** Places one instance of an ask; empty when no node can take it. */
    public Optional<Placement> place(Ask ask, int instance, PlacementHints hints) {
        Pick pick = engine().place(ask, hints);
        if (pick == null) {
            return Optional.empty();
        }
        Placement placement = new Placement(
                ++memory.lastId,
                ask.name(),
                instance,
                pick.node().id(),
                pick.node().name(),
                pick.score(),
                pick.ports());
        memory.held.put(placement.id(), new Held(pick.existing(ask), placement));
        return Optional.of(placement);
    }

    /** Explains how the nodes stand to one more instance of an ask, without placing it: the best nodes, or why there is none. */
    public PlacementTrace explain(Ask ask) {
        return engine().trace(ask, PlacementHints.none());
    }

    /**
     * Counts something that is on a node already, whether it fits or not.
     *
     * @return the id to {@link #release} it by
     * @throws IllegalArgumentException if there is no such node
     */
    public long occupy(Existing existing) {
        engine().occupy(existing);
        memory.held.put(++memory.lastId, new Held(existing, null));
        return memory.lastId;
    }

    /** Frees what a placement takes; see {@link #release(long)}. */
    public void release(Placement placement) {
        release(placement.id());
    }

    /**
     * Frees what a placement or an existing instance takes.
     *
     * @throws IllegalArgumentException if there is no such placement, for instance because it was released already
     */
    public void release(long id) {
        Held released = memory.held.get(id);
        checkArgument(
                released != null, "There is no placement (%s).\nMaybe it was released, or its node was removed.", id);
        engine().release(released.existing);
        memory.held.remove(id);
    }

    /**
     * Adds an empty node.
     *
     * @throws IllegalArgumentException if there is a node of the same id
     */
    public void addNode(Node node) {
        Node old = engine().node(node.id());
        checkArgument(old == null, "The node (%s) is there already.\nMaybe use updateNode.", node.name());
        engine().putNode(node);
    }

    /**
     * Replaces the facts of a node and keeps what is on it, even if it no longer fits.
     *
     * @throws IllegalArgumentException if there is no node of this id
     */
    public void updateNode(Node node) {
        Node old = engine().node(node.id());
        checkArgument(old != null, "There is no node (%s).\nMaybe use addNode.", node.name());
        engine().putNode(node);
    }

    /**
     * Removes a node with everything on it.
     *
     * @return the placements that were on it, in the order they were made; place their asks again to move them
     * @throws IllegalArgumentException if there is no such node
     */
    public List<Placement> removeNode(NodeId node) {
        engine().removeNode(node);
        List<Placement> lost = new ArrayList<>();
        memory.held.values().removeIf(held -> {
            boolean there = held.existing.nodeId().equals(node);
            if (there && held.placement != null) {
                lost.add(held.placement);
            }
            return there;
        });
        return ImmutableList.copyOf(lost);
    }

    /** Sets a value of a numeric column of the host, which its own scorers and filters read. */
    public void setColumn(NodeId node, String column, long value) {
        engine().setColumn(node, column, value);
    }

    /**
     * Returns what is taken on a node.
     *
     * @throws IllegalArgumentException if there is no such node
     */
    public Resources used(NodeId node) {
        return engine().used(node);
    }

    /** Returns the live placements, in the order they were made. */
    public List<Placement> placements() {
        return memory.held.values().stream()
                .map(Held::placement)
                .filter(placement -> placement != null)
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns an independent copy: what happens in one does not show in the other. Tentative work becomes part of the copy. */
    public PlacementSession fork() {
        checkOpen();
        return new PlacementSession(options, memory.copy());
    }

    /** Begins work that can be taken back. May be nested; the last one opened ends first. */
    public Tentative tentative() {
        checkOpen();
        Tentative tentative = new Tentative(this, memory.copy());
        tentatives.push(tentative);
        return tentative;
    }

    void endTentative(Tentative tentative) {
        checkState(tentatives.peek() == tentative, "Tentative work that was begun later must end first.");
        tentatives.pop();
    }

    void restore(Memory before) {
        memory = before;
    }

    private PlacementEngine engine() {
        checkOpen();
        return memory.engine;
    }

    private void checkOpen() {
        checkState(!closed, "The placement session is closed.");
    }

    /** Forgets everything. Closing it again does nothing. */
    @Override
    public void close() {
        closed = true;
    }
}
