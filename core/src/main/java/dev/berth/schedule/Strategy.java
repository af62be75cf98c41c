package dev.berth.schedule;

import java.util.List;
import java.util.Objects;

/**
 * How nodes are chosen: filters, weighted scorers, how the terms become one score, and who wins a tie. Immutable and
 * stateless; shared between threads.
 */
public interface Strategy {
    /** Returns the stable name, for instance {@code default} or {@code nomad}; kept in every decision. */
    String name();

    /** Returns the version of its behaviour; raised whenever the same input may give another placement. */
    int version();

    /** Returns the filters in the order in which they are asked. */
    List<Filter> filters();

    /** Returns the scorers with their weights. */
    List<Weighted> scorers();

    /** Returns how the terms become one score. */
    Combination combination();

    /** Returns who wins among nodes of equal score. */
    TieBreak tieBreak();

    /**
     * A scorer and its weight in the weighted sum.
     *
     * @param scorer the term
     * @param weight 1 to 1,000,000; relative to the other weights
     */
    record Weighted(Scorer scorer, int weight) {
        /** Checks the weight. */
        public Weighted {
            Objects.requireNonNull(scorer, "scorer");
            if (weight < 1 || weight > 1_000_000) {
                throw new IllegalArgumentException("The weight (" + weight + ") of the scorer (" + scorer.name()
                        + ") must be between 1 and 1,000,000.\nMaybe leave the scorer out instead of a weight of 0.");
            }
        }
    }

    /** How the terms become one score. */
    enum Combination {
        /** Σ wᵢ·termᵢ / Σ wᵢ over the scorers the ask activates; an absent term is 0. The divisor is the same for all nodes. */
        WEIGHTED_SUM,
        /** The mean of the terms that are not absent; weights are ignored. Nomad's way. */
        MEAN_OF_PRESENT
    }

    /** Who wins among nodes of equal score. */
    enum TieBreak {
        /** The lowest node id. */
        NODE_ID,
        /** The lowest value of a hash of seed and node id: as fair as a shuffle, and reproducible from the seed. */
        SEEDED
    }
}
