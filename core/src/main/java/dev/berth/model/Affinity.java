package dev.berth.model;

/**
 * A condition that a node should satisfy: it makes such nodes score higher, or lower when the weight is negative.
 *
 * <p>Immutable and thread-safe.
 *
 * @param left a literal or target such as {@code ${node.datacenter}}; empty where the operand takes none
 * @param operand how to compare
 * @param right a literal or target; empty where the operand takes none
 * @param weight how much it counts against other affinities, -100 to 100 without 0; {@value #DEFAULT_WEIGHT} where nothing is said
 * @param operandText the word or alias of the operand that was written, which is what is written again
 */
public record Affinity(String left, Operand operand, String right, int weight, String operandText) {

    /** The weight of an affinity that names none. */
    public static final int DEFAULT_WEIGHT = 50;

    public Affinity {
        Copies.present(left, "left");
        Copies.present(right, "right");
        Constraint.checkOperand(operand, operandText);
    }

    /** Returns an affinity with the usual word of its operand. */
    public static Affinity of(String left, Operand operand, String right, int weight) {
        return new Affinity(left, operand, right, weight, operand.word());
    }

    /**
     * Returns an affinity whose operand is written as in a job file.
     *
     * @throws IllegalArgumentException if there is no such operand
     */
    public static Affinity of(String left, String operand, String right, int weight) {
        return new Affinity(left, Operand.parse(operand), right, weight, operand);
    }

    /** Returns the text form without the weight, such as {@code ${node.datacenter} = dc1}. */
    public String text() {
        return (left + " " + operandText + " " + right).strip();
    }
}
