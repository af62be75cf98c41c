package dev.berth.driver;

import java.util.Map;
import java.util.SortedMap;

/**
 * Something that a person who waits for a task wants to read. Immutable.
 *
 * @param message one sentence
 * @param attributes details, sorted by name
 */
public record DriverEvent(TaskKey key, String message, SortedMap<String, String> attributes) {
    public DriverEvent {
        attributes = Checks.sorted(attributes);
    }

    /** Returns an event with a message only. */
    public static DriverEvent of(TaskKey key, String message) {
        return new DriverEvent(key, message, Checks.sorted(Map.of()));
    }
}
