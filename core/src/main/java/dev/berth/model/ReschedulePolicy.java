package dev.berth.model;

import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether and when a failed allocation is replaced by one on another node.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param attempts replacements allowed within an interval, 0 or more; 0 together with not unlimited means never.
 *     Default 0, for batch 1
 * @param interval the window in which attempts count, 15 s or more where attempts are limited; default 0, for
 *     batch 24 h
 * @param delay the pause before the first replacement, 5 s or more; default 30 s, for batch 5 s
 * @param delayFunction how the pause grows; default exponential, for batch constant
 * @param maxDelay where the pause stops growing, not below the delay; unused when constant. Default 1 h, for
 *     batch 0
 * @param unlimited whether attempts are not counted; default true, for batch false
 * @param given the fields that somebody set, in declaration order; the others hold defaults and give way when policies
 *     are merged
 */
public record ReschedulePolicy(
        int attempts,
        Duration interval,
        Duration delay,
        DelayFunction delayFunction,
        Duration maxDelay,
        boolean unlimited,
        Set<Field> given) {

    /** The fields of this policy, as {@link #given()} names them. */
    public enum Field {
        ATTEMPTS,
        INTERVAL,
        DELAY,
        DELAY_FUNCTION,
        MAX_DELAY,
        UNLIMITED
    }

    public ReschedulePolicy {
        Copies.present(interval, "interval");
        Copies.present(delay, "delay");
        Copies.present(delayFunction, "delayFunction");
        Copies.present(maxDelay, "maxDelay");
        given = Sets.immutableEnumSet(given);
    }

    /** How the pause between replacements grows. */
    public enum DelayFunction {
        /** Always the delay. */
        CONSTANT("constant"),
        /** Doubles each time. */
        EXPONENTIAL("exponential"),
        /** The sum of the two before. */
        FIBONACCI("fibonacci");

        private final String word;

        DelayFunction(String word) {
            this.word = word;
        }

        /** Returns the word that job files and Nomad's JSON use. */
        public String word() {
            return word;
        }

        /**
         * Reads a {@link #word()}.
         *
         * @throws IllegalArgumentException if no constant has this word
         */
        public static DelayFunction parse(String word) {
            return Words.parse("delay function", word, values(), DelayFunction::word);
        }
    }

    /** Returns the complete policy that a job of this type has when it says nothing. System and sysbatch jobs are never
     * rescheduled: their policy has no attempts. */
    public static ReschedulePolicy defaultsFor(JobType type) {
        boolean service = type == JobType.SERVICE;
        boolean batch = type == JobType.BATCH;
        return builder()
                .attempts(batch ? 1 : 0)
                .interval(batch ? Duration.ofHours(24) : Duration.ZERO)
                .delay(service ? Duration.ofSeconds(30) : batch ? Duration.ofSeconds(5) : Duration.ZERO)
                .delayFunction(service ? DelayFunction.EXPONENTIAL : DelayFunction.CONSTANT)
                .maxDelay(service ? Duration.ofHours(1) : Duration.ZERO)
                .unlimited(service)
                .build();
    }

    /** Returns whether this policy ever replaces a failed allocation. */
    public boolean enabled() {
        return unlimited || attempts > 0;
    }

    /** Starts a reschedule policy; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy: the same values, the same fields given. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.attempts = attempts;
        copy.interval = interval;
        copy.delay = delay;
        copy.delayFunction = delayFunction;
        copy.maxDelay = maxDelay;
        copy.unlimited = unlimited;
        copy.given.addAll(given);
        return copy;
    }

    /**
     * Returns this policy with every field that it does not give itself taken from {@code lower}, as a group's policy lies
     * over its job's.
     */
    public ReschedulePolicy over(ReschedulePolicy lower) {
        Builder merged = lower.toBuilder();
        if (given.contains(Field.ATTEMPTS)) {
            merged.attempts(attempts);
        }
        if (given.contains(Field.INTERVAL)) {
            merged.interval(interval);
        }
        if (given.contains(Field.DELAY)) {
            merged.delay(delay);
        }
        if (given.contains(Field.DELAY_FUNCTION)) {
            merged.delayFunction(delayFunction);
        }
        if (given.contains(Field.MAX_DELAY)) {
            merged.maxDelay(maxDelay);
        }
        if (given.contains(Field.UNLIMITED)) {
            merged.unlimited(unlimited);
        }
        return merged.build();
    }

    /** Builds a {@link ReschedulePolicy}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private int attempts = 0;
        private Duration interval = Duration.ZERO;
        private Duration delay = Duration.ofSeconds(30);
        private DelayFunction delayFunction = DelayFunction.EXPONENTIAL;
        private Duration maxDelay = Duration.ofHours(1);
        private boolean unlimited = true;
        private final EnumSet<Field> given = EnumSet.noneOf(Field.class);

        private Builder() {}

        /** Sets {@link ReschedulePolicy#attempts()} and marks it as given. */
        public Builder attempts(int attempts) {
            this.attempts = attempts;
            given.add(Field.ATTEMPTS);
            return this;
        }

        /** Sets {@link ReschedulePolicy#interval()} and marks it as given. */
        public Builder interval(Duration interval) {
            this.interval = interval;
            given.add(Field.INTERVAL);
            return this;
        }

        /** Sets {@link ReschedulePolicy#delay()} and marks it as given. */
        public Builder delay(Duration delay) {
            this.delay = delay;
            given.add(Field.DELAY);
            return this;
        }

        /** Sets {@link ReschedulePolicy#delayFunction()} and marks it as given. */
        public Builder delayFunction(DelayFunction delayFunction) {
            this.delayFunction = delayFunction;
            given.add(Field.DELAY_FUNCTION);
            return this;
        }

        /** Sets {@link ReschedulePolicy#maxDelay()} and marks it as given. */
        public Builder maxDelay(Duration maxDelay) {
            this.maxDelay = maxDelay;
            given.add(Field.MAX_DELAY);
            return this;
        }

        /** Sets {@link ReschedulePolicy#unlimited()} and marks it as given. */
        public Builder unlimited(boolean unlimited) {
            this.unlimited = unlimited;
            given.add(Field.UNLIMITED);
            return this;
        }

        /**
         * Returns the reschedule policy.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public ReschedulePolicy build() {
            return new ReschedulePolicy(attempts, interval, delay, delayFunction, maxDelay, unlimited, given);
        }
    }
}
