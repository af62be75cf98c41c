package dev.berth.driver;

/**
 * What the agent keeps of a started task, to adopt it after a restart. Immutable; small enough to be written at each start.
 *
 * @param driver the name of the driver that started it
 * @param key which run of which task
 * @param version the version of the format of {@code state}, counted by the driver
 * @param state opaque to all but the driver; printable text without secrets, below 4 KiB
 */
public record TaskHandle(String driver, TaskKey key, int version, String state) {
    public TaskHandle {
        Checks.argument(!driver.isEmpty(), "A task handle (%s) needs the name of its driver.", key);
    }
}
