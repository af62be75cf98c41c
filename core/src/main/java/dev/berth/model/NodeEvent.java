package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Something that happened to a node, for its operators. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param message in words
 * @param subsystem who says so, as in {@code Cluster}, {@code Drain}, {@code Driver}
 * @param details more about it
 * @param timestampNanos nanoseconds since the epoch
 * @param createIndex log position that recorded it
 */
public record NodeEvent(
        String message, String subsystem, SortedMap<String, String> details, long timestampNanos, long createIndex) {

    public NodeEvent {
        details = ImmutableSortedMap.copyOf(details);
        Copies.notNegative(timestampNanos, "timestampNanos");
        Copies.notNegative(createIndex, "createIndex");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .message(message)
                .subsystem(subsystem)
                .details(details)
                .timestampNanos(timestampNanos)
                .createIndex(createIndex);
    }

    /** Returns an event of the subsystem {@code Cluster} without details. */
    public static NodeEvent of(String message, long timestampNanos) {
        return builder()
                .message(message)
                .subsystem("Cluster")
                .timestampNanos(timestampNanos)
                .build();
    }

    /** Collects the components of {@link NodeEvent}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private String message = "";
        private String subsystem = "";
        private SortedMap<String, String> details = ImmutableSortedMap.of();
        private long timestampNanos;
        private long createIndex;

        private Builder() {}

        public Builder message(String message) {
            this.message = message;
            return this;
        }

        public Builder subsystem(String subsystem) {
            this.subsystem = subsystem;
            return this;
        }

        public Builder details(Map<String, String> details) {
            this.details = ImmutableSortedMap.copyOf(details);
            return this;
        }

        public Builder timestampNanos(long timestampNanos) {
            this.timestampNanos = timestampNanos;
            return this;
        }

        public Builder createIndex(long createIndex) {
            this.createIndex = createIndex;
            return this;
        }

        /** Returns the node event. */
        public NodeEvent build() {
            return new NodeEvent(message, subsystem, details, timestampNanos, createIndex);
        }
    }
}
