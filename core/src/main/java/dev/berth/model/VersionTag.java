package dev.berth.model;

/**
 * A name for one version of a job, which protects it from being forgotten.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param name the name, unique among the versions of its job
 * @param description free text of at most 1,000 characters; default empty
 * @param taggedTimeNanos when it was given, nanoseconds since the epoch; default 0
 */
public record VersionTag(String name, String description, long taggedTimeNanos) {

    public VersionTag {
        Copies.present(name, "name");
        Copies.present(description, "description");
    }

    /** Starts a version tag of the given name; every other component begins at the default that its description names. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(name).description(description).taggedTimeNanos(taggedTimeNanos);
    }

    /** Builds a {@link VersionTag}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String name;
        private String description = "";
        private long taggedTimeNanos = 0;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link VersionTag#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link VersionTag#description()}. */
        public Builder description(String description) {
            this.description = description;
            return this;
        }

        /** Sets {@link VersionTag#taggedTimeNanos()}. */
        public Builder taggedTimeNanos(long taggedTimeNanos) {
            this.taggedTimeNanos = taggedTimeNanos;
            return this;
        }

        /**
         * Returns the version tag.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public VersionTag build() {
            return new VersionTag(name, description, taggedTimeNanos);
        }
    }
}
