package dev.berth.driver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deep copies of JSON-like values that keep their order. */
final class ConfigValues {
    private ConfigValues() {}

    static Map<String, Object> copy(Map<String, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> {
            if (value != null) {
                copy.put(name, value(name, value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    static Map<String, String> copyEnv(Map<String, String> env) {
        env.forEach((name, value) -> {
            boolean possible = !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0;
            Checks.argument(possible, "The variable name (%s) must not be empty nor hold = or NUL.", name);
            Checks.argument(value.indexOf('\0') < 0, "The value of the variable (%s) must not hold NUL.", name);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    private static Object value(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
            return copy(copy);
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<Object>(list.size());
            list.forEach(item -> copy.add(value(path, item)));
            return Collections.unmodifiableList(copy);
        }
        Checks.argument(
                value instanceof String || value instanceof Number || value instanceof Boolean,
                "The config value (%s: %s) must be a string, number, boolean, list or map.",
                path,
                value);
        return value;
    }
}
