package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.tree.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns values of one kind into another, as HCL does: numbers and truths are also texts, texts that look like it are also numbers. */
final class Convert {
    private static final int LONGEST_NUMBER = 100;

    private Convert() {}

    static String text(Value value, String what, Position at) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Num number) {
            return number.number().toPlainString();
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        String advice = value instanceof Value.Null ? null : "Use join() or jsonencode() to make a text of it.";
        throw new Failure(at, what + " must be a string, but is " + value.kind() + ".", advice);
    }

    static BigDecimal number(Value value, String what, Position at) {
        return asNumber(known(value, what, at))
                .orElseThrow(() -> new Failure(at, what + " must be a number, but is " + shown(value) + "."));
    }

    static Optional<BigDecimal> asNumber(Value value) {
        if (value instanceof Value.Num number) {
            return Optional.of(number.number());
        }
        boolean numeric = value instanceof Value.Text text
                && text.text().length() <= LONGEST_NUMBER
                && text.text().matches("-?[0-9]+(\\.[0-9]+)?");
        return numeric ? Optional.of(new BigDecimal(((Value.Text) value).text())) : Optional.empty();
    }

    static boolean truth(Value value, String what, Position at) {
        known(value, what, at);
        if (value instanceof Value.Bool bool) {
            return bool.truth();
        }
        if (value instanceof Value.Text text
                && (text.text().equals("true") || text.text().equals("false"))) {
            return text.text().equals("true");
        }
        throw new Failure(at, what + " must be true or false, but is " + shown(value) + ".");
    }

    /** Returns the entries of a list (by index) or of a map (by key, sorted). */
    static List<Map.Entry<Value, Value>> entries(Value value, String what, Position at) {
        List<Map.Entry<Value, Value>> entries = new ArrayList<>();
        if (value instanceof Value.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                entries.add(Map.entry(Value.of(i), list.items().get(i)));
            }
        } else if (value instanceof Value.Fields map) {
            new TreeMap<>(map.fields()).forEach((k, v) -> entries.add(Map.entry(Value.of(k), v)));
        } else {
            throw new Failure(at, what + " needs a list or a map, but got " + shown(value) + ".");
        }
        return entries;
    }

    /** Returns the value if it is known now, and fails if only the node knows it. */
    static Value known(Value value, String what, Position at) {
        if (value instanceof Value.Text text && text.runtime()) {
            throw new Failure(
                    at,
                    what + " is known only at run time: " + shortened(text.text()) + ".",
                    "Only whole texts can hold such interpolations; compute with var.NAME and local.NAME.");
        }
        return value;
    }

    /** Returns the value for a message. */
    static String shown(Value value) {
        if (value instanceof Value.Text text) {
            return "the string \"" + shortened(text.text()) + "\"";
        } else if (value instanceof Value.Num number) {
            return "the number " + shortened(number.number().toPlainString());
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        return value.kind();
    }

    static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
