package dev.berth.state.internal;

import dev.berth.model.Evaluation;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobRevision;
import dev.berth.model.JobStatus;
import dev.berth.model.VersionTag;
import dev.berth.state.Command;
import dev.berth.state.Event;
import dev.berth.state.Rejection;
import dev.berth.state.Rejection.Code;
import dev.berth.state.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What commands about jobs write. */
final class JobRules {
    private JobRules() {}

    static @Nullable Rejection register(StateChange change, Command.RegisterJob command) {
        JobSlot slot = change.job(command.job().key());
        Job stored = slot == null ? null : slot.job();
        Rejection refusal = refuse(change, command, stored);
        if (refusal == null) {
            store(change, command.job(), command.evaluation());
        }
        return refusal;
    }

    private static @Nullable Rejection refuse(StateChange change, Command.RegisterJob command, @Nullable Job stored) {
        Job job = command.job();
        if (change.configuration().rejectJobRegistration()) {
            return Rejection.of(
                    Code.NOT_ALLOWED,
                    "Job (%s) was not registered: the scheduler configuration refuses registrations at the moment.",
                    job.key());
        }
        long index = stored == null ? 0 : stored.revision().jobModifyIndex();
        Long expected = command.expectedJobModifyIndex();
        if (expected != null && expected != index) {
            return Rejection.of(
                    Code.CONFLICT,
                    stored == null
                            ? "Job (%s) was expected at index (%s), but it does not exist."
                            : "Job (%s) was expected at index (%s), but it is at (%s): look at it again.",
                    job.key(),
                    expected,
                    index);
        }
        return stored == null ? null : refuseKind(job, stored);
    }

    private static @Nullable Rejection refuseKind(Job job, Job stored) {
        if (stored.type() != job.type()) {
            return Rejection.of(
                    Code.NOT_ALLOWED,
                    "Job (%s) cannot change its type from (%s) to (%s): use another id, or purge it first.",
                    job.key(),
                    stored.type().word(),
                    job.type().word());
        }
        boolean periodicChanges = (stored.periodic() == null) != (job.periodic() == null);
        boolean parameterizedChanges = (stored.parameterized() == null) != (job.parameterized() == null);
        if (periodicChanges && parameterizedChanges) {
            return Rejection.of(
                    Code.NOT_ALLOWED,
                    "Job (%s) cannot change between periodic and parameterized: use another id, or purge it first.",
                    job.key());
        }
        return null;
    }

    /** Stores a job as its newest version unless it is the one that is stored, and the evaluation in any case. */
    static void store(StateChange change, Job job, @Nullable Evaluation evaluation) {
        JobSlot slot = change.editJob(job.key());
        Job stored = slot.job();
        boolean changed = stored == null || !stored.specEquals(job);
        Job newest = stored == null || changed ? putVersion(change, slot, job, stored) : stored;
        change.add(new Event.JobRegistered(change.index(), change.timeNanos(), newest, changed));
        storeFor(change, newest, evaluation);
    }

    /** Stores a new version and returns it as it is stored. */
    private static Job putVersion(StateChange change, JobSlot slot, Job job, @Nullable Job stored) {
        JobRevision old = stored == null ? null : stored.revision();
        JobRevision revision = JobRevision.builder()
                .version(old == null ? 0 : old.version() + 1)
                .status(old == null ? JobStatus.PENDING : old.status())
                .submitTimeNanos(change.timeNanos())
                .createIndex(old == null ? change.index() : old.createIndex())
                .modifyIndex(change.index())
                .jobModifyIndex(change.index())
                .build();
        Job spec = job.toBuilder().revision(revision).build();
        slot.versions(JobStatusRules.inFront(new JobVersion(spec, spec), slot.versions()));
        if (stored == null) {
            change.jobCount(1);
            JobStatusRules.childMoved(change, job, null, JobStatus.PENDING);
        }
        change.touched(Table.JOBS);
        return spec;
    }

    private static void storeFor(StateChange change, Job job, @Nullable Evaluation evaluation) {
        if (evaluation != null) {
            EvaluationRules.put(
                    change,
                    evaluation.toBuilder()
                            .jobModifyIndex(job.revision().jobModifyIndex())
                            .build());
        }
    }

