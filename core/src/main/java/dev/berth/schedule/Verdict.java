package dev.berth.schedule;

import dev.berth.model.ReasonCode;
import java.util.Objects;

/** A filter's answer about one node. May grow: keep a default branch. Immutable; filters hand out prepared instances. */
public sealed interface Verdict {
    /** The node may be used as far as this filter is concerned. */
    record Feasible() implements Verdict {
        private static final Feasible INSTANCE = new Feasible();
    }

    /**
     * The node may not be used.
     *
     * @param code the stable reason
     * @param detail what exactly, for instance the text of a constraint or the name of a driver; nodes with equal code and
     *     detail are counted together
     */
    record Infeasible(ReasonCode code, String detail) implements Verdict {
        /** Checks for null. */
        public Infeasible {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** Returns the one feasible verdict. */
    static Verdict feasible() {
        return Feasible.INSTANCE;
    }

    /** Returns a refusal; make it once per ask, not once per node. */
    static Verdict infeasible(ReasonCode code, String detail) {
        return new Infeasible(code, detail);
    }

    /** Returns whether the node may be used. */
    default boolean isFeasible() {
        return this instanceof Feasible;
    }
}
