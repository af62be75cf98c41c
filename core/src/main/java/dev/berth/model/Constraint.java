package dev.berth.model;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition that a node must satisfy. May grow: keep a default branch.
 *
 * <p>Immutable and thread-safe. The usual one is a {@link Comparison}; the combinations are Berth's own and unknown to Nomad.
 */
public sealed interface Constraint {

    /** Returns the text form, such as {@code ${attr.kernel.name} = linux}: what explanations name the constraint by. */
    String text();

    /** Returns a comparison; both sides may be literals or {@code ${...}} targets. */
    static Comparison of(String left, Operand operand, String right) {
        return new Comparison(left, operand, right, operand.word());
    }

    /**
     * Returns a comparison whose operand is written as in a job file.
     *
     * @throws IllegalArgumentException if there is no such operand
     */
    static Comparison of(String left, String operand, String right) {
        return new Comparison(left, Operand.parse(operand), right, operand);
    }

    /**
     * Compares two sides.
     *
     * @param left a literal or target such as {@code ${attr.kernel.name}}; empty where the operand takes none
     * @param operand how to compare
     * @param right a literal or target; empty where the operand takes none
     * @param operandText the word or alias of the operand that was written, which is what is written again
     */
    record Comparison(String left, Operand operand, String right, String operandText) implements Constraint {
        public Comparison {
            Copies.present(left, "left");
            Copies.present(right, "right");
            checkOperand(operand, operandText);
        }

        @Override
        public String text() {
            return (left + " " + operandText + " " + right).strip();
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** Satisfied when at least one of the constraints is; nothing satisfies an empty list. */
    record AnyOf(List<Constraint> constraints) implements Constraint {
        public AnyOf {
            constraints = Copies.list(constraints, "constraints");
        }

        @Override
        public String text() {
            return join(constraints, " or ");
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** Satisfied when all of the constraints are; everything satisfies an empty list. */
    record AllOf(List<Constraint> constraints) implements Constraint {
        public AllOf {
            constraints = Copies.list(constraints, "constraints");
        }

        @Override
        public String text() {
            return join(constraints, " and ");
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** Satisfied when the constraint is not. */
    record Not(Constraint constraint) implements Constraint {
        public Not {
            Copies.present(constraint, "constraint");
        }

        @Override
        public String text() {
            return "not (" + constraint.text() + ")";
        }

        @Override
        public String toString() {
            return text();
        }
    }

    private static String join(List<Constraint> constraints, String word) {
        return constraints.stream().map(Constraint::text).collect(Collectors.joining(word, "(", ")"));
    }

    /** Refuses a text that is not one of the operand's words. */
    static void checkOperand(Operand operand, String operandText) {
        Copies.present(operand, "operand");
        checkArgument(
                operand.word().equals(operandText) || operand.aliases().contains(operandText),
                "The text (%s) is no word of the operand %s.\nMaybe use (%s).",
                operandText,
                operand,
                operand.word());
    }
}
