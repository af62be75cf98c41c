package dev.berth.driver;

import java.nio.file.Path;

/**
 * A directory or file of the machine that a task sees at another place. Immutable.
 *
 * @param hostPath on the machine
 * @param taskPath inside the task, absolute
 */
public record TaskMount(Path hostPath, String taskPath, boolean readOnly) {
    public TaskMount {
        Checks.argument(taskPath.startsWith("/"), "The mount (%s) must be at an absolute path.", taskPath);
    }
}
