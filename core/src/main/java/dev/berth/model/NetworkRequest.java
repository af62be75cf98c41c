package dev.berth.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network that a group wants: its kind and its ports.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param mode host, bridge, none or cni/NAME; empty means host. Default empty
 * @param device the network device, empty for any; default empty
 * @param cidr the address range, filled by nodes only; default empty
 * @param ip the address, filled by nodes only; default empty
 * @param mbits the bandwidth asked for in Mbit/s; kept and not scheduled by. Default 0
 * @param hostname the host name inside the network (bridge and cni); default empty
 * @param dns how names are resolved; default null: as on the node
 * @param reservedPorts ports with a fixed number; default none
 * @param dynamicPorts ports that the scheduler picks; default none
 * @param extras what this version does not know but keeps; default none
 */
public record NetworkRequest(
        String mode,
        String device,
        String cidr,
        String ip,
        int mbits,
        String hostname,
        @Nullable DnsConfig dns,
        List<PortRequest> reservedPorts,
        List<PortRequest> dynamicPorts,
        Extras extras) {

    public NetworkRequest {
        Copies.present(mode, "mode");
        Copies.present(device, "device");
        Copies.present(cidr, "cidr");
        Copies.present(ip, "ip");
        Copies.present(hostname, "hostname");
        reservedPorts = Copies.list(reservedPorts, "reservedPorts");
        dynamicPorts = Copies.list(dynamicPorts, "dynamicPorts");
        Copies.present(extras, "extras");
    }

    /** Starts a network request; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
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

    /** Builds a {@link NetworkRequest}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String mode = "";
        private String device = "";
        private String cidr = "";
        private String ip = "";
        private int mbits = 0;
        private String hostname = "";
        private @Nullable DnsConfig dns;
        private List<PortRequest> reservedPorts = List.of();
        private List<PortRequest> dynamicPorts = List.of();
        private Extras extras = Extras.none();

        private Builder() {}

        /** Sets {@link NetworkRequest#mode()}. */
        public Builder mode(String mode) {
            this.mode = mode;
            return this;
        }

        /** Sets {@link NetworkRequest#device()}. */
        public Builder device(String device) {
            this.device = device;
            return this;
        }

        /** Sets {@link NetworkRequest#cidr()}. */
        public Builder cidr(String cidr) {
            this.cidr = cidr;
            return this;
        }

        /** Sets {@link NetworkRequest#ip()}. */
        public Builder ip(String ip) {
            this.ip = ip;
            return this;
        }

        /** Sets {@link NetworkRequest#mbits()}. */
        public Builder mbits(int mbits) {
            this.mbits = mbits;
            return this;
        }

        /** Sets {@link NetworkRequest#hostname()}. */
        public Builder hostname(String hostname) {
            this.hostname = hostname;
            return this;
        }

        /** Sets {@link NetworkRequest#dns()}. */
        public Builder dns(@Nullable DnsConfig dns) {
            this.dns = dns;
            return this;
        }

        /** Sets {@link NetworkRequest#reservedPorts()}. */
        public Builder reservedPorts(List<PortRequest> reservedPorts) {
            this.reservedPorts = reservedPorts;
            return this;
        }

        /** As {@link #reservedPorts(List)}, for a few. */
        public Builder reservedPorts(PortRequest... reservedPorts) {
            return reservedPorts(List.of(reservedPorts));
        }

        /** Sets {@link NetworkRequest#dynamicPorts()}. */
        public Builder dynamicPorts(List<PortRequest> dynamicPorts) {
            this.dynamicPorts = dynamicPorts;
            return this;
        }

        /** As {@link #dynamicPorts(List)}, for a few. */
        public Builder dynamicPorts(PortRequest... dynamicPorts) {
            return dynamicPorts(List.of(dynamicPorts));
        }

        /** Sets {@link NetworkRequest#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the network request.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public NetworkRequest build() {
            return new NetworkRequest(
                    mode, device, cidr, ip, mbits, hostname, dns, reservedPorts, dynamicPorts, extras);
        }
    }
}
