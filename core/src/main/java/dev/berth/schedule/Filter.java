package dev.berth.schedule;

import dev.berth.model.ReasonCode;
import java.util.Set;

/**
 * Says which nodes an ask may use at all.
 *
 * <p>A filter is prepared once per ask; what it prepares is then asked about many nodes. Filters run in the order of their
 * strategy, and a node is counted under the first filter that refuses it.
 *
 * <p><b>Thread-safety:</b> a filter is stateless and shared between threads; a prepared check is confined to the thread that
 * places. <b>Determinism:</b> the answer depends on the ask and the view only: no clock, no randomness, no I/O.
 * <b>Cost:</b> a check allocates nothing and takes well under a microsecond; work goes into {@link #prepare}.
 */
public interface Filter {
    /** Returns the reason under which this filter usually refuses; a verdict may carry a finer one. */
    ReasonCode reason();

    /** Returns whether the ask gives this filter anything to do; when false, it is neither prepared nor asked. */
    default boolean activeFor(AskView ask) {
        return true;
    }

    /** Returns the check for one ask. It is used until the ask is placed completely, while usage and counts move on. */
    NodeCheck prepare(AskView ask);

    /** Returns what the verdicts depend on. */
    Dependence dependence();

    /** Returns which changes in the cluster can turn a no into a yes; an empty set means none can. */
    Set<ChangeKind> mayBecomeFeasibleBy();

    /** A filter prepared for one ask. */
    @FunctionalInterface
    interface NodeCheck {
        /** Returns whether the ask may use the node under the cursor. */
        Verdict check(NodeView node);
    }
}
