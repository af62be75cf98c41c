package dev.berth.jobspec.internal.diff;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.berth.model.Constraint;
import dev.berth.model.Extras;
import dev.berth.model.JobKey;
import dev.berth.model.Payload;
import dev.berth.model.Resources;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes a value of the model apart: its components by name, and how a single value reads. Stateless. */
final class Parts {
    /* What the control plane counts, and what only says how a value was written. */
    private static final Set<String> IGNORED = ImmutableSet.of("revision", "given");

    /* The component that names an element of a list, the first that it has. */
    private static final List<String> NAMES =
            ImmutableList.of("name", "label", "volume", "destPath", "source", "attribute", "value");

    private Parts() {}

    /** Returns whether the value has components that are compared one by one. */
    static boolean isObject(@Nullable Object value) {
        return value instanceof Resources
                || value instanceof Extras
                || value instanceof Record && !(value instanceof JobKey) && !(value instanceof Payload);
    }

    /** Returns the components of an object, in the order of definition; absent ones are left out. */
    static Map<String, Object> of(Object value) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (value instanceof Constraint constraint) {
            parts.put("constraint", constraint.text());
        } else if (value instanceof Resources resources) {
            resources.names().forEach(name -> parts.put(name, resources.get(name)));
        } else if (value instanceof Extras extras) {
            parts.putAll(extras.named());
        } else {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object part = get(value, component);
                if (part != null && !IGNORED.contains(component.getName())) {
                    parts.put(component.getName(), part);
                }
            }
        }
        return parts;
    }

    private static @Nullable Object get(Object value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The component " + component + " cannot be read.", e);
        }
    }

    /** Returns what names the object among others of its kind, or an empty text. */
    static String name(Object value) {
        if (value instanceof Constraint || !(value instanceof Record)) {
            return "";
        }
        Map<String, Object> parts = of(value);
        for (String name : NAMES) {
            if (parts.get(name) instanceof String text) {
                return text;
            }
        }
        return "";
    }

    /** Returns how a single value reads; nothing, false, 0 and empty lists of a missing object read as they are. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof Duration duration) {
            return duration.isZero() ? "0s" : duration.toString().substring(2).toLowerCase(Locale.ROOT);
        } else if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        } else if (value instanceof Collection<?> list) {
            return list.isEmpty() ? "" : list.stream().map(Parts::text).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> e.getKey() + ": " + text(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof Payload payload) {
            return payload.size() == 0
                    ? ""
                    : payload.size() + " bytes, hash " + Integer.toHexString(payload.hashCode());
        }
        return value.toString();
    }
}
