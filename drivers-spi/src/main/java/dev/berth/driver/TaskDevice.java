package dev.berth.driver;

import java.nio.file.Path;

/**
 * A device file of the machine that a task may use. Immutable.
 *
 * @param hostPath on the machine, for example {@code /dev/kvm}
 * @param taskPath inside the task, absolute
 * @param permissions any of {@code r}, {@code w}, {@code m}
 */
public record TaskDevice(Path hostPath, String taskPath, String permissions) {
    public TaskDevice {
        Checks.argument(
                permissions.matches("[rwm]{1,3}"),
                "The permissions (%s) of %s must be of r, w, m.",
                permissions,
                hostPath);
    }
}
