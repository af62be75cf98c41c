package dev.berth.driver;

/**
 * A port reserved for a task. Immutable.
 *
 * @param label its name in the job file
 * @param hostIp the machine's address it is reserved on
 * @param hostPort the port on the machine, 1 to 65,535
 * @param containerPort the port inside the task's network, 1 to 65,535; the host port where there is none
 */
public record TaskPort(String label, String hostIp, int hostPort, int containerPort) {
    public TaskPort {
        Checks.argument(hostPort >= 1 && hostPort <= 65_535, "The port (%s: %s) must lie in 1-65535.", label, hostPort);
        Checks.argument(
                containerPort >= 1 && containerPort <= 65_535,
                "The inner port (%s: %s) must lie in 1-65535.",
                label,
                containerPort);
    }
}
