package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a constraint or affinity compares its two sides. May grow: keep a default branch. */
public enum Operand {
    /** Both sides are there and the same text; {@code "1"} and {@code "1.0"} differ. */
    EQUAL("=", "==", "is"),
    /** The texts differ; a missing side counts as empty text. */
    NOT_EQUAL("!=", "not"),
    /** Smaller, as whole numbers if both are, else as decimal numbers if both are, else as text. */
    LESS("<"),
    /** Smaller or the same, compared as {@link #LESS} does. */
    LESS_OR_EQUAL("<="),
    /** Greater, compared as {@link #LESS} does. */
    GREATER(">"),
    /** Greater or the same, compared as {@link #LESS} does. */
    GREATER_OR_EQUAL(">="),
    /** The left version satisfies all conditions of the right, such as {@code >= 1.2, < 2}; {@code ~>} is allowed. */
    VERSION("version"),
    /** As {@link #VERSION}, by the strict rules of Semantic Versioning. */
    SEMVER("semver"),
    /** The regular expression (RE2) on the right is found somewhere in the left. */
    REGEXP("regexp"),
    /** Every element of the comma-separated right is in the comma-separated left. */
    SET_CONTAINS_ALL("set_contains_all", "set_contains"),
    /** At least one element of the comma-separated right is in the comma-separated left. */
    SET_CONTAINS_ANY("set_contains_any"),
    /** The left is there, even if empty. */
    IS_SET("is_set"),
    /** The left is not there. */
    IS_NOT_SET("is_not_set"),
    /** No two allocations on one node: of the job where the job says so, else of the group. */
    DISTINCT_HOSTS("distinct_hosts"),
    /** No more than the right (1 where empty) allocations per value of the left. */
    DISTINCT_PROPERTY("distinct_property");

    private final String word;
    private final List<String> aliases;

    Operand(String word, String... aliases) {
        this.word = word;
        this.aliases = ImmutableList.copyOf(aliases);
    }

    /** Returns the usual word that job files and Nomad's JSON use. */
    public String word() {
        return word;
    }

    /** Returns the other words with the same meaning. */
    public List<String> aliases() {
        return aliases;
    }

    /**
     * Reads a {@link #word()} or alias.
     *
     * @throws IllegalArgumentException if no constant has this word
     */
    public static Operand parse(String text) {
        for (Operand operand : values()) {
            if (operand.word.equals(text) || operand.aliases.contains(text)) {
                return operand;
            }
        }
        throw new IllegalArgumentException("The operand (%s) is unknown.\nUse one of: %s."
                .formatted(text, Arrays.stream(values()).map(Operand::word).collect(Collectors.joining(", "))));
    }
}
