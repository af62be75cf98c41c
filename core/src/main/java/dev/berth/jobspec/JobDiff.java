package dev.berth.jobspec;

import dev.berth.jobspec.internal.diff.Differ;
import dev.berth.model.Job;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a job, or of a part of one: its fields, and the objects in it. Immutable.
 *
 * <p>Groups, tasks, services, ports, volumes and other named parts are compared by their name; parts without a name (constraints,
 * for example) are the same only when they are equal. Only what differs is listed, in the order of the newer version, what is
 * gone last. What the control plane counts ({@link Job#revision()}) is no difference.
 *
 * @param type what happened to this object
 * @param kind what it is, as the model calls the component it stands in: {@code job}, {@code taskGroups}, {@code resources}
 * @param name its name, or empty when it has none
 * @param fields the fields that differ; of an added or deleted object all that are not empty
 * @param objects the objects in it that differ
 */
public record JobDiff(Type type, String kind, String name, List<Field> fields, List<JobDiff> objects) {

    public JobDiff {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        fields = List.copyOf(fields);
        objects = List.copyOf(objects);
    }

    /** What happened to an object or field. May grow: keep a default branch. */
    public enum Type {
        /** Nothing. */
        NONE,
        /** The older version does not have it. */
        ADDED,
        /** The newer version does not have it. */
        DELETED,
        /** Both have it, with differences. */
        EDITED
    }

    /**
     * A field that differs.
     *
     * @param type what happened
     * @param name the field, as the model calls it; entries of maps as {@code env[PATH]}
     * @param before its value in the older version, empty when added
     * @param after its value in the newer version, empty when deleted
     */
    public record Field(Type type, String name, String before, String after) {}

    /**
     * Returns what differs. The jobs are compared as they are: compare {@linkplain Job#canonical() canonical} jobs to see what
     * changes for the control plane.
     *
     * <p><b>Cost:</b> linear in the size of the jobs, quadratic in lists of parts without a name.
     *
     * @param before the older version, or null when the job is new
     * @param after the newer version, or null when the job is to go
     */
    public static JobDiff between(@Nullable Job before, @Nullable Job after) {
        return Differ.between(before, after);
    }

    /** Returns whether anything differs. */
    public boolean isEmpty() {
        return type == Type.NONE;
    }
}
