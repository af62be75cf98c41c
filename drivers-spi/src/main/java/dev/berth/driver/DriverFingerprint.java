package dev.berth.driver;

import java.util.Map;
import java.util.SortedMap;

/**
 * The answer to "can this machine run such tasks now?". Immutable.
 *
 * @param health only {@link DriverHealth#HEALTHY} nodes are given tasks of the driver
 * @param description one sentence for people: the version, or what is missing and what to do
 * @param attributes node attributes, sorted by name, which start with {@code driver.<name>}
 */
public record DriverFingerprint(DriverHealth health, String description, SortedMap<String, String> attributes) {
    public DriverFingerprint {
        attributes = Checks.sorted(attributes);
    }

    /** Returns a healthy answer. */
    public static DriverFingerprint healthy(String description, Map<String, String> attributes) {
        return new DriverFingerprint(DriverHealth.HEALTHY, description, Checks.sorted(attributes));
    }

    /** Returns an unhealthy answer without attributes. */
    public static DriverFingerprint unhealthy(String description) {
        return new DriverFingerprint(DriverHealth.UNHEALTHY, description, Checks.sorted(Map.of()));
    }

    /** Returns an answer for a machine that lacks what the driver needs. */
    public static DriverFingerprint undetected(String description) {
        return new DriverFingerprint(DriverHealth.UNDETECTED, description, Checks.sorted(Map.of()));
    }
}
