package dev.berth.driver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a driver's task config may hold, as data: to validate, to document, to complete. Immutable, thread-safe.
 *
 * <pre>{@code
 * ConfigSchema.builder("raw_exec")
 *     .required("command", Type.STRING, "the program: a path, or a name to look up in PATH")
 *     .optional("args", Type.STRING_LIST, "its arguments, passed exactly")
 *     .build();
 * }</pre>
 */
public final class ConfigSchema {
    /** What a key's value may be. May grow: keep a default branch. */
    public enum Type {
        /** A string. */
        STRING("a string"),
        /** A whole number, or a string of digits. */
        INTEGER("a whole number"),
        /** A number, or a string that is one. */
        NUMBER("a number"),
        /** true or false, or one of these as a string. */
        BOOLEAN("true or false"),
        /** A string such as {@code 1h30m}, {@code 500ms}. */
        DURATION("a duration such as \"30s\""),
        /** A list of strings, numbers or booleans, taken as strings. */
        STRING_LIST("a list of strings"),
        /** A map (or a list of one map, as a block is written in a job file) to strings, numbers or booleans. */
        STRING_MAP("a map of strings"),
        /** A map or a list of maps whose keys have a schema of their own. */
        BLOCK("a block");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** Returns it in words: {@code a list of strings}. */
        public String words() {
            return words;
        }
    }

    /**
     * One key. Immutable.
     *
     * @param name as written in the job file
     * @param type what its value may be
     * @param required whether a config without it is wrong
     * @param description one clause for people
     * @param allowed the only values of a {@link Type#STRING}, or empty for any
     * @param block the schema of a {@link Type#BLOCK}, else {@code null}
     */
    public record Key(
            String name,
            Type type,
            boolean required,
            String description,
            List<String> allowed,
            @Nullable ConfigSchema block) {
        public Key {
            Checks.argument(
                    (type == Type.BLOCK) == (block != null), "The key (%s) is a block with a schema or neither.", name);
            allowed = List.copyOf(allowed);
        }
    }

    private final String driver;
    private final Map<String, Key> keys;

    private ConfigSchema(String driver, Map<String, Key> keys) {
        this.driver = driver;
        this.keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /** Returns a builder of a schema without keys. */
    public static Builder builder(String driver) {
        return new Builder(driver);
    }

    /** Returns the keys in the order they were declared. */
    public Collection<Key> keys() {
        return keys.values();
    }

    /** Returns everything that is wrong with a config: keys in the schema's order, then unknown keys by name. */
    public List<ConfigProblem> validate(Map<String, ?> config) {
        return problems(config, false);
    }

    /**
     * Checks a config whose <code>${…}</code> are all replaced, and returns typed access to it.
     *
     * @throws DriverException {@link DriverException.Kind#INVALID_CONFIG} with all problems in the message
     */
    public TaskConfig read(Map<String, ?> config) {
        List<ConfigProblem> problems = problems(config, true);
        if (!problems.isEmpty()) {
            List<String> lines = problems.stream().map(ConfigProblem::message).toList();
            throw new DriverException(DriverException.Kind.INVALID_CONFIG, String.join("\n", lines));
        }
        return new TaskConfig(ConfigValues.copy(config));
    }

    private List<ConfigProblem> problems(Map<String, ?> config, boolean interpolated) {
        var problems = new ArrayList<ConfigProblem>();
        new ConfigValidation(driver, interpolated, problems).check("", keys, config);
        return List.copyOf(problems);
    }

    Map<String, Key> keysByName() {
        return keys;
    }

    /** Builds a {@link ConfigSchema}. Confined to one thread. */
    public static final class Builder {
        private final String driver;
        private final Map<String, Key> keys = new LinkedHashMap<>();

        private Builder(String driver) {
            this.driver = driver;
        }

        /** Adds a key that must be given. */
        public Builder required(String name, Type type, String description) {
            return add(new Key(name, type, true, description, List.of(), null));
        }

        /** Adds a key that may be given. */
        public Builder optional(String name, Type type, String description) {
            return add(new Key(name, type, false, description, List.of(), null));
        }

        /** Adds a string that may be given and is one of a few. */
        public Builder oneOf(String name, List<String> allowed, String description) {
            return add(new Key(name, Type.STRING, false, description, allowed, null));
        }

        /** Adds a block that may be given. */
        public Builder block(String name, ConfigSchema schema, String description) {
            return add(new Key(name, Type.BLOCK, false, description, List.of(), schema));
        }

        /** Adds a key. */
        public Builder add(Key key) {
            keys.put(key.name(), key);
            return this;
        }

        /** Returns the schema. */
        public ConfigSchema build() {
            return new ConfigSchema(driver, keys);
        }
    }
}
