package dev.berth.filter;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Order: as whole numbers when both are (64 bits), else as decimal numbers when both are, else by the bytes of their UTF-8 form.
 * So {@code 10 < 1} is false and {@code "1" > "foo"} is false too.
 */
final class OrderConditions {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,19}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]{1,300}(\\.[0-9]{0,300})?|\\.[0-9]{1,300})([eE][+-]?[0-9]{1,3})?");

    private OrderConditions() {}

    static boolean holds(@Nullable String left, @Nullable String right, IntPredicate order) {
        return left != null && right != null && order.test(compare(left, right));
    }

    private static int compare(String left, String right) {
        Long leftInteger = integer(left);
        Long rightInteger = integer(right);
        if (leftInteger != null && rightInteger != null) {
            return leftInteger.compareTo(rightInteger);
        }
        if (DECIMAL.matcher(left).matches() && DECIMAL.matcher(right).matches()) {
            return Double.compare(Double.parseDouble(left), Double.parseDouble(right));
        }
        return compareCodePoints(left, right);
    }

    private static @Nullable Long integer(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException tooLarge) { // 19 digits may exceed 64 bits: then it is compared as a decimal
            return null;
        }
    }

    /* The order of code points is the order of UTF-8 bytes; String.compareTo differs beyond U+FFFF. */
    private static int compareCodePoints(String left, String right) {
        int i = 0;
        while (i < left.length() && i < right.length()) {
            int a = left.codePointAt(i);
            int b = right.codePointAt(i);
            if (a != b) {
                return Integer.compare(a, b);
            }
            i += Character.charCount(a);
        }
        return Integer.compare(left.length(), right.length());
    }
}