    static @Nullable Rejection deregister(StateChange change, Command.DeregisterJob command) {
        JobSlot known = change.job(command.job());
        Job stored = known == null ? null : known.job();
        if (stored == null) {
            return unknown(command.job());
        }
        if (command.purge()) {
            purge(change, stored);
        } else if (!stored.stop()) {
            putVersion(
                    change,
                    change.editJob(stored.key()),
                    stored.toBuilder().stop(true).build(),
                    stored);
        }
        change.add(new Event.JobDeregistered(change.index(), change.timeNanos(), stored.key(), command.purge()));
        Evaluation evaluation = command.evaluation();
        if (evaluation != null) {
            EvaluationRules.put(
                    change,
                    evaluation.toBuilder().jobModifyIndex(change.index()).build());
        }
        return null;
    }

    private static void purge(StateChange change, Job stored) {
        JobSlot slot = change.editJob(stored.key());
        slot.versions(List.of());
        slot.counts().clearQueued();
        slot.forgetEvaluated();
        change.jobCount(-1);
        JobStatusRules.childMoved(change, stored, stored.revision().status(), null);
        change.touched(Table.JOBS);
    }

    static @Nullable Rejection delete(StateChange change, Command.DeleteJobs command) {
        for (JobKey key : command.jobs()) {
            JobSlot slot = change.job(key);
            Job stored = slot == null ? null : slot.job();
            if (stored != null && stored.revision().status() == JobStatus.DEAD) {
                purge(change, stored);
                change.add(new Event.JobDeregistered(change.index(), change.timeNanos(), key, true));
            }
        }
        return null;
    }

    static @Nullable Rejection setStability(StateChange change, Command.SetJobStability command) {
        JobSlot slot = change.job(command.job());
        JobVersion version = slot == null ? null : numbered(slot, command.version());
        if (version == null) {
            return unknownVersion(command.job(), command.version());
        }
        markStable(change, command.job(), version, command.stable());
        return null;
    }

    static void markStable(StateChange change, JobKey key, JobVersion version, boolean stable) {
        JobRevision revision = version.current().revision();
        if (revision.stable() != stable) {
            revise(change, key, version, revision.toBuilder().stable(stable));
        }
    }

    private static void revise(StateChange change, JobKey key, JobVersion version, JobRevision.Builder revision) {
        JobSlot slot = change.editJob(key);
        slot.revise(version, revision.modifyIndex(change.index()).build());
        JobVersion revised = numbered(slot, version.number());
        if (revised != null) {
            change.add(new Event.JobVersionUpdated(change.index(), change.timeNanos(), revised.current()));
        }
        change.touched(Table.JOBS);
    }

    static @Nullable Rejection tag(StateChange change, Command.TagJobVersion command) {
        JobSlot slot = change.job(command.job());
        JobVersion version = slot == null ? null : numbered(slot, command.version());
        if (slot == null || version == null) {
            return unknownVersion(command.job(), command.version());
        }
        VersionTag tag = command.tag();
        if (tag != null) {
            for (JobVersion other : slot.versions()) {
                VersionTag taken = other.current().revision().tag();
                if (taken != null && taken.name().equals(tag.name()) && other.number() != version.number()) {
                    return Rejection.of(
                            Code.CONFLICT,
                            "The tag (%s) names version (%s) of job (%s) already: take it away there first.",
                            tag.name(),
                            other.number(),
                            command.job());
                }
            }
            tag = new VersionTag(tag.name(), tag.description(), change.timeNanos());
        }
        revise(
                change,
                command.job(),
                version,
                version.current().revision().toBuilder().tag(tag));
        JobSlot edited = change.editJob(command.job());
        edited.versions(edited.versions());
        return null;
    }

    static @Nullable JobVersion numbered(JobSlot slot, long number) {
        for (JobVersion version : slot.versions()) {
            if (version.number() == number) {
                return version;
            }
        }
        return null;
    }

    private static Rejection unknown(JobKey key) {
        return Rejection.of(Code.NOT_FOUND, "Job (%s) does not exist.", key);
    }

    private static Rejection unknownVersion(JobKey key, long version) {
        return Rejection.of(Code.NOT_FOUND, "Job (%s) has no version (%s) that is kept.", key, version);
    }
}
