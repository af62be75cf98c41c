package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * What is remembered of the last drain of a node. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param startedAtNanos nanoseconds since the epoch
 * @param updatedAtNanos nanoseconds since the epoch
 * @param status how far it came
 * @param accessorId who asked for it, may be empty
 * @param meta what the operator noted
 */
public record LastDrain(
        long startedAtNanos,
        long updatedAtNanos,
        DrainStatus status,
        String accessorId,
        SortedMap<String, String> meta) {

    public LastDrain {
        Copies.notNegative(startedAtNanos, "startedAtNanos");
        Copies.notNegative(updatedAtNanos, "updatedAtNanos");
        Copies.present(status, "status");
        meta = ImmutableSortedMap.copyOf(meta);
    }

    /** Returns a builder with these components and the defaults of the others. */
    public static Builder builder(DrainStatus status) {
        return new Builder(status);
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder(status)
                .startedAtNanos(startedAtNanos)
                .updatedAtNanos(updatedAtNanos)
                .accessorId(accessorId)
                .meta(meta);
    }

    /** Collects the components of {@link LastDrain}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private long startedAtNanos;
        private long updatedAtNanos;
        private DrainStatus status;
        private String accessorId = "";
        private SortedMap<String, String> meta = ImmutableSortedMap.of();

        private Builder(DrainStatus status) {
            this.status = status;
        }

        public Builder startedAtNanos(long startedAtNanos) {
            this.startedAtNanos = startedAtNanos;
            return this;
        }

        public Builder updatedAtNanos(long updatedAtNanos) {
            this.updatedAtNanos = updatedAtNanos;
            return this;
        }

        public Builder status(DrainStatus status) {
            this.status = status;
            return this;
        }

        public Builder accessorId(String accessorId) {
            this.accessorId = accessorId;
            return this;
        }

        public Builder meta(Map<String, String> meta) {
            this.meta = ImmutableSortedMap.copyOf(meta);
            return this;
        }

        /** Returns the last drain. */
        public LastDrain build() {
            return new LastDrain(startedAtNanos, updatedAtNanos, status, accessorId, meta);
        }
    }
}
