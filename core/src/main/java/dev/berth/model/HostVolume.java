package dev.berth.model;

/**
 * A directory of a node that jobs may mount. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param path absolute path on the node
 * @param readOnly whether it can only be mounted for reading
 * @param id the id of a dynamic volume; empty for one from the configuration of the node
 * @param extras what this version does not know but keeps
 */
public record HostVolume(String path, boolean readOnly, String id, Extras extras) {

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder().path(path).readOnly(readOnly).id(id).extras(extras);
    }

    /** Collects the components of {@link HostVolume}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private String path = "";
        private boolean readOnly;
        private String id = "";
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder path(String path) {
            this.path = path;
            return this;
        }

        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        public Builder id(String id) {
            this.id = id;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the host volume. */
        public HostVolume build() {
            return new HostVolume(path, readOnly, id, extras);
        }
    }
}
