package dev.berth.score;

import dev.berth.schedule.AskView;
import dev.berth.schedule.ColumnNames;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Scores;

/**
 * Scores a node by how full it becomes, less by how lopsided: a node whose processors run out while half of its memory stays free
 * is as good as lost. The packing term of the default profile.
 *
 * <p>score = 2/3 · binpack − |freeCpu − freeMemory|, in [−1, 2/3]; binpack is {@link BinPackScorer}'s score and each share is what
 * stays free after placing, in [0, 1]. Example: 3/4 of the cpu and 1/2 of the memory used gives 2/3 · 0.8366 − |0.25 − 0.5| = 0.3078.
 * An ask that takes only one of the two cannot mend a lopsided node, so for it the difference does not count.
 *
 * <p>On mixed loads the difference lets more of the cluster be used before a task finds no node; the larger its share of the score,
 * the more do equal lopsided tasks scatter.
 *
 * <p><b>Thread-safety:</b> stateless. <b>Determinism:</b> powers come from {@link StrictMath}. <b>Cost:</b> two multiplications
 * and two divisions.
 */
public final class PackingScorer implements Scorer {
    @Override
    public String name() {
        return "packing";
    }

    @Override
    public NodeScorer prepare(AskView ask) {
        FreeShares cpu = new FreeShares(ask, ColumnNames.CPU);
        FreeShares memory = new FreeShares(ask, ColumnNames.MEMORY);
        boolean both = ask.amount(ColumnNames.CPU) > 0 && ask.amount(ColumnNames.MEMORY) > 0;
        return node -> {
            long packed = BinPackScorer.packed(cpu.tenToFreeAfter(node) + memory.tenToFreeAfter(node));
            double difference = both ? Math.abs(cpu.freeAfter(node) - memory.freeAfter(node)) : 0;
            return packed * 2 / 3 - Scores.of(difference);
        };
    }

    @Override
    public Dependence dependence() {
        return Dependence.node();
    }
}
