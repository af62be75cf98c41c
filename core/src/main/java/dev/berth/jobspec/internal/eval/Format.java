package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.tree.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions format() and formatlist(): %s %v %q %d %f %g %e %t %x %X %o %b %%, with flags, width and precision. */
final class Format {
    private static final Pattern VERB = Pattern.compile("%([-+# 0]{0,5})([0-9]{1,4})?(?:\\.([0-9]{1,3}))?([a-zA-Z%])");
    private static final int WIDEST = 1_000;

    private Format() {}

    static Value formatList(Arguments a) {
        String pattern = a.text(0);
        List<Value> rest = a.values().subList(1, a.size());
        int rounds = rounds(rest, a);
        List<Value> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            int index = round;
            List<Value> values = rest.stream()
                    .map(v -> v instanceof Value.Items list ? list.items().get(index) : v)
                    .toList();
            a.budget().steps(1 + values.size(), a.at());
            results.add(a.result(format(pattern, values, a), values));
        }
        return a.result(results);
    }

    private static int rounds(List<Value> rest, Arguments a) {
        int rounds = -1;
        for (Value value : rest) {
            if (value instanceof Value.Items list) {
                if (rounds >= 0 && rounds != list.items().size()) {
                    throw a.fail("The lists given to formatlist() must be of one length.", null);
                }
                rounds = list.items().size();
            }
        }
        return rounds < 0 ? 1 : rounds;
    }

    static String format(String pattern, List<Value> values, Arguments a) {
        StringBuilder text = new StringBuilder();
        Matcher verbs = VERB.matcher(pattern);
        int next = 0;
        int end = 0;
        for (int percent = pattern.indexOf('%'); percent >= 0; percent = pattern.indexOf('%', end)) {
            if (!verbs.find(percent) || verbs.start() != percent) {
                throw a.fail(
                        "The format \"" + Convert.shortened(pattern) + "\" has an incomplete %.",
                        "Write %% for a percent sign.");
            }
            text.append(pattern, end, percent);
            end = verbs.end();
            if (verbs.group(4).equals("%")) {
                text.append('%');
            } else if (next < values.size()) {
                text.append(verb(verbs, values.get(next++), a));
            } else {
                throw a.fail("The format \"" + Convert.shortened(pattern) + "\" needs more values than it got.", null);
            }
            a.budget().text(end - percent, a.at());
        }
        if (next < values.size()) {
            throw a.fail("The format \"" + Convert.shortened(pattern) + "\" uses fewer values than it got.", null);
        }
        return text.append(pattern, end, pattern.length()).toString();
    }

    private static String verb(Matcher verb, Value value, Arguments a) {
        String flags = verb.group(1);
        int width = verb.group(2) == null ? 0 : Integer.parseInt(verb.group(2));
        int precision = verb.group(3) == null ? -1 : Integer.parseInt(verb.group(3));
        if (width > WIDEST) {
            throw a.fail("A width in format() must be at most " + WIDEST + ".", null);
        }
        char letter = verb.group(4).charAt(0);
        a.budget().text(width, a.at());
        String body = switch (letter) {
            case 's' -> cut(Convert.text(value, "A value for %s", a.at()), precision);
            case 'v' -> value.weight() == 1 ? Convert.text(value, "A value for %v", a.at()) : Json.write(value, a);
            case 'q' -> Json.quote(Convert.text(value, "A value for %q", a.at()));
            case 't' -> Boolean.toString(Convert.truth(value, "A value for %t", a.at()));
            case 'd', 'x', 'X', 'o', 'b' -> whole(letter, flags, number(value, letter, a), a);
            case 'f', 'F', 'e', 'E', 'g', 'G' -> decimal(letter, flags, precision, number(value, letter, a));
            default ->
                throw a.fail(
                        "The verb %" + letter + " of format() is unknown.",
                        "Known are %s %v %q %t %d %f %e %g %x %X %o %b %%.");
        };
        return pad(body, width, flags, "sqvt".indexOf(letter) < 0);
    }

    private static BigDecimal number(Value value, char letter, Arguments a) {
        return Convert.number(value, "A value for %" + letter, a.at());
    }

    private static String cut(String text, int precision) {
        boolean cuts = precision >= 0 && text.codePointCount(0, text.length()) > precision;
        return cuts ? text.substring(0, text.offsetByCodePoints(0, precision)) : text;
    }

    private static String whole(char letter, String flags, BigDecimal number, Arguments a) {
        if (number.stripTrailingZeros().scale() > 0) {
            throw a.fail(
                    "A value for %" + letter + " must be a whole number, but is " + number.toPlainString() + ".", null);
        }
        int radix = letter == 'd' ? 10 : letter == 'o' ? 8 : letter == 'b' ? 2 : 16;
        String digits = number.toBigInteger().toString(radix);
        return sign(letter == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, flags);
    }

    private static String decimal(char letter, String flags, int precision, BigDecimal number) {
        int places = precision < 0 ? 6 : precision;
        String text = switch (letter) {
            case 'f', 'F' -> number.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
            case 'e', 'E' -> String.format(Locale.ROOT, "%." + places + letter, number);
            default -> number.toPlainString();
        };
        return sign(text, flags);
    }

    private static String sign(String number, String flags) {
        return flags.contains("+") && !number.startsWith("-") ? "+" + number : number;
    }

    private static String pad(String body, int width, String flags, boolean numeric) {
        int missing = width - body.codePointCount(0, body.length());
        if (missing <= 0) {
            return body;
        }
        if (flags.contains("-")) {
            return body + " ".repeat(missing);
        }
        if (numeric && flags.contains("0")) {
            int signLength = body.startsWith("-") || body.startsWith("+") ? 1 : 0;
            return body.substring(0, signLength) + "0".repeat(missing) + body.substring(signLength);
        }
        return " ".repeat(missing) + body;
    }
}
