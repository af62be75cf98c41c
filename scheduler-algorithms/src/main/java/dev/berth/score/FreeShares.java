package dev.berth.score;

import dev.berth.schedule.AskView;
import dev.berth.schedule.NodeView;
import java.util.HashMap;
import java.util.Map;

/**
 * 10 to the power of the share of one dimension that stays free on a node once one instance of an ask is there.
 *
 * <p>10^((free − asked) / capacity) = 10^(free / capacity) · 10^(−asked / capacity). The node keeps the first factor, the second
 * one is the same for all nodes of a capacity, so visiting a node costs one multiplication. Confined to one thread.
 */
final class FreeShares {
    private final int dimension;
    private final long asked;
    private final Map<Long, Double> factors = new HashMap<>();
    private long lastCapacity = -1;
    private double lastFactor;

    FreeShares(AskView ask, int dimension) {
        this.dimension = dimension;
        this.asked = ask.amount(dimension);
    }

    /** Returns 10^free, 1 for a full node to 10 for an empty one. */
    double tenToFreeAfter(NodeView node) {
        return node.tenToFreeShare(dimension) * factor(node.capacity(dimension));
    }

    /** Returns the free share itself, 0 to 1; 0 when the node has nothing of the dimension. */
    double freeAfter(NodeView node) {
        long capacity = node.capacity(dimension);
        return capacity == 0 ? 0 : (double) (node.free(dimension) - asked) / capacity;
    }

    private double factor(long capacity) {
        if (capacity != lastCapacity) {
            lastCapacity = capacity;
            lastFactor = factors.computeIfAbsent(capacity, this::compute);
        }
        return lastFactor;
    }

    private double compute(long capacity) {
        return capacity == 0 ? 1 : StrictMath.pow(10, -(double) asked / capacity);
    }
}
