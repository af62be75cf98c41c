package dev.berth.model;

import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How often a node restarts a task that ended on the spot, before the allocation counts as failed.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param attempts restarts allowed within an interval, 0 or more; default 2, for batch and sysbatch 3
 * @param interval the window in which attempts count, 5 s or more; default 30 min, for batch and sysbatch 24 h
 * @param delay the pause before a restart, up to 25 % of jitter come on top; default 15 s
 * @param mode what happens when the attempts are used up; default fail
 * @param renderTemplates whether templates are rendered anew before a restart; default false
 * @param given the fields that somebody set, in declaration order; the others hold defaults and give way when policies
 *     are merged
 */
public record RestartPolicy(
        int attempts, Duration interval, Duration delay, Mode mode, boolean renderTemplates, Set<Field> given) {

    /** The fields of this policy, as {@link #given()} names them. */
    public enum Field {
        ATTEMPTS,
        INTERVAL,
        DELAY,
        MODE,
        RENDER_TEMPLATES
    }

    public RestartPolicy {
        Copies.present(interval, "interval");
        Copies.present(delay, "delay");
        Copies.present(mode, "mode");
        given = Sets.immutableEnumSet(given);
    }

    /** What happens when the attempts of an interval are used up. */
    public enum Mode {
        /** The task fails, and with it the allocation. */
        FAIL("fail"),
        /** The task waits for the next interval and starts over. */
        DELAY("delay");

        private final String word;

        Mode(String word) {
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
        public static Mode parse(String word) {
            return Words.parse("restart mode", word, values(), Mode::word);
        }
    }

    /** Returns the complete policy that a job of this type has when it says nothing: 2 in 30 min, or 3 in 24 h for (sys)batch. */
    public static RestartPolicy defaultsFor(JobType type) {
        boolean ends = type == JobType.BATCH || type == JobType.SYSBATCH;
        return builder()
                .attempts(ends ? 3 : 2)
                .interval(ends ? Duration.ofHours(24) : Duration.ofMinutes(30))
                .delay(Duration.ofSeconds(15))
                .mode(Mode.FAIL)
                .renderTemplates(false)
                .build();
    }

    /** Starts a restart policy; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy: the same values, the same fields given. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.attempts = attempts;
        copy.interval = interval;
        copy.delay = delay;
        copy.mode = mode;
        copy.renderTemplates = renderTemplates;
        copy.given.addAll(given);
        return copy;
    }

    /**
     * Returns this policy with every field that it does not give itself taken from {@code lower}, as a group's policy lies
     * over its job's.
     */
    public RestartPolicy over(RestartPolicy lower) {
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
        if (given.contains(Field.MODE)) {
            merged.mode(mode);
        }
        if (given.contains(Field.RENDER_TEMPLATES)) {
            merged.renderTemplates(renderTemplates);
        }
        return merged.build();
    }

    /** Builds a {@link RestartPolicy}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private int attempts = 2;
        private Duration interval = Duration.ofMinutes(30);
        private Duration delay = Duration.ofSeconds(15);
        private Mode mode = Mode.FAIL;
        private boolean renderTemplates = false;
        private final EnumSet<Field> given = EnumSet.noneOf(Field.class);

        private Builder() {}

        /** Sets {@link RestartPolicy#attempts()} and marks it as given. */
        public Builder attempts(int attempts) {
            this.attempts = attempts;
            given.add(Field.ATTEMPTS);
            return this;
        }

        /** Sets {@link RestartPolicy#interval()} and marks it as given. */
        public Builder interval(Duration interval) {
            this.interval = interval;
            given.add(Field.INTERVAL);
            return this;
        }

        /** Sets {@link RestartPolicy#delay()} and marks it as given. */
        public Builder delay(Duration delay) {
            this.delay = delay;
            given.add(Field.DELAY);
            return this;
        }

        /** Sets {@link RestartPolicy#mode()} and marks it as given. */
        public Builder mode(Mode mode) {
            this.mode = mode;
            given.add(Field.MODE);
            return this;
        }

        /** Sets {@link RestartPolicy#renderTemplates()} and marks it as given. */
        public Builder renderTemplates(boolean renderTemplates) {
            this.renderTemplates = renderTemplates;
            given.add(Field.RENDER_TEMPLATES);
            return this;
        }

        /**
         * Returns the restart policy.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public RestartPolicy build() {
            return new RestartPolicy(attempts, interval, delay, mode, renderTemplates, given);
        }
    }
}
