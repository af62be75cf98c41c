package dev.berth.model;

/**
 * Puts the payload of a dispatch into a file of the task.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param file the file, relative to the task's local directory
 */
public record DispatchPayload(String file) {

    public DispatchPayload {
        Copies.present(file, "file");
    }

    /** Starts a dispatch payload of the given file; every other component begins at the default that its description names. */
    public static Builder builder(String file) {
        return new Builder(file);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(file);
    }

    /** Builds a {@link DispatchPayload}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String file;

        private Builder(String file) {
            this.file = file;
        }

        /** Sets {@link DispatchPayload#file()}. */
        public Builder file(String file) {
            this.file = file;
            return this;
        }

        /**
         * Returns the dispatch payload.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public DispatchPayload build() {
            return new DispatchPayload(file);
        }
    }
}
