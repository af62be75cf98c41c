package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.model.Capability;
import dev.berth.driver.ConfigProblem;
import dev.berth.driver.ConfigSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a config must fulfil beyond the types of its schema. Thread-safe. */
public final class ConfigChecks {
    static final String OWN_LABELS = "dev.berth.";

    private final DockerOptions options;
    private final List<String> order =
            DockerSchema.SCHEMA.keys().stream().map(ConfigSchema.Key::name).toList();

    /** Creates the checks of a driver with these options. */
    public ConfigChecks(DockerOptions options) {
        this.options = options;
    }

    /** Returns everything that is wrong, in the order of the schema's keys, then unknown keys by name. */
    public List<ConfigProblem> validate(Map<String, ?> config) {
        var problems = new ArrayList<>(DockerSchema.SCHEMA.validate(config));
        privileged(config, problems);
        volumes(config, problems);
        mounts("mount", config, problems);
        mounts("mounts", config, problems);
        absolute("work_dir", config.get("work_dir"), problems);
        capabilities(config, problems);
        network(config, problems);
        entries(config, "ulimit", (path, value) -> parse(path, value, UlimitSpec::parse, problems));
        entries(config, "port_map", (path, value) -> port(path, value, problems));
        entries(config, "labels", (path, value) -> ownLabel(path, value, problems));
        problems.sort(Comparator.comparingInt(this::position));
        return List.copyOf(problems);
    }

    private int position(ConfigProblem problem) {
        int index = order.indexOf(problem.path().split("[.\\[]", 2)[0]);
        return index < 0 ? order.size() : index;
    }

    private void privileged(Map<String, ?> config, List<ConfigProblem> problems) {
        if (String.valueOf(config.get("privileged")).equals("true") && !options.privileged()) {
            problems.add(new ConfigProblem(
                    "privileged",
                    "true",
                    "is not allowed on this node",
                    "Remove it, or allow it in the driver's options."));
        }
    }

    private void volumes(Map<String, ?> config, List<ConfigProblem> problems) {
        items(config.get("volumes"), "volumes", (path, value) -> {
            parse(path, value, VolumeSpec::parse, problems);
            if (VolumeSpec.isHostPath(value) && !options.hostPaths()) {
                problems.add(hostPath(path, value));
            }
        });
    }

    private static ConfigProblem hostPath(String path, String value) {
        return new ConfigProblem(
                path,
                value,
                "is a path of the machine, which is not allowed on this node",
                "Use a path relative to the task's directory, or allow host paths in the driver's options.");
    }

    private void mounts(String key, Map<String, ?> config, List<ConfigProblem> problems) {
        Object value = config.get(key);
        List<?> parts = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Map<?, ?> mount) {
                String path = parts.size() == 1 ? key : key + "[" + i + "]";
                absolute(path + ".target", mount.get("target"), problems);
                boolean bind = "bind".equals(mount.get("type"));
                Object source = mount.get("source");
                if (bind && source == null) {
                    problems.add(new ConfigProblem(
                            path + ".source", "", "is missing", "A bind mount needs the path to be mounted."));
                } else if (bind
                        && source instanceof String text
                        && VolumeSpec.isHostPath(text)
                        && !options.hostPaths()) {
                    problems.add(hostPath(path + ".source", text));
                }
            }
        }
    }

    private static void absolute(String path, @Nullable Object value, List<ConfigProblem> problems) {
        if (value instanceof String text && isKnown(text) && !text.startsWith("/")) {
            problems.add(new ConfigProblem(path, text, "must be an absolute path", "Begin it with a slash."));
        }
    }

    private void capabilities(Map<String, ?> config, List<ConfigProblem> problems) {
        items(config.get("cap_add"), "cap_add", (path, value) -> {
            if (!options.capabilities().contains(capability(value))) {
                problems.add(new ConfigProblem(
                        path,
                        value,
                        "is not allowed on this node",
                        "It allows " + String.join(", ", options.capabilities()) + "."));
            }
        });
        items(
                config.get("cap_drop"),
                "cap_drop",
                (path, value) -> parse(path, value, text -> Capability.valueOf(capability(text)), problems));
    }

    /** Returns a capability as docker-java and the options write it. */
    static String capability(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.startsWith("CAP_") ? upper.substring(4) : upper;
    }

    private static void network(Map<String, ?> config, List<ConfigProblem> problems) {
        if (config.get("network_mode") instanceof String mode && mode.startsWith("container:")) {
            problems.add(new ConfigProblem(
                    "network_mode",
                    mode,
                    "is another container's network",
                    "Use bridge, host, none or a network's name."));
        }
    }

    private static void port(String path, String value, List<ConfigProblem> problems) {
        if (!value.matches("[1-9][0-9]{0,4}") || Integer.parseInt(value) > 65_535) {
            problems.add(new ConfigProblem(path, value, "must be a port", "Use a number from 1 to 65535."));
        }
    }

    private static void ownLabel(String path, String value, List<ConfigProblem> problems) {
        if (path.startsWith("labels." + OWN_LABELS)) {
            problems.add(new ConfigProblem(path, value, "is a label of the driver's own", "Use another prefix."));
        }
    }

    private interface Check {
        void check(String path, String value);
    }

    private static void items(@Nullable Object value, String key, Check check) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (isKnown(list.get(i))) {
                    check.check(key + "[" + i + "]", (String) list.get(i));
                }
            }
        }
    }

    private static void entries(Map<String, ?> config, String key, Check check) {
        Object value = config.get(key);
        for (Object part : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
            if (part instanceof Map<?, ?> map) {
                map.forEach((name, item) -> {
                    String text = String.valueOf(item);
                    if (isKnown(text)) {
                        check.check(key + "." + name, text);
                    }
                });
            }
        }
    }

    private static boolean isKnown(@Nullable Object value) {
        return value instanceof String text && !text.contains("${");
    }

    private static void parse(String path, String value, Consumer<String> parser, List<ConfigProblem> problems) {
        try {
            parser.accept(value);
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            boolean isEnum = said.startsWith("No enum constant");
            problems.add(new ConfigProblem(path, value, isEnum ? "is not a capability of Linux" : said, ""));
        }
    }
}
