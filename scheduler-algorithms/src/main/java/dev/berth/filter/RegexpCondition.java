package dev.berth.filter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Whether an expression is found anywhere in the value. An expression that does not parse, or that would take more than
 * {@value #MAX_STEPS} steps on one value, is not found: a job cannot stall the scheduler with a pattern that explodes. Keeps
 * the compiled expressions, so it is confined to one thread.
 */
final class RegexpCondition implements Condition {
    /** Characters looked at for one value; ordinary patterns need a few per character. */
    static final int MAX_STEPS = 200_000;

    private static final int MAX_COMPILED = 256;

    private final Map<String, Optional<Pattern>> compiled = new HashMap<>();

    @Override
    public boolean holds(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return false;
        }
        if (compiled.size() >= MAX_COMPILED && !compiled.containsKey(right)) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(right, RegexpCondition::compile)
                .map(pattern -> find(pattern, left))
                .orElse(false);
    }

    private static Optional<Pattern> compile(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException notAnExpression) { // validation tells the user; here it just matches nothing
            return Optional.empty();
        }
    }

    private static boolean find(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Budgeted(text, new Budget())).find();
        } catch (BudgetExceeded | StackOverflowError exploded) { // java.util.regex recurses once per repeated group
            return false;
        }
    }

    private static final class BudgetExceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BudgetExceeded() {
            super("a regular expression took more than " + MAX_STEPS + " steps", null, false, false);
        }
    }

    /** How often a text and its parts may still be looked at. */
    private static final class Budget {
        private int left = MAX_STEPS;

        void spend() {
            if (left-- <= 0) {
                throw new BudgetExceeded();
            }
        }
    }

    /** A text that can be looked at a bounded number of times. */
    private record Budgeted(String text, Budget budget) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            budget.spend();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Budgeted(text.substring(start, end), budget);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
