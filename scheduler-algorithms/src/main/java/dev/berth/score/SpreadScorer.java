package dev.berth.score;

import com.google.common.collect.ImmutableList;
import dev.berth.filter.Target;
import dev.berth.model.Spread;
import dev.berth.schedule.AskView;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.NodeView;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Scores;
import dev.berth.schedule.ValueCounts;
import java.util.List;

/**
 * Scores a node by how much its values of the spread attributes still lack instances of the group.
 *
 * <p>Per spread, with targets: (desired − used) / desired, used counting the instance being placed; without targets: (mean − count) /
 * max over the values in use. Each is held within [−1, 1] and weighted by its share of all spread weights; a node without the
 * attribute, or with a value that should get nothing, gets −1. Example: 8 of 10 should go to dc1 and 2 are there: (8 − 3) / 8 =
 * 0.625. In the {@linkplain #nomad() Nomad} form nothing is held within bounds, and a spread without targets follows Nomad's
 * curve and ignores its weight.
 *
 * <p><b>Thread-safety:</b> stateless. <b>Cost:</b> a look-up and a division per spread.
 */
public final class SpreadScorer implements Scorer {
    private final boolean nomad;

    private SpreadScorer(boolean nomad) {
        this.nomad = nomad;
    }

    /** Returns the scorer of the default profile. */
    public static SpreadScorer bounded() {
        return new SpreadScorer(false);
    }

    /** Returns the scorer of the Nomad profile. */
    public static SpreadScorer nomad() {
        return new SpreadScorer(true);
    }

    @Override
    public String name() {
        return "allocation-spread";
    }

    @Override
    public boolean activeFor(AskView ask) {
        return !ask.spreads().isEmpty();
    }

    @Override
    public NodeScorer prepare(AskView ask) {
        long weights =
                Math.max(1, ask.spreads().stream().mapToLong(Spread::weight).sum());
        List<NodeScorer> parts = ask.spreads().stream()
                .map(spread -> part(ask, spread, weights))
                .collect(ImmutableList.toImmutableList());
        return node -> sum(parts, node);
    }

    private long sum(List<NodeScorer> parts, NodeView node) {
        long total = 0;
        for (int i = 0; i < parts.size(); i++) {
            total += parts.get(i).score(node);
        }
        return nomad && total == 0 ? Scores.ABSENT : total;
    }

    private NodeScorer part(AskView ask, Spread spread, long weights) {
        Target target = Target.parse(spread.attribute());
        ValueCounts counts = ask.counts(spread.attribute(), AskView.Scope.GROUP);
        SpreadTargets targets = new SpreadTargets(spread, ask.count(), counts);
        boolean even = spread.targets().isEmpty();
        return node -> {
            String value = target.resolve(node);
            if (nomad) {
                return value == null
                        ? -Scores.ONE
                        : even ? evenNomad(counts, value) : targetedNomad(targets, value, spread.weight(), weights);
            }
            long boost = value == null ? -Scores.ONE : even ? even(counts, value) : targeted(targets, value);
            return Math.max(-Scores.ONE, Math.min(Scores.ONE, boost)) * spread.weight() / weights;
        };
    }

    private static long targeted(SpreadTargets targets, String value) {
        return targets.boost(value).orElse(-Scores.ONE);
    }

    private static long targetedNomad(SpreadTargets targets, String value, long weight, long weights) {
        if (!targets.mentions(value)) {
            return -Scores.ONE;
        }
        var boost = targets.boost(value);
        return boost.isPresent() ? boost.getAsLong() * weight / weights : targets.lowestBoost();
    }

    /* (mean − count) / max = (total − count · n) / (n · max) */
    private static long even(ValueCounts counts, String value) {
        if (counts.max() == 0) {
            return 0;
        }
        long values = counts.size();
        return Scores.ratio(counts.total() - counts.count(value) * values, values * counts.max());
    }

    private static long evenNomad(ValueCounts counts, String value) {
        if (counts.size() == 0) {
            return 0;
        }
        long current = counts.count(value);
        long min = counts.min();
        if (current != min) {
            return min == 0 ? -Scores.ONE : Scores.ratio(min - current, min);
        }
        if (min == counts.max()) {
            return -Scores.ONE;
        }
        return min == 0 ? Scores.ONE : Scores.ratio(counts.max() - min, min);
    }

    /* Which attributes count is the ask's choice, so the cells are not known here: the engine reads them from the ask. */
    @Override
    public Dependence dependence() {
        return Dependence.any();
    }
}
