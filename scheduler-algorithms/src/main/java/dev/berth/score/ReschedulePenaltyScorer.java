package dev.berth.score;

import dev.berth.schedule.AskView;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Scores;

/**
 * Lowers the score of nodes on which the instance failed before: −1 there, absent elsewhere.
 *
 * <p><b>Thread-safety:</b> stateless. <b>Cost:</b> one look.
 */
public final class ReschedulePenaltyScorer implements Scorer {
    @Override
    public String name() {
        return "node-reschedule-penalty";
    }

    @Override
    public boolean activeFor(AskView ask) {
        return ask.avoidsNodes();
    }

    @Override
    public NodeScorer prepare(AskView ask) {
        return node -> node.avoided() ? -Scores.ONE : Scores.ABSENT;
    }

    @Override
    public Dependence dependence() {
        return Dependence.job();
    }
}
