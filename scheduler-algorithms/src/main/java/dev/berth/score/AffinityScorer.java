package dev.berth.score;

import com.google.common.collect.ImmutableList;
import dev.berth.filter.CompiledConstraint;
import dev.berth.model.Affinity;
import dev.berth.schedule.AskView;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.NodeView;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Scores;
import java.util.List;

/**
 * Scores a node by the affinities it satisfies: Σ weights of those that hold / Σ |all weights|, in [−1, 1].
 *
 * <p>Example: weights 50 and −25; a node that satisfies the first only scores 50 / 75 = 0.667, the second only −0.333.
 *
 * <p><b>Thread-safety:</b> stateless. <b>Cost:</b> one comparison per affinity.
 */
public final class AffinityScorer implements Scorer {
    @Override
    public String name() {
        return "node-affinity";
    }

    @Override
    public boolean activeFor(AskView ask) {
        return ask.affinities().stream().anyMatch(affinity -> affinity.weight() != 0);
    }

    @Override
    public NodeScorer prepare(AskView ask) {
        List<Weighted> all = ask.affinities().stream().map(Weighted::of).collect(ImmutableList.toImmutableList());
        long total =
                Math.max(1, all.stream().mapToLong(one -> Math.abs(one.weight)).sum());
        return node -> Scores.ratio(matching(all, node), total);
    }

    private static long matching(List<Weighted> all, NodeView node) {
        long sum = 0;
        for (int i = 0; i < all.size(); i++) {
            sum += all.get(i).condition.holds(node) ? all.get(i).weight : 0;
        }
        return sum;
    }

    private record Weighted(CompiledConstraint condition, long weight) {
        static Weighted of(Affinity affinity) {
            return new Weighted(CompiledConstraint.of(affinity), affinity.weight());
        }
    }

    @Override
    public Dependence dependence() {
        return Dependence.fixed();
    }
}
