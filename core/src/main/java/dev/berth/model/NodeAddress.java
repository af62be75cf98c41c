package dev.berth.model;

/**
 * One address of a node. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param alias the name jobs use for it, as in {@code host_network}
 * @param address the address as text
 * @param family {@code ipv4} or {@code ipv6}, empty when unknown
 * @param gateway the gateway, may be empty
 * @param reservedPorts ports tasks may not have on it, as in {@code 22,8500-8600}; may be empty
 */
public record NodeAddress(String alias, String address, String family, String gateway, String reservedPorts) {

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .alias(alias)
                .address(address)
                .family(family)
                .gateway(gateway)
                .reservedPorts(reservedPorts);
    }

    /** Returns an address with the alias {@code default} and no reserved ports. */
    public static NodeAddress of(String address) {
        return builder()
                .alias("default")
                .address(address)
                .family(address.contains(":") ? "ipv6" : "ipv4")
                .build();
    }

    /** Collects the components of {@link NodeAddress}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private String alias = "";
        private String address = "";
        private String family = "";
        private String gateway = "";
        private String reservedPorts = "";

        private Builder() {}

        public Builder alias(String alias) {
            this.alias = alias;
            return this;
        }

        public Builder address(String address) {
            this.address = address;
            return this;
        }

        public Builder family(String family) {
            this.family = family;
            return this;
        }

        public Builder gateway(String gateway) {
            this.gateway = gateway;
            return this;
        }

        public Builder reservedPorts(String reservedPorts) {
            this.reservedPorts = reservedPorts;
            return this;
        }

        /** Returns the node address. */
        public NodeAddress build() {
            return new NodeAddress(alias, address, family, gateway, reservedPorts);
        }
    }
}
