package dev.berth.model;

import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How allocations leave a draining node: how many of a group at a time, and when a replacement counts as
 * healthy. Service jobs only.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param maxParallel how many allocations of the group migrate at a time, 0 or more; from the count on all may
 *     go at once. Default 1
 * @param healthCheck what makes a replacement healthy, checks or task_states; default checks
 * @param minHealthyTime how long it must stay healthy to count; default 10 s
 * @param healthyDeadline when a replacement that is not healthy yet no longer holds up the drain, more than
 *     minHealthyTime; default 5 min
 * @param given the fields that somebody set, in declaration order; the others hold defaults and give way when policies
 *     are merged
 */
public record MigrateStrategy(
        int maxParallel, HealthCheck healthCheck, Duration minHealthyTime, Duration healthyDeadline, Set<Field> given) {

    /** The fields of this policy, as {@link #given()} names them. */
    public enum Field {
        MAX_PARALLEL,
        HEALTH_CHECK,
        MIN_HEALTHY_TIME,
        HEALTHY_DEADLINE
    }

    public MigrateStrategy {
        Copies.present(healthCheck, "healthCheck");
        Copies.present(minHealthyTime, "minHealthyTime");
        Copies.present(healthyDeadline, "healthyDeadline");
        given = Sets.immutableEnumSet(given);
    }

    /** Returns the complete strategy of a service job that says nothing. */
    public static MigrateStrategy defaults() {
        return builder()
                .maxParallel(1)
                .healthCheck(HealthCheck.CHECKS)
                .minHealthyTime(Duration.ofSeconds(10))
                .healthyDeadline(Duration.ofMinutes(5))
                .build();
    }

    /** Starts a migrate strategy; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy: the same values, the same fields given. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.maxParallel = maxParallel;
        copy.healthCheck = healthCheck;
        copy.minHealthyTime = minHealthyTime;
        copy.healthyDeadline = healthyDeadline;
        copy.given.addAll(given);
        return copy;
    }

    /**
     * Returns this policy with every field that it does not give itself taken from {@code lower}, as a group's policy lies
     * over its job's.
     */
    public MigrateStrategy over(MigrateStrategy lower) {
        Builder merged = lower.toBuilder();
        if (given.contains(Field.MAX_PARALLEL)) {
            merged.maxParallel(maxParallel);
        }
        if (given.contains(Field.HEALTH_CHECK)) {
            merged.healthCheck(healthCheck);
        }
        if (given.contains(Field.MIN_HEALTHY_TIME)) {
            merged.minHealthyTime(minHealthyTime);
        }
        if (given.contains(Field.HEALTHY_DEADLINE)) {
            merged.healthyDeadline(healthyDeadline);
        }
        return merged.build();
    }

    /** Builds a {@link MigrateStrategy}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private int maxParallel = 1;
        private HealthCheck healthCheck = HealthCheck.CHECKS;
        private Duration minHealthyTime = Duration.ofSeconds(10);
        private Duration healthyDeadline = Duration.ofMinutes(5);
        private final EnumSet<Field> given = EnumSet.noneOf(Field.class);

        private Builder() {}

        /** Sets {@link MigrateStrategy#maxParallel()} and marks it as given. */
        public Builder maxParallel(int maxParallel) {
            this.maxParallel = maxParallel;
            given.add(Field.MAX_PARALLEL);
            return this;
        }

        /** Sets {@link MigrateStrategy#healthCheck()} and marks it as given. */
        public Builder healthCheck(HealthCheck healthCheck) {
            this.healthCheck = healthCheck;
            given.add(Field.HEALTH_CHECK);
            return this;
        }

        /** Sets {@link MigrateStrategy#minHealthyTime()} and marks it as given. */
        public Builder minHealthyTime(Duration minHealthyTime) {
            this.minHealthyTime = minHealthyTime;
            given.add(Field.MIN_HEALTHY_TIME);
            return this;
        }

        /** Sets {@link MigrateStrategy#healthyDeadline()} and marks it as given. */
        public Builder healthyDeadline(Duration healthyDeadline) {
            this.healthyDeadline = healthyDeadline;
            given.add(Field.HEALTHY_DEADLINE);
            return this;
        }

        /**
         * Returns the migrate strategy.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public MigrateStrategy build() {
            return new MigrateStrategy(maxParallel, healthCheck, minHealthyTime, healthyDeadline, given);
        }
    }
}
