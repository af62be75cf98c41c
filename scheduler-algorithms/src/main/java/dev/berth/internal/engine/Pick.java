package dev.berth.internal.engine;

import dev.berth.model.AllocatedPort;
import dev.berth.model.Node;
import dev.berth.place.Ask;
import dev.berth.place.Existing;
import dev.berth.schedule.Scores;
import java.util.List;

/**
 * The node chosen for one instance.
 *
 * @param node which
 * @param sum the sum of its terms, in fixed point, times their weights
 * @param divisor what the sum is divided by, 1 or more
 * @param ports the ports it got
 */
public record Pick(Node node, long sum, long divisor, List<AllocatedPort> ports) {
    /** Returns the score for people to read. */
    public double score() {
        return Scores.toDouble(sum) / divisor;
    }

    /** Returns what the instance takes on its node from now on. */
    public Existing existing(Ask ask) {
        return new Existing(node.id(), ask.group(), ask.resources(), ports);
    }
}
