package dev.berth.model;

/**
 * Where a task sees a volume of its group.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param volume the name of the group's volume
 * @param destination the path inside the task
 * @param readOnly whether this task only reads; default false
 * @param propagationMode private, host-to-task or bidirectional; default private
 * @param selinuxLabel how to label it where SELinux is on: z, Z or empty; default empty
 * @param extras what this version does not know but keeps; default none
 */
public record VolumeMount(
        String volume,
        String destination,
        boolean readOnly,
        String propagationMode,
        String selinuxLabel,
        Extras extras) {

    public VolumeMount {
        Copies.present(volume, "volume");
        Copies.present(destination, "destination");
        Copies.present(propagationMode, "propagationMode");
        Copies.present(selinuxLabel, "selinuxLabel");
        Copies.present(extras, "extras");
    }

    /** Starts a volume mount of the given volume and destination; every other component begins at the default that its description names. */
    public static Builder builder(String volume, String destination) {
        return new Builder(volume, destination);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(volume, destination)
                .readOnly(readOnly)
                .propagationMode(propagationMode)
                .selinuxLabel(selinuxLabel)
                .extras(extras);
    }

    /** Builds a {@link VolumeMount}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String volume;
        private String destination;
        private boolean readOnly = false;
        private String propagationMode = "private";
        private String selinuxLabel = "";
        private Extras extras = Extras.none();

        private Builder(String volume, String destination) {
            this.volume = volume;
            this.destination = destination;
        }

        /** Sets {@link VolumeMount#volume()}. */
        public Builder volume(String volume) {
            this.volume = volume;
            return this;
        }

        /** Sets {@link VolumeMount#destination()}. */
        public Builder destination(String destination) {
            this.destination = destination;
            return this;
        }

        /** Sets {@link VolumeMount#readOnly()}. */
        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        /** Sets {@link VolumeMount#propagationMode()}. */
        public Builder propagationMode(String propagationMode) {
            this.propagationMode = propagationMode;
            return this;
        }

        /** Sets {@link VolumeMount#selinuxLabel()}. */
        public Builder selinuxLabel(String selinuxLabel) {
            this.selinuxLabel = selinuxLabel;
            return this;
        }

        /** Sets {@link VolumeMount#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the volume mount.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public VolumeMount build() {
            return new VolumeMount(volume, destination, readOnly, propagationMode, selinuxLabel, extras);
        }
    }
}
