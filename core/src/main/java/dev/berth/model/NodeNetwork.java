package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * One network interface of a node with its addresses. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param mode {@code host}, {@code bridge} or {@code cni/<name>}
 * @param device the interface, as in {@code eth0}
 * @param macAddress may be empty
 * @param speedMbits in Mbit/s, 0 when unknown
 * @param addresses in the order of preference
 * @param extras what this version does not know but keeps
 */
public record NodeNetwork(
        String mode, String device, String macAddress, int speedMbits, List<NodeAddress> addresses, Extras extras) {

    public NodeNetwork {
        Copies.notNegative(speedMbits, "speedMbits");
        addresses = ImmutableList.copyOf(addresses);
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .mode(mode)
                .device(device)
                .macAddress(macAddress)
                .speedMbits(speedMbits)
                .addresses(addresses)
                .extras(extras);
    }

    /** Collects the components of {@link NodeNetwork}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private String mode = "host";
        private String device = "";
        private String macAddress = "";
        private int speedMbits;
        private List<NodeAddress> addresses = ImmutableList.of();
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder mode(String mode) {
            this.mode = mode;
            return this;
        }

        public Builder device(String device) {
            this.device = device;
            return this;
        }

        public Builder macAddress(String macAddress) {
            this.macAddress = macAddress;
            return this;
        }

        public Builder speedMbits(int speedMbits) {
            this.speedMbits = speedMbits;
            return this;
        }

        public Builder addresses(List<NodeAddress> addresses) {
            this.addresses = addresses;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the node network. */
        public NodeNetwork build() {
            return new NodeNetwork(mode, device, macAddress, speedMbits, addresses, extras);
        }
    }
}
