package dev.berth.score;

import dev.berth.schedule.AskView;
import dev.berth.schedule.ColumnNames;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Scores;

/**
 * Scores a node by how full it becomes: fuller is better, so that big holes stay for big tasks; or, as {@link #spreading()}, by
 * how empty it stays.
 *
 * <p>score = (20 − (10^freeCpu + 10^freeMemory)) / 18 within [0, 1]; each share is what stays free after placing, in [0, 1].
 * Spreading: (10^freeCpu + 10^freeMemory − 2) / 18. Example: half of both free gives 20 − (3.162 + 3.162) = 13.675, then / 18 =
 * 0.760. Source: the "best fit v3" curve of Google's cluster schedulers as Nomad uses it.
 *
 * <p><b>Thread-safety:</b> stateless. <b>Determinism:</b> powers come from {@link StrictMath}. <b>Cost:</b> two multiplications.
 */
public final class BinPackScorer implements Scorer {
    private final boolean spreading;

    private BinPackScorer(boolean spreading) {
        this.spreading = spreading;
    }

    /** Returns the scorer that prefers full nodes. */
    public static BinPackScorer packing() {
        return new BinPackScorer(false);
    }

    /** Returns the scorer that prefers empty nodes; listed under the same name, as in Nomad. */
    public static BinPackScorer spreading() {
        return new BinPackScorer(true);
    }

    @Override
    public String name() {
        return "binpack";
    }

    @Override
    public NodeScorer prepare(AskView ask) {
        FreeShares cpu = new FreeShares(ask, ColumnNames.CPU);
        FreeShares memory = new FreeShares(ask, ColumnNames.MEMORY);
        return node -> score(cpu.tenToFreeAfter(node) + memory.tenToFreeAfter(node));
    }

    private long score(double tenToFree) {
        return spreading ? fixedPoint(tenToFree - 2) : packed(tenToFree);
    }

    /** Returns the packing score for the sum of both powers of ten, 2 to 20. */
    static long packed(double tenToFree) {
        return fixedPoint(20 - tenToFree);
    }

    private static long fixedPoint(double raw) {
        return Scores.of(Math.min(18, Math.max(0, raw)) / 18);
    }

    @Override
    public Dependence dependence() {
        return Dependence.node();
    }
}
