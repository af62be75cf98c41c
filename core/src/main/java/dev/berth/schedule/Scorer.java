package dev.berth.schedule;

/**
 * One term of a node's score: how good the node is for an ask from one point of view.
 *
 * <p>A scorer is prepared once per ask; what it prepares is then asked about many nodes. Example, a host that prefers cheap
 * machines and keeps their price in a column:
 *
 * <pre>{@code
 * public final class PriceScorer implements Scorer {
 *     public String name() { return "price"; }
 *     public Dependence dependence() { return Dependence.fixed(); }
 *     public NodeScorer prepare(AskView ask) {
 *         int price = ask.columns().indexOf("price");                  // cents an hour, up to 1,000
 *         return node -> -Scores.ratio(node.column(price), 1_000);
 *     }
 * }
 * }</pre>
 *
 * <p><b>Thread-safety:</b> a scorer is stateless and shared between threads; a prepared scorer is confined to the thread that
 * places. <b>Determinism:</b> the answer depends on the ask and the view only. <b>Cost:</b> a score allocates nothing and takes
 * well under a microsecond.
 */
public interface Scorer {
    /** Returns the stable name under which the term is listed, for instance {@code binpack}. */
    String name();

    /**
     * Returns whether the ask gives this scorer anything to say. Decides the divisor of the weighted sum: a term that is not
     * active does not count at all, for any node.
     */
    default boolean activeFor(AskView ask) {
        return true;
    }

    /** Returns the scorer for one ask. It is used until the ask is placed completely, while usage and counts move on. */
    NodeScorer prepare(AskView ask);

    /** Returns what the score depends on. */
    Dependence dependence();

    /** A scorer prepared for one ask. */
    @FunctionalInterface
    interface NodeScorer {
        /**
         * Returns the term for the node under the cursor, in fixed point ({@link Scores}), higher is better; usually in [−1, 1].
         * {@link Scores#ABSENT} when the term does not concern this node.
         */
        long score(NodeView node);
    }
}
