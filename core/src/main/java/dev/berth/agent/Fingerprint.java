package dev.berth.agent;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.CpuCore;
import dev.berth.model.DeviceGroup;
import dev.berth.model.NetworkResource;
import dev.berth.model.NodeNetwork;
import dev.berth.model.Resources;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@link Fingerprinter} found. Immutable. The canonical constructor grows; use {@link #builder()}.
 *
 * @param attributes node attributes by name
 * @param resources what the machine has, in the canonical units of each dimension
 * @param cores cores that can be reserved
 * @param networks networks in the older form, one per address
 * @param nodeNetworks interfaces with their addresses
 * @param devices devices by kind
 */
public record Fingerprint(
        SortedMap<String, String> attributes,
        Resources resources,
        List<CpuCore> cores,
        List<NetworkResource> networks,
        List<NodeNetwork> nodeNetworks,
        List<DeviceGroup> devices) {

    public Fingerprint {
        attributes = ImmutableSortedMap.copyOf(attributes);
        cores = ImmutableList.copyOf(cores);
        networks = ImmutableList.copyOf(networks);
        nodeNetworks = ImmutableList.copyOf(nodeNetworks);
        devices = ImmutableList.copyOf(devices);
    }

    /** Returns a builder of nothing found. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what was found; each setter sets the component of its name. Confined to one thread. */
    public static final class Builder {
        private final Map<String, String> attributes = new TreeMap<>();
        private Resources resources = Resources.none();
        private List<CpuCore> cores = List.of();
        private List<NetworkResource> networks = List.of();
        private List<NodeNetwork> nodeNetworks = List.of();
        private List<DeviceGroup> devices = List.of();

        private Builder() {}

        /** Adds an attribute; an empty value means that it is not known, and adds nothing. */
        public Builder attribute(String name, String value) {
            if (!value.isEmpty()) {
                attributes.put(name, value);
            }
            return this;
        }

        public Builder resources(Resources value) {
            resources = value;
            return this;
        }

        public Builder cores(List<CpuCore> value) {
            cores = value;
            return this;
        }

        public Builder networks(List<NetworkResource> value) {
            networks = value;
            return this;
        }

        public Builder nodeNetworks(List<NodeNetwork> value) {
            nodeNetworks = value;
            return this;
        }

        public Builder devices(List<DeviceGroup> value) {
            devices = value;
            return this;
        }

        /** Returns the fingerprint. */
        public Fingerprint build() {
            return new Fingerprint(
                    ImmutableSortedMap.copyOf(attributes), resources, cores, networks, nodeNetworks, devices);
        }
    }
}
