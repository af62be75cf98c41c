package dev.berth.model;

/**
 * When a task runs relative to the main tasks of its group. A task without it is a main task.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param hook when it starts
 * @param sidecar whether it keeps running beside the main tasks instead of being waited for; not with poststop.
 *     Default false
 */
public record Lifecycle(Hook hook, boolean sidecar) {

    public Lifecycle {
        Copies.present(hook, "hook");
    }

    /** When the task starts. */
    public enum Hook {
        /** Before the main tasks, which wait for it to end, or to run if it is a sidecar. */
        PRESTART("prestart"),
        /** Once all main tasks run. */
        POSTSTART("poststart"),
        /** After all main tasks have ended. */
        POSTSTOP("poststop");

        private final String word;

        Hook(String word) {
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
        public static Hook parse(String word) {
            return Words.parse("lifecycle hook", word, values(), Hook::word);
        }
    }

    /** Starts a lifecycle of the given hook; every other component begins at the default that its description names. */
    public static Builder builder(Hook hook) {
        return new Builder(hook);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(hook).sidecar(sidecar);
    }

    /** Builds a {@link Lifecycle}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private Hook hook;
        private boolean sidecar = false;

        private Builder(Hook hook) {
            this.hook = hook;
        }

        /** Sets {@link Lifecycle#hook()}. */
        public Builder hook(Hook hook) {
            this.hook = hook;
            return this;
        }

        /** Sets {@link Lifecycle#sidecar()}. */
        public Builder sidecar(boolean sidecar) {
            this.sidecar = sidecar;
            return this;
        }

        /**
         * Returns the lifecycle.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public Lifecycle build() {
            return new Lifecycle(hook, sidecar);
        }
    }
}
