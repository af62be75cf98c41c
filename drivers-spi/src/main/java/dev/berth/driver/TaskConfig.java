package dev.berth.driver;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to a task's config that passed its {@link ConfigSchema}. Immutable.
 *
 * <p>Reading a key as another type than the schema says throws {@link IllegalArgumentException}.
 */
public final class TaskConfig {
    private final Map<String, Object> values;

    TaskConfig(Map<String, Object> values) {
        this.values = values;
    }

    /** Returns a string, or the number or boolean as text. */
    public Optional<String> string(String key) {
        return Optional.ofNullable(values.get(key)).map(String::valueOf);
    }

    /** Returns a whole number. */
    public Optional<Long> integer(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> parsed(key, value, Scalars.integer(value)));
    }

    /** Returns a number. */
    public Optional<Double> number(String key) {
        return Optional.ofNullable(values.get(key))
                .map(value -> parsed(key, value, Scalars.number(value)).doubleValue());
    }

    /** Returns a boolean, or {@code false} when the key is not given. */
    public boolean flag(String key) {
        Object value = values.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        boolean isTrue = value.equals("true");
        return parsed(key, value, isTrue || value.equals("false") ? isTrue : null);
    }

    /** Returns a duration. */
    public Optional<Duration> duration(String key) {
        return string(key).map(text -> parsed(key, text, Scalars.duration(text)));
    }

    /** Returns a list of strings, empty when the key is not given. */
    public List<String> strings(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Returns a map of strings in the order given, empty when the key is not given. */
    public Map<String, String> stringMap(String key) {
        var map = new LinkedHashMap<String, String>();
        for (Map<?, ?> part : maps(key)) {
            part.forEach((name, value) -> map.put(String.valueOf(name), String.valueOf(value)));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Returns the blocks of this name in the order given, empty when there is none. */
    public List<TaskConfig> blocks(String key) {
        return maps(key).stream()
                .map(part -> {
                    var copy = new LinkedHashMap<String, Object>();
                    part.forEach((name, value) -> copy.put(String.valueOf(name), Objects.requireNonNull(value)));
                    return new TaskConfig(copy);
                })
                .toList();
    }

    private List<Map<?, ?>> maps(String key) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        List<?> parts = value instanceof List<?> list ? list : List.of(value);
        return parts.stream().<Map<?, ?>>map(part -> (Map<?, ?>) part).toList();
    }

    private static <T> T parsed(String key, Object value, @Nullable T result) {
        if (result == null) {
            throw new IllegalArgumentException("config." + key + " (" + value + ") is of another type in the schema.");
        }
        return result;
    }
}
