package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import dev.berth.jobspec.internal.eval.Functions.Function;
import dev.berth.jobspec.internal.tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Functions over texts; positions and lengths count characters (code points). */
final class TextFunctions {
    private static final int MANY = Integer.MAX_VALUE;

    private TextFunctions() {}

    static void addTo(ImmutableMap.Builder<String, Function> all) {
        all.put("lower", text(t -> t.toLowerCase(Locale.ROOT)));
        all.put("upper", text(t -> t.toUpperCase(Locale.ROOT)));
        all.put("title", text(TextFunctions::title));
        all.put("trimspace", text(String::strip));
        all.put("chomp", text(t -> withoutTrailing(t, "\r\n")));
        all.put("strrev", text(t -> new StringBuilder(t).reverse().toString()));
        all.put("strlen", Function.of(1, 1, a -> Value.of(length(a.text(0)))));
        all.put("trim", Function.of(2, 2, a -> a.result(trim(a.text(0), a.text(1)))));
        all.put("trimprefix", Function.of(2, 2, a -> a.result(withoutPrefix(a.text(0), a.text(1)))));
        all.put("trimsuffix", Function.of(2, 2, a -> a.result(withoutSuffix(a.text(0), a.text(1)))));
        all.put("startswith", Function.of(2, 2, a -> Value.of(a.text(0).startsWith(a.text(1)))));
        all.put("endswith", Function.of(2, 2, a -> Value.of(a.text(0).endsWith(a.text(1)))));
        all.put("strcontains", Function.of(2, 2, a -> Value.of(a.text(0).contains(a.text(1)))));
        all.put("substr", Function.of(3, 3, TextFunctions::substr));
        all.put("indent", Function.of(2, 2, TextFunctions::indent));
        all.put("join", Function.opaque(2, MANY, TextFunctions::join));
        all.put("split", Function.of(2, 2, TextFunctions::split));
        all.put("format", Function.opaque(1, MANY, a -> {
            List<Value> rest = a.values().subList(1, a.size());
            return a.result(Format.format(a.text(0), rest, a), rest);
        }));
        all.put("formatlist", Function.opaque(1, MANY, Format::formatList));
    }

    private static Function text(UnaryOperator<String> operator) {
        return Function.of(1, 1, a -> a.result(operator.apply(a.text(0))));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String title(String text) {
        StringBuilder titled = new StringBuilder(text);
        for (int i = 0; i < titled.length(); i++) {
            if (i == 0 || Character.isWhitespace(titled.charAt(i - 1))) {
                titled.setCharAt(i, Character.toUpperCase(titled.charAt(i)));
            }
        }
        return titled.toString();
    }

    private static String trim(String text, String cut) {
        int start = 0;
        int end = text.length();
        while (start < end && cut.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && cut.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns the text without the characters of {@code cut} at its end. */
    static String withoutTrailing(String text, String cut) {
        int end = text.length();
        while (end > 0 && cut.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    /* A negative offset counts from the end, a length of -1 means the rest. */
    private static Value substr(Arguments a) {
        String text = a.text(0);
        int size = length(text);
        int offset = a.integer(1, -Integer.MAX_VALUE, Integer.MAX_VALUE);
        int wanted = a.integer(2, -1, Integer.MAX_VALUE);
        int start = Math.min(size, offset < 0 ? Math.max(0, size + offset) : offset);
        int end = wanted < 0 ? size : (int) Math.min(size, (long) start + wanted);
        return a.result(text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end)));
    }

    private static Value indent(Arguments a) {
        int width = a.integer(0, 0, 1_000);
        String text = a.text(1);
        long lines = text.chars().filter(c -> c == '\n').count();
        a.budget().text(lines * width, a.at());
        return a.result(text.replace("\n", "\n" + " ".repeat(width)));
    }

    private static Value join(Arguments a) {
        String separator = a.text(0);
        List<Value> items = new ArrayList<>();
        for (int i = 1; i < a.size(); i++) {
            items.addAll(a.list(i));
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            String item = Convert.text(items.get(i), "Every element given to join()", a.at());
            a.budget().text(item.length() + (long) separator.length(), a.at());
            joined.append(i == 0 ? "" : separator).append(item);
        }
        return a.result(joined.toString(), items);
    }

    private static Value split(Arguments a) {
        String separator = a.text(0);
        String text = a.text(1);
        List<Value> parts = new ArrayList<>();
        int start = 0;
        if (separator.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Value.of(Character.toString(c))));
            return a.result(parts);
        }
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(Value.of(text.substring(start, end)));
            start = end + separator.length();
        }
        parts.add(Value.of(text.substring(start)));
        return a.result(parts);
    }
}
