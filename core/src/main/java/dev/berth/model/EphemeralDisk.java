package dev.berth.model;

/**
 * The disk space that the tasks of a group share; it holds their logs and ends with the allocation.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param sizeBytes how much, in bytes, 10 MiB or more; default 300 MiB
 * @param sticky whether a replacement prefers the node of its predecessor and takes over its data there; default
 *     false
 * @param migrate whether the data follows to another node, too, best effort; default false
 */
public record EphemeralDisk(long sizeBytes, boolean sticky, boolean migrate) {

    /** Starts an ephemeral disk; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder().sizeBytes(sizeBytes).sticky(sticky).migrate(migrate);
    }

    /** Builds an {@link EphemeralDisk}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private long sizeBytes = 300L << 20;
        private boolean sticky = false;
        private boolean migrate = false;

        private Builder() {}

        /** Sets {@link EphemeralDisk#sizeBytes()}. */
        public Builder sizeBytes(long sizeBytes) {
            this.sizeBytes = sizeBytes;
            return this;
        }

        /** Sets {@link EphemeralDisk#sticky()}. */
        public Builder sticky(boolean sticky) {
            this.sticky = sticky;
            return this;
        }

        /** Sets {@link EphemeralDisk#migrate()}. */
        public Builder migrate(boolean migrate) {
            this.migrate = migrate;
            return this;
        }

        /**
         * Returns the ephemeral disk.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public EphemeralDisk build() {
            return new EphemeralDisk(sizeBytes, sticky, migrate);
        }
    }
}
