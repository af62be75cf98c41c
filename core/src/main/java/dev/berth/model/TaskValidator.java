package dev.berth.model;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.regex.Pattern;

/** The rules of a task, apart from what it needs ({@link TaskResourcesValidator}). Stateless. */
final class TaskValidator {

    private static final long MIN_LOG_FILE_BYTES = 1L << 20;
    private static final ImmutableSet<String> RESERVED_NAMES = ImmutableSet.of("alloc", ".", "..");
    private static final ImmutableSet<String> CHANGE_MODES = ImmutableSet.of("restart", "signal", "script", "noop");
    private static final ImmutableSet<String> ARTIFACT_MODES = ImmutableSet.of("any", "dir", "file");
    private static final ImmutableSet<String> PROPAGATION_MODES =
            ImmutableSet.of("private", "host-to-task", "bidirectional");
    private static final Pattern OCTAL_PERMISSIONS = Pattern.compile("[0-7]{3,4}");

    private TaskValidator() {}

    static void validate(Job job, TaskGroup group, Task task, Problems problems) {
        name(task, problems);
        problems.present(task.driver(), "driver", "Name the driver that runs the task, such as docker.");
        environment(task, problems);
        ConstraintValidator.constraints(task.constraints(), ConstraintValidator.Level.TASK, problems);
        ConstraintValidator.affinities(task.affinities(), job.type(), problems);
        PolicyValidator.restart(task.restart(), problems.at("restart"));
        stopping(group, task, problems);
        lifecycle(task, problems);
        logs(group, task, problems.at("logs"));
        TaskResourcesValidator.validate(task.resources(), problems.at("resources"));
        ServiceValidator.validate(task.services(), group, problems);
        mounts(group, task, problems);
        files(task, problems);
    }

    private static void name(Task task, Problems problems) {
        String name = task.name();
        problems.present(name, "name", "Name the task.");
        problems.check(
                name.indexOf('/') < 0 && name.indexOf('\\') < 0 && name.indexOf('\0') < 0,
                "name",
                name,
                "The name of a task is the name of a directory: it must contain neither a slash nor NUL.",
                "Use a dash instead.");
        problems.check(
                !RESERVED_NAMES.contains(name),
                "name",
                name,
                "This name is taken by the directory that the tasks share.",
                "Choose another one.");
    }

    private static void environment(Task task, Problems problems) {
        for (String name : task.env().keySet()) {
            problems.check(
                    !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0,
                    "env",
                    name,
                    "It is not a name for an environment variable.",
                    "Use a name without = and NUL.");
        }
    }

    private static void stopping(TaskGroup group, Task task, Problems problems) {
        problems.notNegative(task.shutdownDelay(), "shutdownDelay");
        problems.notNegative(task.killTimeout(), "killTimeout");
        UpdateStrategy update = group.update();
        Duration deadline = update == null ? Duration.ZERO : update.progressDeadline();
        problems.check(
                deadline.isZero() || task.killTimeout().compareTo(deadline) <= 0,
                "killTimeout",
                Problems.text(task.killTimeout()),
                "Stopping the task may take longer than the progress deadline of an update (" + Problems.text(deadline)
                        + ").",
                "Lower it, or raise the progress deadline.");
    }

    private static void lifecycle(Task task, Problems problems) {
        Lifecycle lifecycle = task.lifecycle();
        problems.check(
                lifecycle == null || lifecycle.hook() != Lifecycle.Hook.POSTSTOP || !lifecycle.sidecar(),
                "lifecycle.sidecar",
                true,
                "A poststop task runs after the main tasks and cannot be their sidecar.",
                "Set sidecar to false.");
    }

