package dev.berth.model;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names a job: unique among all jobs of a control plane. Immutable. Ordered by namespace, then id.
 *
 * @param namespace the namespace, not empty
 * @param id the id the user gave, not empty; may hold slashes, as those of dispatched and periodic children do
 */
public record JobKey(String namespace, String id) implements Comparable<JobKey> {

    /** The namespace of jobs that name none. */
    public static final String DEFAULT_NAMESPACE = "default";

    public JobKey {
        checkArgument(!namespace.isEmpty(), "The namespace of job (%s) is empty.\nMaybe use \"default\".", id);
        checkArgument(
                !id.isEmpty(), "A job in namespace (%s) has an empty id.\nMaybe name it after the service.", namespace);
    }

    /** Returns the key of a job in the namespace {@code default}. */
    public static JobKey of(String id) {
        return new JobKey(DEFAULT_NAMESPACE, id);
    }

    @Override
    public int compareTo(JobKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : id.compareTo(other.id);
    }

    /** Returns {@code id} in the default namespace, else {@code namespace/id}. */
    @Override
    public String toString() {
        return namespace.equals(DEFAULT_NAMESPACE) ? id : namespace + "/" + id;
    }
}
