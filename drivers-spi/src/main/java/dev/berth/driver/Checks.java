package dev.berth.driver;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Argument checks with one-sentence messages, and copies that keep order. */
final class Checks {
    private Checks() {}

    /** Throws {@link IllegalArgumentException} with the formatted message when the condition does not hold. */
    static void argument(boolean condition, String format, @Nullable Object... values) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, format, values));
        }
    }

    /** Returns a sorted, unmodifiable copy. */
    static SortedMap<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
