package dev.berth.wire.nomad;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.DriverInfo;
import dev.berth.model.Eligibility;
import dev.berth.model.Extras;
import dev.berth.model.HostVolume;
import dev.berth.model.LastDrain;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.NodeStatus;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A node as node lists show it.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param id its id
 * @param name its name; default empty
 * @param datacenter its datacenter; default empty
 * @param nodeClass its class; default empty
 * @param nodePool its pool; default empty
 * @param address the address of its agent without the port; default empty
 * @param version the version of its agent; default empty
 * @param drain whether it is being emptied; default false
 * @param eligibility whether it takes new allocations; default eligible
 * @param status its status; default initializing
 * @param statusDescription why; default empty
 * @param drivers its drivers by name; default none
 * @param hostVolumes its volumes by name; default none
 * @param lastDrain how the last drain went; default null
 * @param createIndex the log index at which it was registered; default 0
 * @param modifyIndex the log index of its last change; default 0
 * @param extras what this version does not know but keeps; default none
 */
public record NodeStub(
        NodeId id,
        String name,
        String datacenter,
        String nodeClass,
        String nodePool,
        String address,
        String version,
        boolean drain,
        Eligibility eligibility,
        NodeStatus status,
        String statusDescription,
        SortedMap<String, DriverInfo> drivers,
        SortedMap<String, HostVolume> hostVolumes,
        @Nullable LastDrain lastDrain,
        long createIndex,
        long modifyIndex,
        Extras extras) {

    public NodeStub {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(datacenter, "datacenter");
        Objects.requireNonNull(nodeClass, "nodeClass");
        Objects.requireNonNull(nodePool, "nodePool");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(eligibility, "eligibility");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(statusDescription, "statusDescription");
        drivers = ImmutableSortedMap.copyOf(drivers);
        hostVolumes = ImmutableSortedMap.copyOf(hostVolumes);
        Objects.requireNonNull(extras, "extras");
    }

    /** Returns the stub of a node. */
    public static NodeStub of(Node node) {
        String http = node.httpAddress();
        int port = http.lastIndexOf(':');
        return builder(node.id())
                .name(node.name())
                .datacenter(node.datacenter())
                .nodeClass(node.nodeClass())
                .nodePool(node.nodePool())
                .address(port < 0 ? http : http.substring(0, port))
                .version(node.attributes().getOrDefault("nomad.version", ""))
                .drain(node.drain() != null)
                .eligibility(node.eligibility())
                .status(node.status())
                .statusDescription(node.statusDescription())
                .drivers(node.drivers())
                .hostVolumes(node.hostVolumes())
                .lastDrain(node.lastDrain())
                .createIndex(node.createIndex())
                .modifyIndex(node.modifyIndex())
                .build();
    }

    /** Starts a node stub of the given id; every other component begins at the default that its description names. */
    public static Builder builder(NodeId id) {
        return new Builder(id);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(id)
                .name(name)
                .datacenter(datacenter)
                .nodeClass(nodeClass)
                .nodePool(nodePool)
                .address(address)
                .version(version)
                .drain(drain)
                .eligibility(eligibility)
                .status(status)
                .statusDescription(statusDescription)
                .drivers(drivers)
                .hostVolumes(hostVolumes)
                .lastDrain(lastDrain)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .extras(extras);
    }

    /** Builds a {@link NodeStub}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private NodeId id;
        private String name = "";
        private String datacenter = "";
        private String nodeClass = "";
        private String nodePool = "";
        private String address = "";
        private String version = "";
        private boolean drain = false;
        private Eligibility eligibility = Eligibility.ELIGIBLE;
        private NodeStatus status = NodeStatus.INITIALIZING;
        private String statusDescription = "";
        private SortedMap<String, DriverInfo> drivers = ImmutableSortedMap.of();
        private SortedMap<String, HostVolume> hostVolumes = ImmutableSortedMap.of();
        private @Nullable LastDrain lastDrain;
        private long createIndex = 0;
        private long modifyIndex = 0;
        private Extras extras = Extras.none();

        private Builder(NodeId id) {
            this.id = id;
        }

        /** Sets {@link NodeStub#id()}. */
        public Builder id(NodeId id) {
            this.id = id;
            return this;
        }

        /** Sets {@link NodeStub#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link NodeStub#datacenter()}. */
        public Builder datacenter(String datacenter) {
            this.datacenter = datacenter;
            return this;
        }

        /** Sets {@link NodeStub#nodeClass()}. */
        public Builder nodeClass(String nodeClass) {
            this.nodeClass = nodeClass;
            return this;
        }

        /** Sets {@link NodeStub#nodePool()}. */
        public Builder nodePool(String nodePool) {
            this.nodePool = nodePool;
            return this;
        }

        /** Sets {@link NodeStub#address()}. */
        public Builder address(String address) {
            this.address = address;
            return this;
        }

        /** Sets {@link NodeStub#version()}. */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /** Sets {@link NodeStub#drain()}. */
        public Builder drain(boolean drain) {
            this.drain = drain;
            return this;
        }

        /** Sets {@link NodeStub#eligibility()}. */
        public Builder eligibility(Eligibility eligibility) {
            this.eligibility = eligibility;
            return this;
        }

        /** Sets {@link NodeStub#status()}. */
        public Builder status(NodeStatus status) {
            this.status = status;
            return this;
        }

        /** Sets {@link NodeStub#statusDescription()}. */
        public Builder statusDescription(String statusDescription) {
            this.statusDescription = statusDescription;
            return this;
        }

        /** Sets {@link NodeStub#drivers()}. */
        public Builder drivers(SortedMap<String, DriverInfo> drivers) {
            this.drivers = drivers;
            return this;
        }

        /** Sets {@link NodeStub#hostVolumes()}. */
        public Builder hostVolumes(SortedMap<String, HostVolume> hostVolumes) {
            this.hostVolumes = hostVolumes;
            return this;
        }

        /** Sets {@link NodeStub#lastDrain()}. */
        public Builder lastDrain(@Nullable LastDrain lastDrain) {
            this.lastDrain = lastDrain;
            return this;
        }

        /** Sets {@link NodeStub#createIndex()}. */
        public Builder createIndex(long createIndex) {
            this.createIndex = createIndex;
            return this;
        }

        /** Sets {@link NodeStub#modifyIndex()}. */
        public Builder modifyIndex(long modifyIndex) {
            this.modifyIndex = modifyIndex;
            return this;
        }

        /** Sets {@link NodeStub#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the node stub.
         *
         * @throws NullPointerException if something that is needed is null
         */
        public NodeStub build() {
            return new NodeStub(
                    id,
                    name,
                    datacenter,
                    nodeClass,
                    nodePool,
                    address,
                    version,
                    drain,
                    eligibility,
                    status,
                    statusDescription,
                    drivers,
                    hostVolumes,
                    lastDrain,
                    createIndex,
                    modifyIndex,
                    extras);
        }
    }
}
