package dev.berth.model;

/**
 * What an operator or the control plane wants the scheduler to do with an allocation next. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param migrate move it to another node
 * @param reschedule replace it although its policy would wait
 * @param forceReschedule replace it although its policy forbids it
 * @param noShutdownDelay stop it without waiting for the shutdown delay
 * @param migrateDisablePlacement stop it without a replacement
 */
public record DesiredTransition(
        boolean migrate,
        boolean reschedule,
        boolean forceReschedule,
        boolean noShutdownDelay,
        boolean migrateDisablePlacement) {

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .migrate(migrate)
                .reschedule(reschedule)
                .forceReschedule(forceReschedule)
                .noShutdownDelay(noShutdownDelay)
                .migrateDisablePlacement(migrateDisablePlacement);
    }

    /** Nothing is wanted: the shared instance. */
    public static final DesiredTransition NONE = new DesiredTransition(false, false, false, false, false);
    /** Move it to another node. */
    public static final DesiredTransition MIGRATE = new DesiredTransition(true, false, false, false, false);

    /** Returns whether nothing is wanted. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Collects the components of {@link DesiredTransition}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private boolean migrate;
        private boolean reschedule;
        private boolean forceReschedule;
        private boolean noShutdownDelay;
        private boolean migrateDisablePlacement;

        private Builder() {}

        public Builder migrate(boolean migrate) {
            this.migrate = migrate;
            return this;
        }

        public Builder reschedule(boolean reschedule) {
            this.reschedule = reschedule;
            return this;
        }

        public Builder forceReschedule(boolean forceReschedule) {
            this.forceReschedule = forceReschedule;
            return this;
        }

        public Builder noShutdownDelay(boolean noShutdownDelay) {
            this.noShutdownDelay = noShutdownDelay;
            return this;
        }

        public Builder migrateDisablePlacement(boolean migrateDisablePlacement) {
            this.migrateDisablePlacement = migrateDisablePlacement;
            return this;
        }

        /** Returns the desired transition. */
        public DesiredTransition build() {
            return new DesiredTransition(
                    migrate, reschedule, forceReschedule, noShutdownDelay, migrateDisablePlacement);
        }
    }
}
