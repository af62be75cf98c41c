package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Something that happened to a task. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param type what
 * @param timeNanos when, nanoseconds since the epoch
 * @param message in words, may be empty
 * @param details more about it, as in {@code exit_code}
 * @param exitCode of a task that ended; 0 otherwise
 * @param signal that ended the task; 0 otherwise
 * @param failsTask whether the task counts as failed by it
 * @param extras what this version does not know but keeps
 */
public record TaskEvent(
        TaskEventType type,
        long timeNanos,
        String message,
        SortedMap<String, String> details,
        int exitCode,
        int signal,
        boolean failsTask,
        Extras extras) {

    public TaskEvent {
        Copies.present(type, "type");
        Copies.notNegative(timeNanos, "timeNanos");
        details = ImmutableSortedMap.copyOf(details);
        Copies.notNegative(signal, "signal");
    }

    /** Returns a builder with these components and the defaults of the others. */
    public static Builder builder(TaskEventType type, long timeNanos) {
        return new Builder(type, timeNanos);
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder(type, timeNanos)
                .message(message)
                .details(details)
                .exitCode(exitCode)
                .signal(signal)
                .failsTask(failsTask)
                .extras(extras);
    }

    /** Returns an event with a message and nothing else. */
    public static TaskEvent of(TaskEventType type, long timeNanos, String message) {
        return builder(type, timeNanos).message(message).build();
    }

    /** Collects the components of {@link TaskEvent}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private TaskEventType type;
        private long timeNanos;
        private String message = "";
        private SortedMap<String, String> details = ImmutableSortedMap.of();
        private int exitCode;
        private int signal;
        private boolean failsTask;
        private Extras extras = Extras.none();

        private Builder(TaskEventType type, long timeNanos) {
            this.type = type;
            this.timeNanos = timeNanos;
        }

        public Builder type(TaskEventType type) {
            this.type = type;
            return this;
        }

        public Builder timeNanos(long timeNanos) {
            this.timeNanos = timeNanos;
            return this;
        }

        public Builder message(String message) {
            this.message = message;
            return this;
        }

        public Builder details(Map<String, String> details) {
            this.details = ImmutableSortedMap.copyOf(details);
            return this;
        }

        public Builder exitCode(int exitCode) {
            this.exitCode = exitCode;
            return this;
        }

        public Builder signal(int signal) {
            this.signal = signal;
            return this;
        }

        public Builder failsTask(boolean failsTask) {
            this.failsTask = failsTask;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the task event. */
        public TaskEvent build() {
            return new TaskEvent(type, timeNanos, message, details, exitCode, signal, failsTask, extras);
        }
    }
}
