package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What a node has. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param total the scalar dimensions, including what is reserved
 * @param cores cores that can be reserved; empty when unknown
 * @param networks networks in the older form, one per address
 * @param nodeNetworks network interfaces with their addresses
 * @param devices devices by kind
 * @param minDynamicPort lowest port given out dynamically, 1-65535
 * @param maxDynamicPort highest port given out dynamically, 1-65535
 * @param extras what this version does not know but keeps
 */
public record NodeResources(
        Resources total,
        List<CpuCore> cores,
        List<NetworkResource> networks,
        List<NodeNetwork> nodeNetworks,
        List<DeviceGroup> devices,
        int minDynamicPort,
        int maxDynamicPort,
        Extras extras) {

    public NodeResources {
        cores = ImmutableList.copyOf(cores);
        networks = ImmutableList.copyOf(networks);
        nodeNetworks = ImmutableList.copyOf(nodeNetworks);
        devices = ImmutableList.copyOf(devices);
        Copies.notNegative(minDynamicPort, "minDynamicPort");
        Copies.notNegative(maxDynamicPort, "maxDynamicPort");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .total(total)
                .cores(cores)
                .networks(networks)
                .nodeNetworks(nodeNetworks)
                .devices(devices)
                .minDynamicPort(minDynamicPort)
                .maxDynamicPort(maxDynamicPort)
                .extras(extras);
    }

    /** The lowest dynamic port of a node that says nothing else. */
    public static final int DEFAULT_MIN_DYNAMIC_PORT = 20_000;
    /** The highest dynamic port of a node that says nothing else. */
    public static final int DEFAULT_MAX_DYNAMIC_PORT = 32_000;

    /** Returns a node's resources of scalar dimensions only, with the usual dynamic ports. */
    public static NodeResources of(Resources total) {
        return builder().total(total).build();
    }

    /** Collects the components of {@link NodeResources}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private Resources total = Resources.none();
        private List<CpuCore> cores = ImmutableList.of();
        private List<NetworkResource> networks = ImmutableList.of();
        private List<NodeNetwork> nodeNetworks = ImmutableList.of();
        private List<DeviceGroup> devices = ImmutableList.of();
        private int minDynamicPort = DEFAULT_MIN_DYNAMIC_PORT;
        private int maxDynamicPort = DEFAULT_MAX_DYNAMIC_PORT;
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder total(Resources total) {
            this.total = total;
            return this;
        }

        public Builder cores(List<CpuCore> cores) {
            this.cores = cores;
            return this;
        }

        public Builder networks(List<NetworkResource> networks) {
            this.networks = networks;
            return this;
        }

        public Builder nodeNetworks(List<NodeNetwork> nodeNetworks) {
            this.nodeNetworks = nodeNetworks;
            return this;
        }

        public Builder devices(List<DeviceGroup> devices) {
            this.devices = devices;
            return this;
        }

        public Builder minDynamicPort(int minDynamicPort) {
            this.minDynamicPort = minDynamicPort;
            return this;
        }

        public Builder maxDynamicPort(int maxDynamicPort) {
            this.maxDynamicPort = maxDynamicPort;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the node resources. */
        public NodeResources build() {
            return new NodeResources(
                    total, cores, networks, nodeNetworks, devices, minDynamicPort, maxDynamicPort, extras);
        }
    }
}
