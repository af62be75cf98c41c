package dev.berth.place;

import com.google.common.collect.ImmutableList;
import dev.berth.model.AllocatedPort;
import dev.berth.model.NodeId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One instance of an ask on its node. Immutable.
 *
 * @param id names it within its session, 1 or more
 * @param ask the name of the ask
 * @param instance which instance of its ask, counted from 0 in each call
 * @param nodeId where it goes
 * @param nodeName the name of that node
 * @param score the node's score, higher is better; usually in [−1, 1]
 * @param ports the ports it got, in the order they were asked for: of each network the static ones first
 */
public record Placement(
        long id, String ask, int instance, NodeId nodeId, String nodeName, double score, List<AllocatedPort> ports) {
    /** Checks for null and copies the list. */
    public Placement {
        Objects.requireNonNull(ask, "ask");
        Objects.requireNonNull(nodeId, "nodeId");
        ports = ImmutableList.copyOf(ports);
    }

    /** Returns for instance {@code web[0] on n1 (score 0.760)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s[%d] on %s (score %.3f)", ask, instance, nodeName, score);
    }
}
