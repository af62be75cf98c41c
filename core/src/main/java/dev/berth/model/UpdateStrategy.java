package dev.berth.model;

import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a new version of a job replaces the old one: how many at a time, when one counts as healthy, when to give
 * up. Service and system jobs only.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param stagger the pause between nodes of a system job and between migrations, more than 0; default 30 s
 * @param maxParallel how many allocations are replaced at a time, 0 or more; 0 replaces all at once without a
 *     deployment. Default 1
 * @param healthCheck what makes an allocation healthy; default checks
 * @param minHealthyTime how long it must stay healthy to count; default 10 s
 * @param healthyDeadline when an allocation that is not healthy yet counts as unhealthy, more than
 *     minHealthyTime; default 5 min
 * @param progressDeadline when a deployment without a newly healthy allocation fails, more than healthyDeadline;
 *     0 fails it with the first unhealthy allocation. Default 10 min
 * @param autoRevert whether a failed deployment goes back to the last stable version; default false
 * @param autoPromote whether healthy canaries are promoted without being asked, needs canaries; default false
 * @param canary how many canaries run beside the old version before it is replaced, 0 or more; in percent of the
 *     nodes for system jobs. Default 0
 * @param given the fields that somebody set, in declaration order; the others hold defaults and give way when policies
 *     are merged
 */
public record UpdateStrategy(
        Duration stagger,
        int maxParallel,
        HealthCheck healthCheck,
        Duration minHealthyTime,
        Duration healthyDeadline,
        Duration progressDeadline,
        boolean autoRevert,
        boolean autoPromote,
        int canary,
        Set<Field> given) {

    /** The fields of this policy, as {@link #given()} names them. */
    public enum Field {
        STAGGER,
        MAX_PARALLEL,
        HEALTH_CHECK,
        MIN_HEALTHY_TIME,
        HEALTHY_DEADLINE,
        PROGRESS_DEADLINE,
        AUTO_REVERT,
        AUTO_PROMOTE,
        CANARY
    }

    public UpdateStrategy {
        Copies.present(stagger, "stagger");
        Copies.present(healthCheck, "healthCheck");
        Copies.present(minHealthyTime, "minHealthyTime");
        Copies.present(healthyDeadline, "healthyDeadline");
        Copies.present(progressDeadline, "progressDeadline");
        given = Sets.immutableEnumSet(given);
    }

    /** Returns the complete strategy of a job that says nothing. */
    public static UpdateStrategy defaults() {
        return builder()
                .stagger(Duration.ofSeconds(30))
                .maxParallel(1)
                .healthCheck(HealthCheck.CHECKS)
                .minHealthyTime(Duration.ofSeconds(10))
                .healthyDeadline(Duration.ofMinutes(5))
                .progressDeadline(Duration.ofMinutes(10))
                .autoRevert(false)
                .autoPromote(false)
                .canary(0)
                .build();
    }

    /** Returns whether updates go step by step under a deployment; false replaces everything at once. */
    public boolean rolling() {
        return maxParallel > 0;
    }

    /** Starts an update strategy; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy: the same values, the same fields given. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.stagger = stagger;
        copy.maxParallel = maxParallel;
        copy.healthCheck = healthCheck;
        copy.minHealthyTime = minHealthyTime;
        copy.healthyDeadline = healthyDeadline;
        copy.progressDeadline = progressDeadline;
        copy.autoRevert = autoRevert;
        copy.autoPromote = autoPromote;
        copy.canary = canary;
        copy.given.addAll(given);
        return copy;
    }

    /**
     * Returns this policy with every field that it does not give itself taken from {@code lower}, as a group's policy lies
     * over its job's.
     */
    public UpdateStrategy over(UpdateStrategy lower) {
        Builder merged = lower.toBuilder();
        if (given.contains(Field.STAGGER)) {
            merged.stagger(stagger);
        }
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
        if (given.contains(Field.PROGRESS_DEADLINE)) {
            merged.progressDeadline(progressDeadline);
        }
        if (given.contains(Field.AUTO_REVERT)) {
            merged.autoRevert(autoRevert);
        }
        if (given.contains(Field.AUTO_PROMOTE)) {
            merged.autoPromote(autoPromote);
        }
        if (given.contains(Field.CANARY)) {
            merged.canary(canary);
        }
        return merged.build();
    }

    /** Builds an {@link UpdateStrategy}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private Duration stagger = Duration.ofSeconds(30);
        private int maxParallel = 1;
        private HealthCheck healthCheck = HealthCheck.CHECKS;
        private Duration minHealthyTime = Duration.ofSeconds(10);
        private Duration healthyDeadline = Duration.ofMinutes(5);
        private Duration progressDeadline = Duration.ofMinutes(10);
        private boolean autoRevert = false;
        private boolean autoPromote = false;
        private int canary = 0;
        private final EnumSet<Field> given = EnumSet.noneOf(Field.class);

        private Builder() {}

        /** Sets {@link UpdateStrategy#stagger()} and marks it as given. */
        public Builder stagger(Duration stagger) {
            this.stagger = stagger;
            given.add(Field.STAGGER);
            return this;
        }

        /** Sets {@link UpdateStrategy#maxParallel()} and marks it as given. */
        public Builder maxParallel(int maxParallel) {
            this.maxParallel = maxParallel;
            given.add(Field.MAX_PARALLEL);
            return this;
        }

        /** Sets {@link UpdateStrategy#healthCheck()} and marks it as given. */
        public Builder healthCheck(HealthCheck healthCheck) {
            this.healthCheck = healthCheck;
            given.add(Field.HEALTH_CHECK);
            return this;
        }

        /** Sets {@link UpdateStrategy#minHealthyTime()} and marks it as given. */
        public Builder minHealthyTime(Duration minHealthyTime) {
            this.minHealthyTime = minHealthyTime;
            given.add(Field.MIN_HEALTHY_TIME);
            return this;
        }

        /** Sets {@link UpdateStrategy#healthyDeadline()} and marks it as given. */
        public Builder healthyDeadline(Duration healthyDeadline) {
            this.healthyDeadline = healthyDeadline;
            given.add(Field.HEALTHY_DEADLINE);
            return this;
        }

        /** Sets {@link UpdateStrategy#progressDeadline()} and marks it as given. */
        public Builder progressDeadline(Duration progressDeadline) {
            this.progressDeadline = progressDeadline;
            given.add(Field.PROGRESS_DEADLINE);
            return this;
        }

        /** Sets {@link UpdateStrategy#autoRevert()} and marks it as given. */
        public Builder autoRevert(boolean autoRevert) {
            this.autoRevert = autoRevert;
            given.add(Field.AUTO_REVERT);
            return this;
        }

        /** Sets {@link UpdateStrategy#autoPromote()} and marks it as given. */
        public Builder autoPromote(boolean autoPromote) {
            this.autoPromote = autoPromote;
            given.add(Field.AUTO_PROMOTE);
            return this;
        }

        /** Sets {@link UpdateStrategy#canary()} and marks it as given. */
        public Builder canary(int canary) {
            this.canary = canary;
            given.add(Field.CANARY);
            return this;
        }

        /**
         * Returns the update strategy.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public UpdateStrategy build() {
            return new UpdateStrategy(
                    stagger,
                    maxParallel,
                    healthCheck,
                    minHealthyTime,
                    healthyDeadline,
                    progressDeadline,
                    autoRevert,
                    autoPromote,
                    canary,
                    given);
        }
    }
}
