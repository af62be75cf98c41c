package dev.berth.internal.engine;

import dev.berth.schedule.Strategy.TieBreak;
import java.util.Comparator;

/** Orders candidates from the best to the worst; never says that two nodes are equal. */
record PickOrder(TieBreak tieBreak, long seed) implements Comparator<Pick> {
    @Override
    public int compare(Pick a, Pick b) {
        int byScore = compareScores(b, a);
        if (byScore != 0) {
            return byScore;
        }
        if (tieBreak == TieBreak.SEEDED) {
            int byHash = Long.compareUnsigned(
                    Hashes.mix(seed, a.node().id()), Hashes.mix(seed, b.node().id()));
            if (byHash != 0) {
                return byHash;
            }
        }
        return a.node().id().compareTo(b.node().id());
    }

    /* Means are compared after multiplying out, so nothing is rounded; divisors differ in the nomad profile only, where they are small. */
    private static int compareScores(Pick a, Pick b) {
        return a.divisor() == b.divisor()
                ? Long.compare(a.sum(), b.sum())
                : Long.compare(Math.multiplyExact(a.sum(), b.divisor()), Math.multiplyExact(b.sum(), a.divisor()));
    }
}
