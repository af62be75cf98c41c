package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.tree.Value;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Writes values as JSON, keys sorted, counting the characters. The depth of values is bounded by how they are made. */
final class Json {
    private static final int DEEPEST = 200;

    private Json() {}

    static String write(Value value, Arguments a) {
        StringBuilder text = new StringBuilder();
        write(value, text, a, 0);
        return text.toString();
    }

    private static void write(Value value, StringBuilder text, Arguments a, int depth) {
        if (depth > DEEPEST) {
            throw a.fail("The value is nested more than " + DEEPEST + " deep.", null);
        }
        int before = text.length();
        if (value instanceof Value.Items list) {
            text.append('[');
            for (Iterator<Value> i = list.items().iterator(); i.hasNext(); ) {
                write(i.next(), text, a, depth + 1);
                text.append(i.hasNext() ? "," : "");
            }
            text.append(']');
        } else if (value instanceof Value.Fields map) {
            text.append('{');
            for (Iterator<Map.Entry<String, Value>> i =
                            new TreeMap<>(map.fields()).entrySet().iterator();
                    i.hasNext(); ) {
                Map.Entry<String, Value> entry = i.next();
                text.append(quote(entry.getKey())).append(':');
                write(entry.getValue(), text, a, depth + 1);
                text.append(i.hasNext() ? "," : "");
            }
            text.append('}');
        } else {
            text.append(scalar(value));
            a.budget().text(text.length() - before, a.at());
        }
    }

    private static String scalar(Value value) {
        if (value instanceof Value.Text text) {
            return quote(text.text());
        } else if (value instanceof Value.Num number) {
            return number.number().toPlainString();
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        return "null";
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : Character.toString(c));
            }
        }
        return quoted.append('"').toString();
    }

    /** Returns whether a text in the value is for run time. */
    static boolean holdsRuntime(Value value) {
        if (value instanceof Value.Text text) {
            return text.runtime();
        } else if (value instanceof Value.Items list) {
            return list.items().stream().anyMatch(Json::holdsRuntime);
        }
        return value instanceof Value.Fields map
                && map.fields().values().stream().anyMatch(Json::holdsRuntime);
    }
}
