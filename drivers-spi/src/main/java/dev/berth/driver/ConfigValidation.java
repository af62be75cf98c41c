package dev.berth.driver;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One walk over a config that collects all problems. Confined to the call. */
final class ConfigValidation {
    private static final int SHOWN = 60;

    private final String driver;
    private final boolean interpolated; // all ${…} have been replaced
    private final List<ConfigProblem> problems;

    ConfigValidation(String driver, boolean interpolated, List<ConfigProblem> problems) {
        this.driver = driver;
        this.interpolated = interpolated;
        this.problems = problems;
    }

    void check(String prefix, Map<String, ConfigSchema.Key> keys, Map<?, ?> config) {
        for (ConfigSchema.Key key : keys.values()) {
            Object value = config.get(key.name());
            if (value != null) {
                value(prefix + key.name(), key, value);
            } else if (key.required()) {
                add(
                        prefix + key.name(),
                        null,
                        "is missing",
                        "Set it to " + key.type().words() + ": " + key.description() + ".");
            }
        }
        var unknown = new TreeSet<String>();
        config.forEach((name, value) -> {
            if (value != null && !keys.containsKey(String.valueOf(name))) {
                unknown.add(String.valueOf(name));
            }
        });
        for (String name : unknown) {
            add(prefix + name, config.get(name), "is not a key of the " + driver + " driver", suggestion(name, keys));
        }
    }

    private void value(String path, ConfigSchema.Key key, Object value) {
        switch (key.type()) {
            case BLOCK -> block(path, key, value);
            case STRING_LIST -> list(path, key, value);
            case STRING_MAP -> map(path, key, value);
            default -> scalar(path, key, value);
        }
    }

    private void scalar(String path, ConfigSchema.Key key, Object value) {
        boolean open = value instanceof String text && text.contains("${");
        if (open && !interpolated) {
            return;
        }
        if (!isScalar(key.type(), value)) {
            String advice = open ? "Maybe a variable in it has no value on this node." : "";
            add(path, value, "must be " + key.type().words(), advice);
        } else if (!key.allowed().isEmpty() && !key.allowed().contains(value)) {
            add(path, value, "is not possible", "Use one of " + String.join(", ", key.allowed()) + ".");
        }
    }

    private static boolean isScalar(ConfigSchema.Type type, Object value) {
        String text = String.valueOf(value);
        return switch (type) {
            case STRING -> value instanceof String || value instanceof Number || value instanceof Boolean;
            case INTEGER -> isSimple(value) && Scalars.integer(value) != null;
            case NUMBER -> isSimple(value) && Scalars.number(value) != null;
            case BOOLEAN -> value instanceof Boolean || text.equals("true") || text.equals("false");
            case DURATION -> value instanceof String && Scalars.duration(text) != null;
            default -> throw new AssertionError(type);
        };
    }

    private static boolean isSimple(Object value) {
        return value instanceof Number || value instanceof String;
    }

    private void list(String path, ConfigSchema.Key key, Object value) {
        if (!(value instanceof List<?> list)) {
            String advice = value instanceof String ? "Put it into brackets: [\"" + shown(value) + "\"]." : "";
            add(path, value, "must be " + key.type().words(), advice);
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (item == null || item instanceof Map || item instanceof List) {
                add(path + "[" + i + "]", item, "must be a string", "");
            }
        }
    }

    private void map(String path, ConfigSchema.Key key, Object value) {
        for (Object part : value instanceof List<?> list ? list : List.of(value)) {
            if (!(part instanceof Map<?, ?> map)) {
                add(path, value, "must be " + key.type().words(), "");
                return;
            }
            map.forEach((name, item) -> {
                if (item == null || item instanceof Map || item instanceof List) {
                    add(path + "." + name, item, "must be a string", "");
                }
            });
        }
    }

    private void block(String path, ConfigSchema.Key key, Object value) {
        List<?> parts = value instanceof List<?> list ? list : List.of(value);
        for (int i = 0; i < parts.size(); i++) {
            String at = parts.size() == 1 ? path : path + "[" + i + "]";
            if (parts.get(i) instanceof Map<?, ?> map) {
                check(at + ".", Objects.requireNonNull(key.block()).keysByName(), map);
            } else {
                add(at, parts.get(i), "must be a block", "");
            }
        }
    }

    private void add(String path, @Nullable Object value, String problem, String advice) {
        problems.add(new ConfigProblem(path, value == null ? "" : shown(value), problem, advice));
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }

    private static String suggestion(String name, Map<String, ConfigSchema.Key> keys) {
        int limit = Math.max(1, name.length() / 3);
        String best = null;
        for (String known : keys.keySet()) {
            int distance = EditDistance.between(name.toLowerCase(Locale.ROOT), known);
            if (distance <= limit) {
                limit = distance - 1;
                best = known;
            }
        }
        return best != null ? "Did you mean " + best + "?" : "Its keys are " + String.join(", ", keys.keySet()) + ".";
    }
}
