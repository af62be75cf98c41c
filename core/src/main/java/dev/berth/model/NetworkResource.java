package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network of a node, or what an allocation got of it. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param mode {@code host}, {@code bridge}, {@code none} or {@code cni/<name>}; may be empty
 * @param device the interface, may be empty
 * @param cidr the network, may be empty
 * @param ip the address, may be empty
 * @param mbits bandwidth in Mbit/s, 0 when it does not count
 * @param hostname the hostname inside the network, may be empty
 * @param dns name resolution inside the network, null for that of the node
 * @param reservedPorts ports with a fixed number
 * @param dynamicPorts ports whose number was chosen
 * @param extras what this version does not know but keeps
 */
public record NetworkResource(
        String mode,
        String device,
        String cidr,
        String ip,
        long mbits,
        String hostname,
        @Nullable DnsConfig dns,
        List<NetworkPort> reservedPorts,
        List<NetworkPort> dynamicPorts,
        Extras extras) {

    public NetworkResource {
        Copies.notNegative(mbits, "mbits");
        reservedPorts = ImmutableList.copyOf(reservedPorts);
        dynamicPorts = ImmutableList.copyOf(dynamicPorts);
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
                .cidr(cidr)
                .ip(ip)
                .mbits(mbits)
                .hostname(hostname)
                .dns(dns)
                .reservedPorts(reservedPorts)
                .dynamicPorts(dynamicPorts)
                .extras(extras);
    }

    /** Returns all ports, fixed ones first. */
    public List<NetworkPort> ports() {
        return ImmutableList.<NetworkPort>builder()
                .addAll(reservedPorts)
                .addAll(dynamicPorts)
                .build();
    }

    /** Collects the components of {@link NetworkResource}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private String mode = "";
        private String device = "";
        private String cidr = "";
        private String ip = "";
        private long mbits;
        private String hostname = "";
        private @Nullable DnsConfig dns;
        private List<NetworkPort> reservedPorts = ImmutableList.of();
        private List<NetworkPort> dynamicPorts = ImmutableList.of();
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

        public Builder cidr(String cidr) {
            this.cidr = cidr;
            return this;
        }

        public Builder ip(String ip) {
            this.ip = ip;
            return this;
        }

        public Builder mbits(long mbits) {
            this.mbits = mbits;
            return this;
        }

        public Builder hostname(String hostname) {
            this.hostname = hostname;
            return this;
        }

        public Builder dns(@Nullable DnsConfig dns) {
            this.dns = dns;
            return this;
        }

        public Builder reservedPorts(List<NetworkPort> reservedPorts) {
            this.reservedPorts = reservedPorts;
            return this;
        }

        public Builder dynamicPorts(List<NetworkPort> dynamicPorts) {
            this.dynamicPorts = dynamicPorts;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the network resource. */
        public NetworkResource build() {
            return new NetworkResource(
                    mode, device, cidr, ip, mbits, hostname, dns, reservedPorts, dynamicPorts, extras);
        }
    }
}
