package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The replacements that led to an allocation. Immutable.
 *
 * @param events oldest first
 * @param lastReschedule how the last attempt ended
 */
public record RescheduleTracker(List<RescheduleEvent> events, RescheduleOutcome lastReschedule) {

    public RescheduleTracker {
        events = ImmutableList.copyOf(events);
        Copies.present(lastReschedule, "lastReschedule");
    }
}
