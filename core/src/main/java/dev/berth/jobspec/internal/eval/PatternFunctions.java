package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import dev.berth.jobspec.internal.eval.Functions.Function;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.tree.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Functions over regular expressions. java.util.regex can take exponential time and deep recursion; here each look at a
 * character counts as a step of the budget, patterns are short, and running out of stack is an answer like any other.
 */
final class PatternFunctions {
    private static final int LONGEST_PATTERN = 1_000;
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P?<([a-zA-Z][a-zA-Z0-9]*)>");

    private PatternFunctions() {}

    static void addTo(ImmutableMap.Builder<String, Function> all) {
        all.put("regex", Function.of(2, 2, a -> guarded(a, PatternFunctions::first)));
        all.put("regexall", Function.of(2, 2, a -> guarded(a, PatternFunctions::all)));
        all.put("regex_replace", Function.of(3, 3, a -> guarded(a, b -> replace(b, b.text(1)))));
        all.put("replace", Function.of(3, 3, PatternFunctions::replaceTextOrPattern));
    }

    private static Value guarded(Arguments a, Functions.Body body) {
        try {
            return body.apply(a);
        } catch (StackOverflowError e) {
            // The matcher recurses once per repetition of a group; nothing of ours is half done when it gives up.
            throw a.fail("The regular expression of this call needs too much memory on its text.", "Simplify it.");
        }
    }

    private static Pattern pattern(String regex, Arguments a) {
        if (regex.length() > LONGEST_PATTERN) {
            throw a.fail("A regular expression must have at most " + LONGEST_PATTERN + " characters.", null);
        }
        try {
            return Pattern.compile(regex.replace("(?P<", "(?<"));
        } catch (PatternSyntaxException e) {
            throw a.fail(
                    "The regular expression \"" + Convert.shortened(regex) + "\" is not valid: " + e.getDescription()
                            + ".",
                    null);
        }
    }

    private static Matcher matcher(Arguments a, String regex, String text) {
        return pattern(regex, a).matcher(new Counted(text, a.budget(), a.at()));
    }

    private static Value first(Arguments a) {
        Matcher matcher = matcher(a, a.text(0), a.text(1));
        if (!matcher.find()) {
            throw a.fail(
                    "The regular expression \"" + Convert.shortened(a.text(0)) + "\" does not match \""
                            + Convert.shortened(a.text(1)) + "\".",
                    "Use can() or try() where that is no mistake.");
        }
        return captures(matcher, a);
    }

    private static Value all(Arguments a) {
        Matcher matcher = matcher(a, a.text(0), a.text(1));
        List<Value> matches = new ArrayList<>();
        while (matcher.find()) {
            a.budget().steps(1, a.at());
            matches.add(captures(matcher, a));
        }
        return a.result(matches);
    }

    /* No group: the whole match; named groups: a map; other groups: a list. */
    private static Value captures(Matcher matcher, Arguments a) {
        if (matcher.groupCount() == 0) {
            return a.result(matcher.group());
        }
        Map<String, Value> named = new LinkedHashMap<>();
        Matcher names = NAMED_GROUP.matcher(a.text(0));
        while (names.find()) {
            named.put(names.group(1), group(matcher.group(names.group(1)), a));
        }
        if (!named.isEmpty()) {
            return new Value.Fields(named);
        }
        List<Value> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(group(matcher.group(i), a));
        }
        return a.result(groups);
    }

    private static Value group(@Nullable String text, Arguments a) {
        return text == null ? Value.NULL : a.result(text);
    }

    private static Value replaceTextOrPattern(Arguments a) {
        String sought = a.text(1);
        if (sought.length() > 1 && sought.startsWith("/") && sought.endsWith("/")) {
            return guarded(a, b -> replace(b, sought.substring(1, sought.length() - 1)));
        }
        String text = a.text(0);
        long hits = 0;
        for (int i = text.indexOf(sought);
                i >= 0 && i < text.length();
                i = text.indexOf(sought, i + Math.max(1, sought.length()))) {
            hits++;
        }
        a.budget().text((hits + 1) * a.text(2).length(), a.at());
        return a.result(text.replace(sought, a.text(2)));
    }

    /* $1 and ${name} in the replacement stand for groups. */
    private static Value replace(Arguments a, String regex) {
        Matcher matcher = matcher(a, regex, a.text(0));
        StringBuilder replaced = new StringBuilder();
        try {
            while (matcher.find()) {
                a.budget().steps(1, a.at());
                int before = replaced.length();
                matcher.appendReplacement(replaced, a.text(2));
                a.budget().text(replaced.length() - before, a.at());
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw a.fail(
                    "The replacement \"" + Convert.shortened(a.text(2)) + "\" names a group that is not there.", null);
        }
        return a.result(matcher.appendTail(replaced).toString());
    }

    /* A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final Budget budget;
        private final Position at;
        private int looks;

        Counted(String text, Budget budget, Position at) {
            this.text = text;
            this.budget = budget;
            this.at = at;
        }

        @Override
        public char charAt(int index) {
            if (++looks % 8 == 0) {
                budget.steps(1, at);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
