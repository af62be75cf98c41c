package dev.berth.filter;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets written as comma-separated lists; spaces around an element do not matter. */
final class SetConditions {
    private static final Splitter COMMA = Splitter.on(',').trimResults(CharMatcher.whitespace());

    private SetConditions() {}

    static boolean containsAll(@Nullable String left, @Nullable String right) {
        return left != null && right != null && elements(left).containsAll(COMMA.splitToList(right));
    }

    static boolean containsAny(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return false;
        }
        ImmutableSet<String> elements = elements(left);
        List<String> wanted = COMMA.splitToList(right);
        return wanted.stream().anyMatch(elements::contains);
    }

    private static ImmutableSet<String> elements(String text) {
        return ImmutableSet.copyOf(COMMA.split(text));
    }
}
