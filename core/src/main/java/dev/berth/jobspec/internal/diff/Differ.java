package dev.berth.jobspec.internal.diff;

import dev.berth.jobspec.JobDiff;
import dev.berth.jobspec.JobDiff.Type;
import dev.berth.model.Job;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions of a job component by component. It goes through the components of the model's records by reflection, so
 * that a component which the model gains is compared without a change here.
 *
 * <p><b>Thread-safety:</b> stateless.
 */
public final class Differ {
    private Differ() {}

    /** Returns what differs; see {@link JobDiff#between}. */
    public static JobDiff between(@Nullable Job before, @Nullable Job after) {
        String name = after != null ? after.id() : before != null ? before.id() : "";
        JobDiff diff = object("job", name, before, after);
        return diff != null ? diff : new JobDiff(Type.NONE, "job", name, List.of(), List.of());
    }

    /* Returns null when nothing differs. */
    private static @Nullable JobDiff object(String kind, String name, @Nullable Object before, @Nullable Object after) {
        Map<String, Object> old = before == null ? Map.of() : Parts.of(before);
        Map<String, Object> young = after == null ? Map.of() : Parts.of(after);
        List<JobDiff.Field> fields = new ArrayList<>();
        List<JobDiff> objects = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(young.keySet());
        names.addAll(old.keySet());
        for (String part : names) {
            compare(part, old.get(part), young.get(part), fields, objects);
        }
        Type type = type(before, after, fields.isEmpty() && objects.isEmpty());
        return type == Type.NONE ? null : new JobDiff(type, kind, name, fields, objects);
    }

    private static Type type(@Nullable Object before, @Nullable Object after, boolean same) {
        if (before == null || after == null) {
            return before == after ? Type.NONE : before == null ? Type.ADDED : Type.DELETED;
        }
        return same ? Type.NONE : Type.EDITED;
    }

    private static void compare(
            String part,
            @Nullable Object before,
            @Nullable Object after,
            List<JobDiff.Field> fields,
            List<JobDiff> objects) {
        Object sample = after != null ? after : before;
        if (sample instanceof Collection<?> || sample instanceof Map<?, ?>) {
            collections(part, before, after, fields, objects);
        } else if (Parts.isObject(sample)) {
            addIfAny(objects, object(part, "", before, after));
        } else {
            field(part, Parts.text(before), Parts.text(after), fields);
        }
    }

    private static void collections(
            String part,
            @Nullable Object before,
            @Nullable Object after,
            List<JobDiff.Field> fields,
            List<JobDiff> objects) {
        if (before instanceof Map<?, ?> || after instanceof Map<?, ?>) {
            maps(part, asMap(before), asMap(after), fields, objects);
            return;
        }
        List<?> old = asList(before);
        List<?> young = asList(after);
        if (old.stream().anyMatch(Parts::isObject) || young.stream().anyMatch(Parts::isObject)) {
            lists(part, old, young, objects);
        } else {
            field(part, Parts.text(before), Parts.text(after), fields);
        }
    }

    private static Map<?, ?> asMap(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> asList(@Nullable Object value) {
        return value instanceof Collection<?> list ? new ArrayList<>(list) : List.of();
    }

    private static void maps(
            String part, Map<?, ?> before, Map<?, ?> after, List<JobDiff.Field> fields, List<JobDiff> objects) {
        Set<Object> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        for (Object key : keys) {
            Object old = before.get(key);
            Object young = after.get(key);
            if (Parts.isObject(young != null ? young : old)) {
                addIfAny(objects, object(part, String.valueOf(key), old, young));
            } else {
                field(part + "[" + key + "]", Parts.text(old), Parts.text(young), fields);
            }
        }
    }

    private static void lists(String part, List<?> before, List<?> after, List<JobDiff> objects) {
        Map<String, Object> named = new LinkedHashMap<>();
        List<Object> unnamed = new ArrayList<>();
        for (Object old : before) {
            String name = Parts.name(old);
            if (name.isEmpty() || named.putIfAbsent(name, old) != null) {
                unnamed.add(old);
            }
        }
        for (Object young : after) {
            String name = Parts.name(young);
            Object old = name.isEmpty() ? null : named.remove(name);
            if (old != null) {
                addIfAny(objects, object(part, name, old, young));
            } else if (!unnamed.remove(young)) {
                addIfAny(objects, object(part, name, null, young));
            }
        }
        named.forEach((name, old) -> addIfAny(objects, object(part, name, old, null)));
        unnamed.forEach(old -> addIfAny(objects, object(part, Parts.name(old), old, null)));
    }

    private static void addIfAny(List<JobDiff> objects, @Nullable JobDiff diff) {
        if (diff != null) {
            objects.add(diff);
        }
    }

    private static void field(String name, String before, String after, List<JobDiff.Field> fields) {
        if (!before.equals(after)) {
            Type type = before.isEmpty() ? Type.ADDED : after.isEmpty() ? Type.DELETED : Type.EDITED;
            fields.add(new JobDiff.Field(type, name, before, after));
        }
    }
}
