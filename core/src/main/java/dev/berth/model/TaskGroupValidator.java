package dev.berth.model;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.List;

/** The rules of a task group and what its tasks share. Stateless. */
final class TaskGroupValidator {

    private static final long MIN_DISK_BYTES = 10L << 20;
    private static final ImmutableSet<String> VOLUME_TYPES = ImmutableSet.of("host", "csi");
    private static final ImmutableSet<String> ACCESS_MODES = ImmutableSet.of(
            "single-node-reader-only",
            "single-node-writer",
            "single-node-single-writer",
            "single-node-multi-writer",
            "multi-node-reader-only",
            "multi-node-single-writer",
            "multi-node-multi-writer");
    private static final ImmutableSet<String> ATTACHMENT_MODES = ImmutableSet.of("file-system", "block-device");

    private TaskGroupValidator() {}

    static void validate(Job job, TaskGroup group, Problems problems) {
        problems.present(group.name(), "name", "Name the group.");
        problems.check(
                group.name().indexOf('\0') < 0, "name", group.name(), "The name must not contain NUL.", "Remove it.");
        count(job, group, problems);
        ConstraintValidator.constraints(group.constraints(), ConstraintValidator.Level.GROUP, problems);
        ConstraintValidator.affinities(group.affinities(), job.type(), problems);
        ConstraintValidator.spreads(group.spreads(), job.type(), problems);
        PolicyValidator.groupLevel(job, group, problems);
        durations(job, group, problems);
        problems.check(
                group.ephemeralDisk().sizeBytes() >= MIN_DISK_BYTES,
                "ephemeralDisk.sizeBytes",
                group.ephemeralDisk().sizeBytes(),
                "A group needs a disk of at least 10 MiB (" + MIN_DISK_BYTES + " bytes).",
                "Raise it.");
        NetworkValidator.group(group, problems);
        volumes(group, problems);
        ServiceValidator.validate(group.services(), group, problems);
        tasks(job, group, problems);
    }

    private static void count(Job job, TaskGroup group, Problems problems) {
        if (problems.notNegative(group.count(), "count")) {
            problems.check(
                    job.type() != JobType.SYSTEM || group.count() <= 1,
                    "count",
                    group.count(),
                    "A system job runs at most one instance per node.",
                    "Use 1, or 0 to run none.");
        }
    }

    private static void durations(Job job, TaskGroup group, Problems problems) {
        Duration shutdownDelay = group.shutdownDelay();
        if (shutdownDelay != null) {
            problems.notNegative(shutdownDelay, "shutdownDelay");
        }
        Duration maxRun = group.maxRunDuration();
        if (maxRun != null) {
            problems.check(
                    !maxRun.isNegative() && !maxRun.isZero(),
                    "maxRunDuration",
                    Problems.text(maxRun),
                    "It must be more than 0s.",
                    "Raise or remove it.");
            problems.check(
                    job.type() == JobType.BATCH || job.type() == JobType.SYSBATCH,
                    "maxRunDuration",
                    Problems.text(maxRun),
                    "A " + job.type().word() + " job runs without end.",
                    "Remove it, or make the job a batch or sysbatch job.");
        }
    }

    private static void volumes(TaskGroup group, Problems problems) {
        group.volumes().forEach((name, volume) -> {
            Problems here = problems.at("volumes[" + name + "]");
            here.check(
                    volume.name().equals(name),
                    "name",
                    volume.name(),
                    "The volume is listed under another name (" + name + ").",
                    "Use the same name.");
            here.oneOf(volume.type(), VOLUME_TYPES, "type");
            here.present(volume.source(), "source", "Name the volume that nodes or the plugin offer.");
            here.oneOf(volume.accessMode(), ACCESS_MODES, "accessMode");
            here.oneOf(volume.attachmentMode(), ATTACHMENT_MODES, "attachmentMode");
            if (volume.type().equals("csi")) {
                here.present(volume.accessMode(), "accessMode", "Use single-node-writer if nothing else is needed.");
                here.present(volume.attachmentMode(), "attachmentMode", "Use file-system if nothing else is needed.");
            }
        });
    }

    private static void tasks(Job job, TaskGroup group, Problems problems) {
        List<Task> tasks = group.tasks();
        if (!problems.check(!tasks.isEmpty(), "tasks", "", "The group has no task.", "Add at least one.")) {
            return;
        }
        problems.unique(tasks.stream().map(Task::name).toList(), "tasks", "task");
        long leaders = tasks.stream().filter(Task::leader).count();
        problems.check(
                leaders <= 1, "tasks", leaders, "Only one task can lead the group.", "Remove leader from the others.");
        problems.check(
                tasks.stream().anyMatch(task -> task.lifecycle() == null),
                "tasks",
                "",
                "All tasks have a lifecycle hook, so there is nothing that they accompany.",
                "Remove the lifecycle from the main task.");
        for (int i = 0; i < tasks.size(); i++) {
            TaskValidator.validate(
                    job, group, tasks.get(i), problems.at("tasks", tasks.get(i).name(), i));
        }
    }
}
