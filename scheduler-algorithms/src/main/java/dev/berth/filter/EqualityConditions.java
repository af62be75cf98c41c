package dev.berth.filter;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Equality and presence. Values are compared letter by letter: {@code 1} is not {@code 1.0}. A value that a node lacks equals
 * nothing, but does differ from everything except another missing value.
 */
final class EqualityConditions {
    private EqualityConditions() {}

    static boolean equal(@Nullable String left, @Nullable String right) {
        return left != null && left.equals(right);
    }

    /* A missing value counts as the empty text here, so a node without the attribute satisfies `!= "x"` as in Nomad. */
    static boolean notEqual(@Nullable String left, @Nullable String right) {
        return !Objects.requireNonNullElse(left, "").equals(Objects.requireNonNullElse(right, ""));
    }

    static boolean isSet(@Nullable String left, @Nullable String right) {
        return left != null;
    }

    static boolean isNotSet(@Nullable String left, @Nullable String right) {
        return left == null;
    }
}
