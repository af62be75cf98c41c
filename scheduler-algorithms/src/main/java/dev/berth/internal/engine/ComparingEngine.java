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
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides everything twice, by two engines, and throws an {@link AssertionError} that names the ask when they disagree. What
 * {@link dev.berth.schedule.AssertionLevel#FULL} runs on. Confined to one thread.
 */
public final class ComparingEngine implements PlacementEngine {
    private final PlacementEngine engine;
    private final PlacementEngine reference;

    /** Compares an engine with a reference that has gone through the same calls. */
    public ComparingEngine(PlacementEngine engine, PlacementEngine reference) {
        this.engine = engine;
        this.reference = reference;
    }

    @Override
    public Strategy strategy() {
        return engine.strategy();
    }

    @Override
    public void putNode(Node node) {
        engine.putNode(node);
        reference.putNode(node);
    }

    @Override
    public void removeNode(NodeId node) {
        engine.removeNode(node);
        reference.removeNode(node);
    }

    @Override
    public @Nullable Node node(NodeId node) {
        return engine.node(node);
    }

    @Override
    public SortedSet<NodeId> nodes() {
        return engine.nodes();
    }

    @Override
    public Resources used(NodeId node) {
        return same("the usage of node " + node, engine.used(node), reference.used(node));
    }

    @Override
    public void setColumn(NodeId node, String column, long value) {
        engine.setColumn(node, column, value);
        reference.setColumn(node, column, value);
    }

    @Override
    public void load(NodeId node, Resources used, int allocations, List<AllocatedPort> ports) {
        engine.load(node, used, allocations, ports);
        reference.load(node, used, allocations, ports);
    }

    @Override
    public void countGroup(Existing instance) {
        engine.countGroup(instance);
        reference.countGroup(instance);
    }

    @Override
    public void occupy(Existing existing) {
        engine.occupy(existing);
        reference.occupy(existing);
    }

    @Override
    public void release(Existing existing) {
        engine.release(existing);
        reference.release(existing);
    }

    @Override
    public void stop(Existing existing) {
        engine.stop(existing);
        reference.stop(existing);
    }

    @Override
    public @Nullable Pick place(Ask ask, PlacementHints hints) {
        Pick pick = engine.place(ask, hints);
        same("the node for " + ask.group(), text(pick), text(reference.place(ask, hints)));
        return pick;
    }

    private static String text(@Nullable Pick pick) {
        return pick == null
                ? "none"
                : pick.node().name() + " " + pick.node().id() + " at " + pick.sum() + "/" + pick.divisor() + " with "
                        + pick.ports();
    }

    @Override
    public PlacementTrace trace(Ask ask, PlacementHints hints) {
        return same("the explanation of " + ask.group(), engine.trace(ask, hints), reference.trace(ask, hints));
    }

    @Override
    public PlacementEngine fork() {
        return new ComparingEngine(engine.fork(), reference.fork());
    }

    private <T> T same(String what, T mine, T expected) {
        if (!Objects.equals(mine, expected)) {
            throw new AssertionError(
                    "Two engines of the strategy " + strategy().name() + " disagree on " + what + ": " + mine
                            + ", but the reference says " + expected
                            + ".\nMaybe a filter or scorer keeps state, or declares a dependence that promises too much.");
        }
        return mine;
    }
}
