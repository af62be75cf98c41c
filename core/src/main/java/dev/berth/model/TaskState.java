package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Where one task of an allocation stands, as its node reports. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param state pending, running or dead
 * @param failed whether it failed for good
 * @param restarts how often it was started again
 * @param lastRestartNanos nanoseconds since the epoch, 0 = never
 * @param startedAtNanos nanoseconds since the epoch, 0 = never
 * @param finishedAtNanos nanoseconds since the epoch, 0 = not finished
 * @param events the last {@link #MAX_EVENTS} events, oldest first
 * @param extras what this version does not know but keeps
 */
public record TaskState(
        State state,
        boolean failed,
        int restarts,
        long lastRestartNanos,
        long startedAtNanos,
        long finishedAtNanos,
        List<TaskEvent> events,
        Extras extras) {

    public TaskState {
        Copies.notNegative(restarts, "restarts");
        Copies.notNegative(lastRestartNanos, "lastRestartNanos");
        Copies.notNegative(startedAtNanos, "startedAtNanos");
        Copies.notNegative(finishedAtNanos, "finishedAtNanos");
        events = ImmutableList.copyOf(events);
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .state(state)
                .failed(failed)
                .restarts(restarts)
                .lastRestartNanos(lastRestartNanos)
                .startedAtNanos(startedAtNanos)
                .finishedAtNanos(finishedAtNanos)
                .events(events)
                .extras(extras);
    }

    /** How many events a task keeps. */
    public static final int MAX_EVENTS = 10;

    /** Returns whether it ended well. */
    public boolean successful() {
        return state == State.DEAD && !failed;
    }

    /** Returns this state with one more event at the end; the oldest is dropped when there are too many. */
    public TaskState plus(TaskEvent event) {
        int first = Math.max(0, events.size() + 1 - MAX_EVENTS);
        return toBuilder()
                .events(ImmutableList.<TaskEvent>builder()
                        .addAll(events.subList(first, events.size()))
                        .add(event)
                        .build())
                .build();
    }

    /**
     * Where a task stands.
     *
     * <p>The order is part of the binary format: new words go to the end.
     */
    public enum State {
        /** Not started yet, or between two starts. */
        PENDING("pending"),
        /** Runs. */
        RUNNING("running"),
        /** Ended for good. */
        DEAD("dead");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Returns the word that stands for it in Nomad's wire form. */
        public String word() {
            return word;
        }

        /**
         * Returns the constant with this word.
         *
         * @throws IllegalArgumentException if there is none; the message lists the known ones
         */
        public static State parse(String word) {
            return Words.parse("task state", word, values(), State::word);
        }
    }

    /** Collects the components of {@link TaskState}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private State state = State.PENDING;
        private boolean failed;
        private int restarts;
        private long lastRestartNanos;
        private long startedAtNanos;
        private long finishedAtNanos;
        private List<TaskEvent> events = ImmutableList.of();
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder state(State state) {
            this.state = state;
            return this;
        }

        public Builder failed(boolean failed) {
            this.failed = failed;
            return this;
        }

        public Builder restarts(int restarts) {
            this.restarts = restarts;
            return this;
        }

        public Builder lastRestartNanos(long lastRestartNanos) {
            this.lastRestartNanos = lastRestartNanos;
            return this;
        }

        public Builder startedAtNanos(long startedAtNanos) {
            this.startedAtNanos = startedAtNanos;
            return this;
        }

        public Builder finishedAtNanos(long finishedAtNanos) {
            this.finishedAtNanos = finishedAtNanos;
            return this;
        }

        public Builder events(List<TaskEvent> events) {
            this.events = events;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the task state. */
        public TaskState build() {
            return new TaskState(
                    state, failed, restarts, lastRestartNanos, startedAtNanos, finishedAtNanos, events, extras);
        }
    }
}
