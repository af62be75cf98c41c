package dev.berth.schedule;

import java.util.List;
import java.util.Objects;

/**
 * What the answer of a scorer or a filter depends on beside the ask itself, so that an engine knows which answers it may
 * keep and which it must ask for again. A declaration that promises too much gives wrong placements;
 * {@link AssertionLevel#FULL} finds and names it. {@link #any()} is always right and always slow.
 *
 * @param kind what may change the answer
 * @param targets for {@link Kind#CELL} the targets, such as {@code ${meta.rack}}, whose value on the node picks the cell;
 *     otherwise empty
 */
public record Dependence(Kind kind, List<String> targets) {
    /** What may change an answer. May grow: keep a default branch. */
    public enum Kind {
        /** Only what a node is: attributes, meta, class, capacity, columns. Not what runs on it. */
        FIXED,
        /** Also the node's own usage: used resources, ports, number of allocations. */
        NODE,
        /**
         * As NODE, and what the ask's own job has on this node or prefers about it. On a node that has nothing of the job
         * and is neither avoided nor preferred the answer is feasible or {@link Scores#ABSENT}.
         */
        JOB,
        /** The counts of the ask's allocations per value of some targets; the same for all nodes of equal values. */
        CELL,
        /** Anything. Every node is asked at every placement. */
        ANY
    }

    private static final Dependence FIXED = new Dependence(Kind.FIXED, List.of());
    private static final Dependence NODE = new Dependence(Kind.NODE, List.of());
    private static final Dependence JOB = new Dependence(Kind.JOB, List.of());
    private static final Dependence ANY = new Dependence(Kind.ANY, List.of());

    /** Copies its arguments. */
    public Dependence {
        Objects.requireNonNull(kind, "kind");
        targets = List.copyOf(targets);
        if ((kind == Kind.CELL) == targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "A dependence of kind CELL names at least one target, any other kind none: " + kind + " " + targets
                            + ".");
        }
    }

    /** Returns the dependence on what a node is, not on what runs there. */
    public static Dependence fixed() {
        return FIXED;
    }

    /** Returns the dependence on a node and its usage. */
    public static Dependence node() {
        return NODE;
    }

    /** Returns the dependence on a node, its usage, and what the ask's own job has there. */
    public static Dependence job() {
        return JOB;
    }

    /** Returns the dependence on the counts per value of these targets. */
    public static Dependence cell(List<String> targets) {
        return new Dependence(Kind.CELL, targets);
    }

    /** Returns the dependence on anything: always right, never fast. */
    public static Dependence any() {
        return ANY;
    }
}
