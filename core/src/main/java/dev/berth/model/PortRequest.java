package dev.berth.model;

/**
 * One port that a group or task wants.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param label the name under which tasks and services find the port; unique in its group
 * @param value the static port on the node, 1 to 65,535, or 0 for one that the scheduler picks; default 0
 * @param to the port inside the task's network, 0 for the same number, -1 for the picked one; default 0
 * @param hostNetwork the node's network (its alias) that the port is on; default default
 * @param ignoreCollision whether a static port may be given to several allocations of a node; default false
 * @param extras what this version does not know but keeps; default none
 */
public record PortRequest(String label, int value, int to, String hostNetwork, boolean ignoreCollision, Extras extras) {

    public PortRequest {
        Copies.present(label, "label");
        Copies.present(hostNetwork, "hostNetwork");
        Copies.present(extras, "extras");
    }

    /** Starts a port request of the given label; every other component begins at the default that its description names. */
    public static Builder builder(String label) {
        return new Builder(label);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(label)
                .value(value)
                .to(to)
                .hostNetwork(hostNetwork)
                .ignoreCollision(ignoreCollision)
                .extras(extras);
    }

    /** Builds a {@link PortRequest}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String label;
        private int value = 0;
        private int to = 0;
        private String hostNetwork = "default";
        private boolean ignoreCollision = false;
        private Extras extras = Extras.none();

        private Builder(String label) {
            this.label = label;
        }

        /** Sets {@link PortRequest#label()}. */
        public Builder label(String label) {
            this.label = label;
            return this;
        }

        /** Sets {@link PortRequest#value()}. */
        public Builder value(int value) {
            this.value = value;
            return this;
        }

        /** Sets {@link PortRequest#to()}. */
        public Builder to(int to) {
            this.to = to;
            return this;
        }

        /** Sets {@link PortRequest#hostNetwork()}. */
        public Builder hostNetwork(String hostNetwork) {
            this.hostNetwork = hostNetwork;
            return this;
        }

        /** Sets {@link PortRequest#ignoreCollision()}. */
        public Builder ignoreCollision(boolean ignoreCollision) {
            this.ignoreCollision = ignoreCollision;
            return this;
        }

        /** Sets {@link PortRequest#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the port request.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public PortRequest build() {
            return new PortRequest(label, value, to, hostNetwork, ignoreCollision, extras);
        }
    }
}
