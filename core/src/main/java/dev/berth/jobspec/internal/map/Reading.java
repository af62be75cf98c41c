package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.tree.Datum;
import dev.berth.jobspec.internal.tree.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one kind of value from a datum. A value of another kind is reported and gives null. Texts that look like numbers or
 * truths are taken as such, and the other way round, as HCL1 did.
 *
 * @param <T> what it reads
 */
interface Reading<T> {

    /** Returns the value, or null after a problem was reported; {@code what} names the key in messages. */
    @Nullable
    T read(Datum datum, String what, Context context);

    Reading<String> TEXT = Reading::text;

    Reading<Boolean> TRUTH = (datum, what, context) -> {
        Value value = datum.value();
        if (value instanceof Value.Bool bool) {
            return bool.truth();
        }
        if (value instanceof Value.Text text
                && (text.text().equals("true") || text.text().equals("false"))) {
            return text.text().equals("true");
        }
        return wrong(datum, what, "must be true or false", context);
    };

    Reading<Long> LONG = (datum, what, context) -> whole(datum, what, Long.MIN_VALUE, Long.MAX_VALUE, context);

    Reading<Integer> INT = (datum, what, context) -> {
        Long number = whole(datum, what, Integer.MIN_VALUE, Integer.MAX_VALUE, context);
        return number == null ? null : number.intValue();
    };

    /** Mebibytes in the file, bytes in the model; -1 stays -1. */
    Reading<Long> MEGABYTES = (datum, what, context) -> {
        Long number = whole(datum, what, -(1L << 43), (1L << 43) - 1, context);
        return number == null || number < 0 ? number : Long.valueOf(number << 20);
    };

    Reading<Duration> DURATION = Reading::duration;

    Reading<List<String>> TEXTS = Reading::texts;

    /** Any value, as the model keeps opaque ones: String, Long, Double, Boolean, List, Map or null. */
    Reading<Object> ANY = (datum, what, context) -> Opaque.of(datum);

    /** Returns the reading of one of the words of an enum. */
    static <E extends Enum<E>> Reading<E> word(Function<String, E> parse, E[] all, Function<E, String> word) {
        return (datum, what, context) -> {
            String text = text(datum, what, context);
            if (text == null) {
                return null;
            }
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                List<String> words = new ArrayList<>();
                for (E constant : all) {
                    String name = word.apply(constant);
                    if (!name.isEmpty() && !name.startsWith("_")) {
                        words.add(name);
                    }
                }
                context.problem(
                        datum.at(),
                        what + " cannot be \"" + shortened(text) + "\".",
                        Suggestion.nearest(text, words)
                                .map(near -> "Did you mean \"" + near + "\"?")
                                .orElse("Use one of: " + String.join(", ", words) + "."));
                return null;
            }
        };
    }

    private static @Nullable String text(Datum datum, String what, Context context) {
        Value value = datum.value();
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Num number) {
            return number.number().toPlainString();
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        return wrong(datum, what, "must be a string", context);
    }

    private static @Nullable Long whole(Datum datum, String what, long least, long most, Context context) {
        BigDecimal number = number(datum.value()).orElse(null);
        if (number == null || number.stripTrailingZeros().scale() > 0) {
            return wrong(datum, what, "must be a whole number", context);
        }
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            return wrong(datum, what, "must lie between " + least + " and " + most, context);
        }
        return number.longValueExact();
    }

    private static Optional<BigDecimal> number(Value value) {
        if (value instanceof Value.Num number) {
            return Optional.of(number.number());
        }
        boolean digits = value instanceof Value.Text text
                && text.text().length() < 30
                && text.text().matches("-?[0-9]+");
        return digits ? Optional.of(new BigDecimal(((Value.Text) value).text())) : Optional.empty();
    }

    private static @Nullable Duration duration(Datum datum, String what, Context context) {
        Optional<Duration> duration = Optional.empty();
        if (datum.value() instanceof Value.Num number && number.isLong()) {
            duration = Durations.ofNanos(number.number());
        } else if (datum.value() instanceof Value.Text text) {
            duration = Durations.parse(text.text());
        }
        if (duration.isEmpty()) {
            context.problem(
                    datum.at(),
                    what + " must be a duration, but is " + shown(datum.value()) + ".",
                    "Write it as in \"10s\", \"1h30m\" or \"500ms\"; units are ns, us, ms, s, m and h.");
        }
        return duration.orElse(null);
    }

    private static @Nullable List<String> texts(Datum datum, String what, Context context) {
        if (!(datum instanceof Datum.Items list)) {
            return wrong(datum, what, "must be a list of strings", context);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            String text = text(list.items().get(i), what + "[" + i + "]", context);
            texts.add(text == null ? "" : text);
        }
        return texts;
    }

    /** Returns texts by name. */
    static Map<String, String> map(Datum.Fields fields, String what, Context context) {
        Map<String, String> map = new LinkedHashMap<>();
        fields.fields().forEach(f -> {
            String text = text(f.datum(), what + "." + f.name(), context);
            map.put(f.name(), text == null ? "" : text);
        });
        return map;
    }

    /** Reports a value of the wrong kind. */
    static <T> @Nullable T wrong(Datum datum, String what, String rule, Context context) {
        boolean lonely = rule.contains("list of strings") && datum instanceof Datum.Scalar;
        String advice =
                lonely ? "Write it in brackets: [" + shown(datum.value()).replace("the string ", "") + "]." : null;
        context.problem(datum.at(), what + " " + rule + ", but is " + shown(datum.value()) + ".", advice);
        return null;
    }

    /** Returns a value for a message. */
    static String shown(Value value) {
        if (value instanceof Value.Text text) {
            return "the string \"" + shortened(text.text()) + "\"";
        } else if (value instanceof Value.Num number) {
            return shortened(number.number().toPlainString());
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        return value.kind();
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
