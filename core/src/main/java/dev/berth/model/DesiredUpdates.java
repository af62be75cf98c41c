package dev.berth.model;

/**
 * What a plan does with the instances of one task group, as counts. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param ignore left alone
 * @param place newly placed
 * @param migrate moved to another node
 * @param stop stopped
 * @param inPlaceUpdate changed without a restart
 * @param destructiveUpdate stopped and placed anew
 * @param canary placed as canaries
 * @param preemptions evicted
 * @param disconnect marked unknown
 * @param reconnect taken back
 * @param rescheduleNow replaced after a failure
 * @param rescheduleLater to be replaced later
 */
public record DesiredUpdates(
        int ignore,
        int place,
        int migrate,
        int stop,
        int inPlaceUpdate,
        int destructiveUpdate,
        int canary,
        int preemptions,
        int disconnect,
        int reconnect,
        int rescheduleNow,
        int rescheduleLater) {

    public DesiredUpdates {
        Copies.notNegative(ignore, "ignore");
        Copies.notNegative(place, "place");
        Copies.notNegative(migrate, "migrate");
        Copies.notNegative(stop, "stop");
        Copies.notNegative(inPlaceUpdate, "inPlaceUpdate");
        Copies.notNegative(destructiveUpdate, "destructiveUpdate");
        Copies.notNegative(canary, "canary");
        Copies.notNegative(preemptions, "preemptions");
        Copies.notNegative(disconnect, "disconnect");
        Copies.notNegative(reconnect, "reconnect");
        Copies.notNegative(rescheduleNow, "rescheduleNow");
        Copies.notNegative(rescheduleLater, "rescheduleLater");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .ignore(ignore)
                .place(place)
                .migrate(migrate)
                .stop(stop)
                .inPlaceUpdate(inPlaceUpdate)
                .destructiveUpdate(destructiveUpdate)
                .canary(canary)
                .preemptions(preemptions)
                .disconnect(disconnect)
                .reconnect(reconnect)
                .rescheduleNow(rescheduleNow)
                .rescheduleLater(rescheduleLater);
    }

    /** Collects the components of {@link DesiredUpdates}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private int ignore;
        private int place;
        private int migrate;
        private int stop;
        private int inPlaceUpdate;
        private int destructiveUpdate;
        private int canary;
        private int preemptions;
        private int disconnect;
        private int reconnect;
        private int rescheduleNow;
        private int rescheduleLater;

        private Builder() {}

        public Builder ignore(int ignore) {
            this.ignore = ignore;
            return this;
        }

        public Builder place(int place) {
            this.place = place;
            return this;
        }

        public Builder migrate(int migrate) {
            this.migrate = migrate;
            return this;
        }

        public Builder stop(int stop) {
            this.stop = stop;
            return this;
        }

        public Builder inPlaceUpdate(int inPlaceUpdate) {
            this.inPlaceUpdate = inPlaceUpdate;
            return this;
        }

        public Builder destructiveUpdate(int destructiveUpdate) {
            this.destructiveUpdate = destructiveUpdate;
            return this;
        }

        public Builder canary(int canary) {
            this.canary = canary;
            return this;
        }

        public Builder preemptions(int preemptions) {
            this.preemptions = preemptions;
            return this;
        }

        public Builder disconnect(int disconnect) {
            this.disconnect = disconnect;
            return this;
        }

        public Builder reconnect(int reconnect) {
            this.reconnect = reconnect;
            return this;
        }

        public Builder rescheduleNow(int rescheduleNow) {
            this.rescheduleNow = rescheduleNow;
            return this;
        }

        public Builder rescheduleLater(int rescheduleLater) {
            this.rescheduleLater = rescheduleLater;
            return this;
        }

        /** Returns the desired updates. */
        public DesiredUpdates build() {
            return new DesiredUpdates(
                    ignore,
                    place,
                    migrate,
                    stop,
                    inPlaceUpdate,
                    destructiveUpdate,
                    canary,
                    preemptions,
                    disconnect,
                    reconnect,
                    rescheduleNow,
                    rescheduleLater);
        }
    }
}
