package dev.berth.driver;

import java.nio.file.Path;

/**
 * The directories of a task; the agent creates them before the start and removes them after {@link TaskDriver#destroy}.
 * Immutable.
 *
 * @param taskDir the task's own directory, its working directory where there is no other; holds {@code local} and {@code tmp}
 * @param sharedDir shared by the tasks of the allocation ({@code alloc})
 * @param secretsDir readable by the task only, where possible in memory
 * @param logsDir where the rotated output goes
 */
public record TaskDirs(Path taskDir, Path sharedDir, Path secretsDir, Path logsDir) {
    public TaskDirs {
        taskDir = taskDir.toAbsolutePath().normalize();
        sharedDir = sharedDir.toAbsolutePath().normalize();
        secretsDir = secretsDir.toAbsolutePath().normalize();
        logsDir = logsDir.toAbsolutePath().normalize();
    }

    /**
     * Returns the usual layout below an allocation's directory: {@code alloc}, {@code alloc/logs}, {@code <task>}, {@code
     * <task>/secrets}.
     */
    public static TaskDirs under(Path allocationDir, String taskName) {
        Path task = allocationDir.resolve(taskName);
        Path shared = allocationDir.resolve("alloc");
        return new TaskDirs(task, shared, task.resolve("secrets"), shared.resolve("logs"));
    }
}
