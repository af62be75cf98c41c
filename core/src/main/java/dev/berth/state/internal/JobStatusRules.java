package dev.berth.state.internal;

import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobStatus;
import dev.berth.state.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a job is pending, running or dead, and how many launches of its parent are. */
final class JobStatusRules {
    private JobStatusRules() {}

    /** Brings the status of jobs a change has touched in step with what they have. A new status touches no other job's. */
    static void derive(StateChange change, List<JobSlot> touched) {
        for (JobSlot slot : touched) {
            Job job = slot.job();
            if (job == null) {
                continue;
            }
            JobStatus before = job.revision().status();
            JobStatus after = slot.derivedStatus(job);
            if (before != after) {
                slot.revise(
                        slot.versions().get(0),
                        job.revision().toBuilder()
                                .status(after)
                                .modifyIndex(change.index())
                                .build());
                childMoved(change, job, before, after);
                change.add(new Event.JobStatusChanged(change.index(), change.timeNanos(), slot.key(), before, after));
            }
        }
    }

    /** Counts a launch with its parent under another status; null stands for not being there. */
    static void childMoved(StateChange change, Job child, @Nullable JobStatus before, @Nullable JobStatus after) {
        if (child.parentId().isEmpty()) {
            return;
        }
        JobSlot parent = change.editJob(new JobKey(child.namespace(), child.parentId()));
        if (before != null) {
            parent.child(before, -1);
        }
        if (after != null) {
            parent.child(after, 1);
        }
    }

    /** Returns the kept versions with a new one in front. */
    static List<JobVersion> inFront(JobVersion newest, List<JobVersion> others) {
        List<JobVersion> all = new ArrayList<>();
        all.add(newest);
        all.addAll(others);
        return all;
    }
}
