package dev.berth.model;

import org.jspecify.annotations.Nullable;

/**
 * The network an allocation got on its node. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param interfaceName inside the allocation, may be empty
 * @param address inside the allocation, may be empty
 * @param addressIpv6 inside the allocation, may be empty
 * @param dns name resolution inside the allocation, null for that of the node
 * @param extras what this version does not know but keeps
 */
public record NetworkStatus(
        String interfaceName,
        String address,
        String addressIpv6,
        @Nullable DnsConfig dns,
        Extras extras) {

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .interfaceName(interfaceName)
                .address(address)
                .addressIpv6(addressIpv6)
                .dns(dns)
                .extras(extras);
    }

    /** Collects the components of {@link NetworkStatus}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private String interfaceName = "";
        private String address = "";
        private String addressIpv6 = "";
        private @Nullable DnsConfig dns;
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder interfaceName(String interfaceName) {
            this.interfaceName = interfaceName;
            return this;
        }

        public Builder address(String address) {
            this.address = address;
            return this;
        }

        public Builder addressIpv6(String addressIpv6) {
            this.addressIpv6 = addressIpv6;
            return this;
        }

        public Builder dns(@Nullable DnsConfig dns) {
            this.dns = dns;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the network status. */
        public NetworkStatus build() {
            return new NetworkStatus(interfaceName, address, addressIpv6, dns, extras);
        }
    }
}
