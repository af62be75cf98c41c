package dev.berth.score;

import dev.berth.schedule.AskView;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.NodeView;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Scores;

/**
 * Lowers the score of a node that already holds instances of the same task group, so that one lost node takes few of them.
 *
 * <p>score = −(collisions + 1) / count, absent without a collision; collisions are the live instances of the group on the node, count
 * is how many the group wants. Example: 1 collision, count 4 gives −0.5. The default profile limits it to −1; in the Nomad profile
 * small counts give less ({@code 1 of 1} is −2).
 *
 * <p><b>Thread-safety:</b> stateless. <b>Cost:</b> one division.
 */
public final class JobAntiAffinityScorer implements Scorer {
    private final long lowest;

    private JobAntiAffinityScorer(long lowest) {
        this.lowest = lowest;
    }

    /** Returns the scorer of the default profile, within [−1, 0]. */
    public static JobAntiAffinityScorer bounded() {
        return new JobAntiAffinityScorer(-Scores.ONE);
    }

    /** Returns the scorer of the Nomad profile, without a lower bound. */
    public static JobAntiAffinityScorer unbounded() {
        return new JobAntiAffinityScorer(Long.MIN_VALUE + 1);
    }

    @Override
    public String name() {
        return "job-anti-affinity";
    }

    @Override
    public boolean activeFor(AskView ask) {
        return ask.count() > 1 || lowest != -Scores.ONE;
    }

    @Override
    public NodeScorer prepare(AskView ask) {
        long count = Math.max(1, ask.count());
        return node -> score(node, count);
    }

    private long score(NodeView node, long count) {
        int collisions = node.allocationsOfGroup();
        return collisions == 0 ? Scores.ABSENT : Math.max(lowest, -Scores.ratio(collisions + 1L, count));
    }

    @Override
    public Dependence dependence() {
        return Dependence.job();
    }
}
