package dev.berth.state.internal;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Allocation;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobRevision;
import dev.berth.model.JobStatus;
import dev.berth.model.JobType;
import dev.berth.model.TaskGroup;
import dev.berth.state.JobSummary;
import dev.berth.state.internal.table.Edit;
import dev.berth.state.internal.table.IntList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A row of the job table: the kept versions of a job, what belongs to it, and the counts its status follows from. Without
 * versions: the job is gone and something that belonged to it is left.
 */
public final class JobSlot extends RowHolder {
    /** How many versions are kept beside those that have a name. */
    static final int KEPT_VERSIONS = 6;

    private final JobKey key;
    private ImmutableList<JobVersion> versions = ImmutableList.of(); // newest first
    private IntList evaluations = IntList.EMPTY;
    private IntList deployments = IntList.EMPTY;
    private boolean evaluated; // whether the job ever had an evaluation

    // Derived: equal to what a walk over all that belongs to the job would count.
    private final GroupCounts counts;
    private final int[] children = new int[JobStatus.values().length]; // [status], launches of this job
    private int liveAllocations;
    private int liveEvaluations;
    private int activeDeployments;

    JobSlot(JobKey key, Edit owner) {
        super(owner);
        this.key = key;
        this.counts = new GroupCounts();
    }

    private JobSlot(JobSlot from, Edit owner) {
        super(from, owner);
        this.key = from.key;
        this.versions = from.versions;
        this.evaluations = from.evaluations;
        this.deployments = from.deployments;
        this.evaluated = from.evaluated;
        this.counts = new GroupCounts(from.counts);
        System.arraycopy(from.children, 0, children, 0, children.length);
        this.liveAllocations = from.liveAllocations;
        this.liveEvaluations = from.liveEvaluations;
        this.activeDeployments = from.activeDeployments;
    }

    /** A slot as it was written to a snapshot; what is derived is counted in later. */
    public JobSlot(
            JobKey key,
            List<JobVersion> versions,
            IntList allocations,
            IntList evaluations,
            IntList deployments,
            boolean evaluated,
            Edit owner) {
        super(owner, allocations);
        this.key = key;
        this.versions = ImmutableList.copyOf(versions);
        this.evaluations = evaluations;
        this.deployments = deployments;
        this.evaluated = evaluated;
        this.counts = new GroupCounts();
    }

    JobSlot editable(Edit edit) {
        return ownedBy(edit) ? this : new JobSlot(this, edit);
    }

    /** Namespace and id. */
    public JobKey key() {
        return key;
    }

    /** The kept versions, newest first; empty when the job is gone. */
    public ImmutableList<JobVersion> versions() {
        return versions;
    }

    /** The job as it is now, null when it is gone. */
    public @Nullable Job job() {
        return versions.isEmpty() ? null : versions.get(0).current();
    }

    /** The kept version the given job is a copy of, null when it is not kept. */
    @Nullable
    JobVersion versionOf(Job job) {
        for (JobVersion version : versions) {
            if (version.isVersionOf(job)) {
                return version;
            }
        }
        return null;
    }

    /** The rows of its evaluations, in the order they came. */
    public IntList evaluations() {
        return evaluations;
    }

    /** The rows of its deployments, in the order they came. */
    public IntList deployments() {
        return deployments;
    }

    /** Whether it ever had an evaluation. */
    public boolean evaluated() {
        return evaluated;
    }

    /** Counts by group. */
    public GroupCounts counts() {
        return counts;
    }

    /** Returns the summary, null when the job is gone. */
    public @Nullable JobSummary summary() {
        Job job = job();
        if (job == null) {
            return null;
        }
        List<String> groups = job.taskGroups().stream().map(TaskGroup::name).toList();
        JobSummary.Children launched = new JobSummary.Children(
                children[JobStatus.PENDING.ordinal()],
                children[JobStatus.RUNNING.ordinal()],
                children[JobStatus.DEAD.ordinal()]);
        return new JobSummary(key, counts.toGroups(groups), launched);
    }

    void versions(List<JobVersion> newestFirst) {
        List<JobVersion> kept = new ArrayList<>();
        int unnamed = 0;
        for (JobVersion version : newestFirst) {
            boolean named = version.current().revision().tag() != null;
            if (named || unnamed++ < KEPT_VERSIONS) {
                kept.add(version);
            }
        }
        versions = ImmutableList.copyOf(kept);
    }

    /** Changes the revision of one kept version. */
    void revise(JobVersion version, JobRevision revision) {
        versions = versions.stream()
                .map(kept -> kept == version ? kept.with(revision) : kept)
                .collect(ImmutableList.toImmutableList());
    }

    void added(int row, Allocation allocation) {
        join(row);
        counted(allocation);
    }

    /** Counts an allocation that is on the list already. */
    void counted(Allocation allocation) {
        counts.add(allocation.taskGroup(), allocation.clientStatus(), 1);
        liveAllocations += allocation.terminal() ? 0 : 1;
    }

    void replaced(Allocation before, Allocation after) {
        if (before.clientStatus() != after.clientStatus() || !before.taskGroup().equals(after.taskGroup())) {
            counts.add(before.taskGroup(), before.clientStatus(), -1);
            counts.add(after.taskGroup(), after.clientStatus(), 1);
        }
        liveAllocations += (after.terminal() ? 0 : 1) - (before.terminal() ? 0 : 1);
    }

    void removed(int row, Allocation allocation) {
        leave(row);
        counts.add(allocation.taskGroup(), allocation.clientStatus(), -1);
        liveAllocations -= allocation.terminal() ? 0 : 1;
    }

    void evaluationAdded(Edit edit, int row) {
        evaluations = evaluations.append(edit, row);
        evaluated = true;
    }

    void forgetEvaluated() {
        evaluated = false;
    }

    void evaluationsRemoved(Edit edit, IntPredicate gone) {
        evaluations = evaluations.removeIf(edit, gone);
    }

    void deploymentAdded(Edit edit, int row) {
        deployments = deployments.append(edit, row);
    }

    void deploymentRemoved(Edit edit, int row) {
        deployments = deployments.removeIf(edit, candidate -> candidate == row);
    }

    void liveEvaluations(int more) {
        liveEvaluations += more;
    }

    void activeDeployments(int more) {
        activeDeployments += more;
    }

    void child(JobStatus status, int more) {
        children[status.ordinal()] += more;
    }

    /** The status that follows from what the job has, in the order of the rules. */
    JobStatus derivedStatus(Job job) {
        if (job.type() == JobType.SYSTEM || job.launchesChildren()) {
            return job.stop() ? JobStatus.DEAD : JobStatus.RUNNING;
        }
        if (activeDeployments > 0 || liveAllocations > 0) {
            return JobStatus.RUNNING;
        }
        boolean wasLookedAt = evaluated || evaluations.size() > 0;
        return liveEvaluations == 0 && (wasLookedAt || job.stop()) ? JobStatus.DEAD : JobStatus.PENDING;
    }

    /** How many of its allocations shall run and have not ended. */
    public int liveAllocations() {
        return liveAllocations;
    }

    /** How many of its evaluations have not ended. */
    public int liveEvaluations() {
        return liveEvaluations;
    }

    /** How many of its deployments are active. */
    public int activeDeployments() {
        return activeDeployments;
    }

    @Override
    boolean isUnused() {
        return versions.isEmpty()
                && allocations().size() == 0
                && evaluations.size() == 0
                && deployments.size() == 0
                && children[0] == 0
                && children[1] == 0
                && children[2] == 0;
    }
}