    private static void logs(TaskGroup group, Task task, Problems problems) {
        LogConfig logs = task.logs();
        boolean countOk = problems.check(
                logs.maxFiles() >= 1, "maxFiles", logs.maxFiles(), "At least one file is needed.", "Use 1 or more.");
        boolean sizeOk = problems.check(
                logs.maxFileSizeBytes() >= MIN_LOG_FILE_BYTES,
                "maxFileSizeBytes",
                logs.maxFileSizeBytes(),
                "A log file needs at least 1 MiB (" + MIN_LOG_FILE_BYTES + " bytes).",
                "Raise it.");
        if (countOk && sizeOk && !logs.disabled()) {
            long disk = group.ephemeralDisk().sizeBytes();
            problems.check(
                    logs.maxFileSizeBytes() < disk / logs.maxFiles()
                            || (double) logs.maxFileSizeBytes() * logs.maxFiles() < disk,
                    "maxFileSizeBytes",
                    logs.maxFileSizeBytes(),
                    logs.maxFiles() + " log files of this size do not fit on the group's disk (" + disk + " bytes).",
                    "Lower the size or the number of files, or raise ephemeralDisk.sizeBytes.");
        }
    }

    private static void mounts(TaskGroup group, Task task, Problems problems) {
        for (int i = 0; i < task.volumeMounts().size(); i++) {
            VolumeMount mount = task.volumeMounts().get(i);
            Problems here = problems.at("volumeMounts", mount.volume(), i);
            here.check(
                    group.volumes().containsKey(mount.volume()),
                    "volume",
                    mount.volume(),
                    "The group has no such volume.",
                    "Add it to the volumes of the group.");
            here.present(mount.destination(), "destination", "Say where the task sees it.");
            here.oneOf(mount.propagationMode(), PROPAGATION_MODES, "propagationMode");
        }
    }

    private static void files(Task task, Problems problems) {
        for (int i = 0; i < task.artifacts().size(); i++) {
            Artifact artifact = task.artifacts().get(i);
            Problems here = problems.at("artifacts[" + i + "]");
            here.present(artifact.source(), "source", "Say where to fetch it.");
            here.oneOf(artifact.mode(), ARTIFACT_MODES, "mode");
            here.staysInside(artifact.destination(), "destination");
        }
        for (int i = 0; i < task.templates().size(); i++) {
            template(task.templates().get(i), problems.at("templates[" + i + "]"));
        }
        DispatchPayload payload = task.dispatchPayload();
        if (payload != null) {
            Problems here = problems.at("dispatchPayload");
            here.present(payload.file(), "file", "Say where to put the payload.");
            here.staysInside(payload.file(), "file");
        }
    }

    private static void template(Template template, Problems problems) {
        problems.check(
                template.sourcePath().isEmpty() != template.embedded().isEmpty(),
                "sourcePath",
                template.sourcePath(),
                "A template is either a file or embedded in the job.",
                "Set exactly one of sourcePath and embedded.");
        problems.present(template.destPath(), "destPath", "Say where the result goes.");
        problems.staysInside(template.destPath(), "destPath");
        problems.oneOf(template.changeMode(), CHANGE_MODES, "changeMode");
        problems.check(
                !template.changeMode().equals("signal")
                        || !template.changeSignal().isEmpty(),
                "changeSignal",
                "",
                "The change mode signal needs a signal.",
                "Set changeSignal, such as SIGHUP.");
        problems.check(
                !template.changeMode().equals("script") || template.changeScript() != null,
                "changeScript",
                "",
                "The change mode script needs a script.",
                "Set changeScript.");
        problems.check(
                OCTAL_PERMISSIONS.matcher(template.perms()).matches(),
                "perms",
                template.perms(),
                "It is not an octal file mode.",
                "Use three or four digits from 0 to 7, such as 0644.");
        problems.notNegative(template.splay(), "splay");
        waiting(template, problems);
    }

    private static void waiting(Template template, Problems problems) {
        TemplateWait wait = template.waitFor();
        Duration min = wait == null ? null : wait.min();
        Duration max = wait == null ? null : wait.max();
        if (min == null || max == null) {
            return;
        }
        problems.check(
                min.compareTo(max) <= 0,
                "waitFor.max",
                Problems.text(max),
                "The longest wait is shorter than the shortest (" + Problems.text(min) + ").",
                "Raise it, or lower min.");
    }
}
