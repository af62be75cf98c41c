package dev.berth.state.internal;

import dev.berth.model.Job;
import dev.berth.model.JobRevision;

/**
 * A kept version of a job.
 *
 * @param spec the version as it was registered: what its allocations refer to, one object for all of them
 * @param current the same with status, stability and name as they are now; the same object as long as nothing changed
 */
public record JobVersion(Job spec, Job current) {

    /** Returns the version with another revision. */
    JobVersion with(JobRevision revision) {
        return revision.equals(spec.revision())
                ? new JobVersion(spec, spec)
                : new JobVersion(spec, spec.toBuilder().revision(revision).build());
    }

    /** The number of the version. */
    public long number() {
        return spec.revision().version();
    }

    /** Whether the job is this very version (and not that of another job that had the same name before). */
    public boolean isVersionOf(Job job) {
        return job.revision().version() == number()
                && job.revision().createIndex() == spec.revision().createIndex();
    }
}
