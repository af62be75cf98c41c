package dev.berth.model;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A machine that runs allocations, as the control plane knows it. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param id for as long as the cluster knows the node
 * @param secretHash hash of the node's secret; empty when it has none
 * @param name for people; usually the host name
 * @param datacenter where it stands
 * @param nodeClass the operator's class, may be empty
 * @param nodePool the pool it belongs to
 * @param attributes what was found on the node, as in {@code kernel.name}
 * @param meta what its operator says about it
 * @param links ids in other systems
 * @param drivers task drivers by name
 * @param hostVolumes volumes by name
 * @param resources what it has
 * @param reserved what tasks may not have
 * @param maxAllocations how many allocations it may hold, 0 = any number
 * @param status what the control plane thinks of it
 * @param statusDescription the status in words, may be empty
 * @param statusUpdatedAtNanos nanoseconds since the epoch, 0 = never
 * @param eligibility whether an operator lets it take new work
 * @param drain how it is being emptied, null when it is not
 * @param lastDrain the last drain, null when there was none
 * @param events the last {@link #MAX_EVENTS} events, oldest first
 * @param httpAddress where its agent listens, may be empty
 * @param tlsEnabled whether its agent speaks TLS
 * @param createIndex log position that created it, 0 before
 * @param modifyIndex log position that changed it last, 0 before
 * @param extras what this version does not know but keeps
 */
public record Node(
        NodeId id,
        String secretHash,
        String name,
        String datacenter,
        String nodeClass,
        String nodePool,
        SortedMap<String, String> attributes,
        SortedMap<String, String> meta,
        SortedMap<String, String> links,
        SortedMap<String, DriverInfo> drivers,
        SortedMap<String, HostVolume> hostVolumes,
        NodeResources resources,
        ReservedResources reserved,
        int maxAllocations,
        NodeStatus status,
        String statusDescription,
        long statusUpdatedAtNanos,
        Eligibility eligibility,
        @Nullable DrainStrategy drain,
        @Nullable LastDrain lastDrain,
        List<NodeEvent> events,
        String httpAddress,
        boolean tlsEnabled,
        long createIndex,
        long modifyIndex,
        Extras extras) {

    public Node {
        Copies.present(id, "id");
        Copies.present(name, "name");
        attributes = ImmutableSortedMap.copyOf(attributes);
        meta = ImmutableSortedMap.copyOf(meta);
        links = ImmutableSortedMap.copyOf(links);
        drivers = ImmutableSortedMap.copyOf(drivers);
        hostVolumes = ImmutableSortedMap.copyOf(hostVolumes);
        Copies.notNegative(maxAllocations, "maxAllocations");
        Copies.notNegative(statusUpdatedAtNanos, "statusUpdatedAtNanos");
        events = ImmutableList.copyOf(events);
        Copies.notNegative(createIndex, "createIndex");
        Copies.notNegative(modifyIndex, "modifyIndex");
        checkArgument(!name.isEmpty(), "The node (%s) has an empty name.", id);
        checkArgument(
                events.size() <= MAX_EVENTS,
                "The node (%s) has (%s) events, more than %s.",
                name,
                events.size(),
                MAX_EVENTS);
    }

    /** Returns a builder with this id and name and the defaults of {@link #builder(String)}. */
    public static Builder builder(NodeId id, String name) {
        return new Builder(id, name);
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder(id, name)
                .secretHash(secretHash)
                .datacenter(datacenter)
                .nodeClass(nodeClass)
                .nodePool(nodePool)
                .attributes(attributes)
                .meta(meta)
                .links(links)
                .drivers(drivers)
                .hostVolumes(hostVolumes)
                .resources(resources)
                .reserved(reserved)
                .maxAllocations(maxAllocations)
                .status(status)
                .statusDescription(statusDescription)
                .statusUpdatedAtNanos(statusUpdatedAtNanos)
                .eligibility(eligibility)
                .drain(drain)
                .lastDrain(lastDrain)
                .events(events)
                .httpAddress(httpAddress)
                .tlsEnabled(tlsEnabled)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .extras(extras);
    }

    /** The pool of nodes and jobs that name none. */
    public static final String DEFAULT_POOL = "default";
    /** The pool that stands for all nodes; no node can be put into it. */
    public static final String ALL_POOL = "all";
    /** How many events a node keeps. */
    public static final int MAX_EVENTS = 10;

    /**
     * Returns a builder of a node whose id is derived from its name (the same name always gives the same id), which is ready and
     * eligible, in datacenter {@code dc1} and pool {@code default}, and has no resources yet.
     */
    public static Builder builder(String name) {
        return new Builder(NodeId.ofName(name), name);
    }

    /** Returns whether it can take new work: ready, eligible and not being drained. */
    public boolean ready() {
        return status == NodeStatus.READY && eligibility == Eligibility.ELIGIBLE && drain == null;
    }

    /** Returns what tasks can have in total: the resources less what is reserved. */
    public Resources available() {
        return resources.total().minusClamped(reserved.resources());
    }

    /**
     * Returns a hash over what nodes of the same kind have in common, equal on every machine: datacenter, pool, class, attributes and
     * meta, and the vendor, type, name and attributes of devices; without names that begin with {@code unique.}. What is infeasible on a
     * node for reasons of these is infeasible on every node with the same hash. Resources, drivers' health, volumes and ports do not
     * count. Cost: O(attributes); not remembered.
     */
    public long computedClass() {
        return NodeClasses.hash(this);
    }

    /** Returns {@link #computedClass()} as text, as it stands in {@link Evaluation#classEligibility()}: {@code v1:16879197034678805391}. */
    public String computedClassText() {
        return "v1:" + Long.toUnsignedString(computedClass());
    }

    /** Returns everything that is wrong with the node; empty when it can be registered. */
    public List<Problem> validate() {
        return NodeValidation.problems(this);
    }

    /** Collects the components of {@link Node}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private NodeId id;
        private String secretHash = "";
        private String name;
        private String datacenter = "dc1";
        private String nodeClass = "";
        private String nodePool = DEFAULT_POOL;
        private SortedMap<String, String> attributes = ImmutableSortedMap.of();
        private SortedMap<String, String> meta = ImmutableSortedMap.of();
        private SortedMap<String, String> links = ImmutableSortedMap.of();
        private SortedMap<String, DriverInfo> drivers = ImmutableSortedMap.of();
        private SortedMap<String, HostVolume> hostVolumes = ImmutableSortedMap.of();
        private NodeResources resources = NodeResources.of(Resources.none());
        private ReservedResources reserved = ReservedResources.none();
        private int maxAllocations;
        private NodeStatus status = NodeStatus.READY;
        private String statusDescription = "";
        private long statusUpdatedAtNanos;
        private Eligibility eligibility = Eligibility.ELIGIBLE;
        private @Nullable DrainStrategy drain;
        private @Nullable LastDrain lastDrain;
        private List<NodeEvent> events = ImmutableList.of();
        private String httpAddress = "";
        private boolean tlsEnabled;
        private long createIndex;
        private long modifyIndex;
        private Extras extras = Extras.none();

        private Builder(NodeId id, String name) {
            this.id = id;
            this.name = name;
        }

        public Builder id(NodeId id) {
            this.id = id;
            return this;
        }

        public Builder secretHash(String secretHash) {
            this.secretHash = secretHash;
            return this;
        }

        public Builder name(String name) {
            this.name = name;
            return this;
        }

        public Builder datacenter(String datacenter) {
            this.datacenter = datacenter;
            return this;
        }

        public Builder nodeClass(String nodeClass) {
            this.nodeClass = nodeClass;
            return this;
        }

        public Builder nodePool(String nodePool) {
            this.nodePool = nodePool;
            return this;
        }

        public Builder attributes(Map<String, String> attributes) {
            this.attributes = ImmutableSortedMap.copyOf(attributes);
            return this;
        }

        public Builder meta(Map<String, String> meta) {
            this.meta = ImmutableSortedMap.copyOf(meta);
            return this;
        }

        public Builder links(Map<String, String> links) {
            this.links = ImmutableSortedMap.copyOf(links);
            return this;
        }

        public Builder drivers(Map<String, DriverInfo> drivers) {
            this.drivers = ImmutableSortedMap.copyOf(drivers);
            return this;
        }

        public Builder hostVolumes(Map<String, HostVolume> hostVolumes) {
            this.hostVolumes = ImmutableSortedMap.copyOf(hostVolumes);
            return this;
        }

        public Builder resources(NodeResources resources) {
            this.resources = resources;
            return this;
        }

        public Builder reserved(ReservedResources reserved) {
            this.reserved = reserved;
            return this;
        }

        public Builder maxAllocations(int maxAllocations) {
            this.maxAllocations = maxAllocations;
            return this;
        }

        public Builder status(NodeStatus status) {
            this.status = status;
            return this;
        }

        public Builder statusDescription(String statusDescription) {
            this.statusDescription = statusDescription;
            return this;
        }

        public Builder statusUpdatedAtNanos(long statusUpdatedAtNanos) {
            this.statusUpdatedAtNanos = statusUpdatedAtNanos;
            return this;
        }

        public Builder eligibility(Eligibility eligibility) {
            this.eligibility = eligibility;
            return this;
        }

        public Builder drain(@Nullable DrainStrategy drain) {
            this.drain = drain;
            return this;
        }

        public Builder lastDrain(@Nullable LastDrain lastDrain) {
            this.lastDrain = lastDrain;
            return this;
        }

        public Builder events(List<NodeEvent> events) {
            this.events = events;
            return this;
        }

        public Builder httpAddress(String httpAddress) {
            this.httpAddress = httpAddress;
            return this;
        }

        public Builder tlsEnabled(boolean tlsEnabled) {
            this.tlsEnabled = tlsEnabled;
            return this;
        }

        public Builder createIndex(long createIndex) {
            this.createIndex = createIndex;
            return this;
        }

        public Builder modifyIndex(long modifyIndex) {
            this.modifyIndex = modifyIndex;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Sets the scalar dimensions of the resources and keeps the other parts. */
        public Builder resources(Resources total) {
            return resources(resources.toBuilder().total(total).build());
        }

        /** Sets the total cpu, in the host's units: by default 1,000 a core. */
        public Builder cpu(long cpu) {
            return resources(resources.total().toBuilder().cpu(cpu).build());
        }

        /** Sets the total memory in bytes. */
        public Builder memoryBytes(long memoryBytes) {
            return resources(
                    resources.total().toBuilder().memoryBytes(memoryBytes).build());
        }

        /** Sets the memory of {@link Node#resources()} in MiB. */
        public Builder memoryMiB(long memoryMiB) {
            return memoryBytes(Math.multiplyExact(memoryMiB, 1L << 20));
        }

        /** Sets the total disk in bytes. */
        public Builder diskBytes(long diskBytes) {
            return resources(resources.total().toBuilder().diskBytes(diskBytes).build());
        }

        /** Adds or replaces one attribute. */
        public Builder attribute(String attribute, String value) {
            return attributes(with(attributes, attribute, value));
        }

        /** Adds or replaces one entry of the meta data. */
        public Builder meta(String key, String value) {
            return meta(with(meta, key, value));
        }

        /** Adds a driver that is there and works. */
        public Builder driver(String driver) {
            return drivers(with(drivers, driver, DriverInfo.working()));
        }

        private static <V> SortedMap<String, V> with(SortedMap<String, V> map, String key, V value) {
            SortedMap<String, V> copy = new TreeMap<>(map);
            copy.put(key, value);
            return copy;
        }

        /** Returns the node. */
        public Node build() {
            return new Node(
                    id,
                    secretHash,
                    name,
                    datacenter,
                    nodeClass,
                    nodePool,
                    attributes,
                    meta,
                    links,
                    drivers,
                    hostVolumes,
                    resources,
                    reserved,
                    maxAllocations,
                    status,
                    statusDescription,
                    statusUpdatedAtNanos,
                    eligibility,
                    drain,
                    lastDrain,
                    events,
                    httpAddress,
                    tlsEnabled,
                    createIndex,
                    modifyIndex,
                    extras);
        }
    }
}
