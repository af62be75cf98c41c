package dev.berth.model;

import java.time.Duration;
import java.util.List;

/**
 * What runs inside a task when one of its templates changes.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param command the command
 * @param args its arguments; default none
 * @param timeout when it is given up, more than 0; default 5 s
 * @param failOnError whether its failure ends the task; default false
 */
public record ChangeScript(String command, List<String> args, Duration timeout, boolean failOnError) {

    public ChangeScript {
        Copies.present(command, "command");
        args = Copies.list(args, "args");
        Copies.present(timeout, "timeout");
    }

    /** Starts a change script of the given command; every other component begins at the default that its description names. */
    public static Builder builder(String command) {
        return new Builder(command);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(command).args(args).timeout(timeout).failOnError(failOnError);
    }

    /** Builds a {@link ChangeScript}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String command;
        private List<String> args = List.of();
        private Duration timeout = Duration.ofSeconds(5);
        private boolean failOnError = false;

        private Builder(String command) {
            this.command = command;
        }

        /** Sets {@link ChangeScript#command()}. */
        public Builder command(String command) {
            this.command = command;
            return this;
        }

        /** Sets {@link ChangeScript#args()}. */
        public Builder args(List<String> args) {
            this.args = args;
            return this;
        }

        /** As {@link #args(List)}, for a few. */
        public Builder args(String... args) {
            return args(List.of(args));
        }

        /** Sets {@link ChangeScript#timeout()}. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Sets {@link ChangeScript#failOnError()}. */
        public Builder failOnError(boolean failOnError) {
            this.failOnError = failOnError;
            return this;
        }

        /**
         * Returns the change script.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public ChangeScript build() {
            return new ChangeScript(command, args, timeout, failOnError);
        }
    }
}
