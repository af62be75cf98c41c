package dev.berth.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the allocations of a node that the control plane no longer hears of.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param lostAfter how long they stay unknown before they count as lost; 0 means at once. Default 0
 * @param stopOnClientAfter after how long without contact the node itself stops them, service and batch only and
 *     not together with lostAfter; default null: never
 * @param replace whether replacements start while they are unknown; default true
 * @param reconcile which of the two stays when the node comes back; default best_score
 */
public record DisconnectStrategy(
        Duration lostAfter, @Nullable Duration stopOnClientAfter, boolean replace, Reconcile reconcile) {

    public DisconnectStrategy {
        Copies.present(lostAfter, "lostAfter");
        Copies.present(reconcile, "reconcile");
    }

    /** Which allocation stays when a node comes back and its work has been replaced meanwhile. */
    public enum Reconcile {
        /** The one whose node has the better placement score. */
        BEST_SCORE("best_score"),
        /** The one that was there first. */
        KEEP_ORIGINAL("keep_original"),
        /** The replacement. */
        KEEP_REPLACEMENT("keep_replacement"),
        /** The one that has been running longer. */
        LONGEST_RUNNING("longest_running");

        private final String word;

        Reconcile(String word) {
            this.word = word;
        }

        /** Returns the word that job files and Nomad's JSON use. */
        public String word() {
            return word;
        }

        /**
         * Reads a {@link #word()}.
         *
         * @throws IllegalArgumentException if no constant has this word
         */
        public static Reconcile parse(String word) {
            return Words.parse("reconcile strategy", word, values(), Reconcile::word);
        }
    }

    /** Starts a disconnect strategy; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .lostAfter(lostAfter)
                .stopOnClientAfter(stopOnClientAfter)
                .replace(replace)
                .reconcile(reconcile);
    }

    /** Builds a {@link DisconnectStrategy}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private Duration lostAfter = Duration.ZERO;
        private @Nullable Duration stopOnClientAfter;
        private boolean replace = true;
        private Reconcile reconcile = Reconcile.BEST_SCORE;

        private Builder() {}

        /** Sets {@link DisconnectStrategy#lostAfter()}. */
        public Builder lostAfter(Duration lostAfter) {
            this.lostAfter = lostAfter;
            return this;
        }

        /** Sets {@link DisconnectStrategy#stopOnClientAfter()}. */
        public Builder stopOnClientAfter(@Nullable Duration stopOnClientAfter) {
            this.stopOnClientAfter = stopOnClientAfter;
            return this;
        }

        /** Sets {@link DisconnectStrategy#replace()}. */
        public Builder replace(boolean replace) {
            this.replace = replace;
            return this;
        }

        /** Sets {@link DisconnectStrategy#reconcile()}. */
        public Builder reconcile(Reconcile reconcile) {
            this.reconcile = reconcile;
            return this;
        }

        /**
         * Returns the disconnect strategy.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public DisconnectStrategy build() {
            return new DisconnectStrategy(lostAfter, stopOnClientAfter, replace, reconcile);
        }
    }
}
