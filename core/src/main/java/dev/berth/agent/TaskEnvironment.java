package dev.berth.agent;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.agent.internal.EnvironmentVariables;
import dev.berth.driver.TaskDirs;
import dev.berth.model.Allocation;
import dev.berth.model.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a task sees of its surroundings: its environment variables, and the values for <code>${…}</code> in its config and
 * environment.
 *
 * <p>Later ones win: the base environment of the machine, then Berth's variables (each as {@code BERTH_X} and
 * {@code NOMAD_X}, see docs/node-agent.md), then those of hooks, then the task's own {@code env}.
 *
 * <p>Replaced are <code>${NAME}</code> and <code>${env["NAME"]}</code> (a variable), <code>${node.unique.id}</code>,
 * <code>${node.unique.name}</code>, <code>${node.datacenter}</code>, <code>${node.region}</code>, <code>${node.class}</code>,
 * <code>${node.pool}</code>, <code>${attr.NAME}</code> (a node attribute) and <code>${meta.NAME}</code> (the node's meta).
 * What has no value stays as it is written, once: a value is not searched for further <code>${…}</code>.
 *
 * <p>Immutable, thread-safe. Holds what hooks give, which may be secret: {@link #toString()} prints no values.
 */
public final class TaskEnvironment {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{\\s*(?:env\\[\"([^\"\\]]+)\"\\]|([A-Za-z_][A-Za-z0-9_.\\-/]*))\\s*\\}");

    private final SortedMap<String, String> variables;
    private final SortedMap<String, String> nodeValues;

    private TaskEnvironment(Builder builder) {
        this.nodeValues = EnvironmentVariables.ofNode(builder.node, builder.allocation.job());
        var result = new TreeMap<String, String>(builder.base);
        result.putAll(EnvironmentVariables.ofTask(
                builder.node, builder.allocation, builder.task, builder.dirs, builder.isolated));
        result.putAll(builder.extra);
        var known = new TreeMap<>(result);
        EnvironmentVariables.taskOf(builder.allocation, builder.task)
                .env()
                .forEach((name, value) -> result.put(name, replace(value, known, nodeValues)));
        this.variables = ImmutableSortedMap.copyOfSorted(result);
    }

    /**
     * Starts the environment of a task; without base environment and hook variables, not isolated.
     *
     * @param node the node it runs on
     * @param task the name of a task of the allocation's group
     * @param dirs the task's directories on the node
     */
    public static Builder builder(Node node, Allocation allocation, String task, TaskDirs dirs) {
        return new Builder(node, allocation, task, dirs);
    }

    /** Returns all variables, by name. */
    public SortedMap<String, String> variables() {
        return variables;
    }

    /** Returns the text with its references replaced. */
    public String interpolate(String text) {
        return replace(text, variables, nodeValues);
    }

    /** Returns a copy with the references replaced in all texts at any depth, keys included; the order is kept. */
    public Map<String, Object> interpolate(Map<String, ?> config) {
        var result = new LinkedHashMap<String, Object>();
        config.forEach((key, value) -> result.put(interpolate(key), value(value)));
        return result;
    }

    @Override
    public String toString() {
        return "TaskEnvironment[" + variables.size() + " variables]";
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a config value may be null, and its maps have text keys
    private Object value(@Nullable Object value) {
        if (value instanceof String text) {
            return interpolate(text);
        }
        if (value instanceof Map<?, ?> map) {
            return interpolate((Map<String, ?>) map);
        }
        if (value instanceof Collection<?> list) {
            List<Object> result = new ArrayList<>(list.size());
            list.forEach(element -> result.add(value(element)));
            return result;
        }
        return value;
    }

    private static String replace(String text, Map<String, String> variables, Map<String, String> nodeValues) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        Matcher matcher = REFERENCE.matcher(text);
        var result = new StringBuilder();
        while (matcher.find()) {
            String variable = matcher.group(1);
            String value = variable != null
                    ? variables.get(variable)
                    : variables.getOrDefault(matcher.group(2), nodeValues.get(matcher.group(2)));
            matcher.appendReplacement(result, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(result).toString();
    }

    /** Collects what an environment is made of. Confined to one thread. */
    public static final class Builder {
        private final Node node;
        private final Allocation allocation;
        private final String task;
        private final TaskDirs dirs;
        private boolean isolated;
        private Map<String, String> base = Map.of();
        private Map<String, String> extra = Map.of();

        private Builder(Node node, Allocation allocation, String task, TaskDirs dirs) {
            this.node = node;
            this.allocation = allocation;
            this.task = task;
            this.dirs = dirs;
        }

        /**
         * Sets whether the task sees its directories as {@code /alloc}, {@code /local} and {@code /secrets} rather than where they
         * are on the node.
         */
        public Builder isolated(boolean value) {
            isolated = value;
            return this;
        }

        /** Sets what the machine gives to every task, such as {@code PATH}. */
        public Builder base(Map<String, String> value) {
            base = value;
            return this;
        }

        /** Sets what hooks give. */
        public Builder extra(Map<String, String> value) {
            extra = value;
            return this;
        }

        /**
         * Returns the environment.
         *
         * @throws IllegalArgumentException when the allocation's group has no such task
         */
        public TaskEnvironment build() {
            return new TaskEnvironment(this);
        }
    }
}
