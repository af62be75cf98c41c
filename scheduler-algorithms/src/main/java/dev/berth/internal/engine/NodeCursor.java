package dev.berth.internal.engine;

import dev.berth.model.DriverInfo;
import dev.berth.model.GroupKey;
import dev.berth.model.HostVolume;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.schedule.ColumnNames;
import dev.berth.schedule.NodeView;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The reference engine's view of one node at a time, in relation to one ask. Confined to one thread. */
final class NodeCursor implements NodeView {
    private static final String HOST = "host";

    private final ColumnNames dimensions;
    private final ColumnNames columns;
    private final GroupCounts counts;
    private final GroupKey group;
    private final SortedSet<NodeId> avoided;
    private NodeState state;

    NodeCursor(
            ColumnNames dimensions,
            ColumnNames columns,
            GroupCounts counts,
            GroupKey group,
            SortedSet<NodeId> avoided,
            NodeState first) {
        this.dimensions = dimensions;
        this.columns = columns;
        this.counts = counts;
        this.group = group;
        this.avoided = avoided;
        this.state = first;
    }

    NodeCursor moveTo(NodeState next) {
        state = next;
        return this;
    }

    NodeState state() {
        return state;
    }

    private Node node() {
        return state.node();
    }

    @Override
    public NodeId id() {
        return node().id();
    }

    @Override
    public String name() {
        return node().name();
    }

    @Override
    public String datacenter() {
        return node().datacenter();
    }

    @Override
    public String nodeClass() {
        return node().nodeClass();
    }

    @Override
    public String nodePool() {
        return node().nodePool();
    }

    @Override
    public boolean ready() {
        return node().ready();
    }

    @Override
    public @Nullable String attribute(String key) {
        return node().attributes().get(key);
    }

    @Override
    public @Nullable String meta(String key) {
        return node().meta().get(key);
    }

    @Override
    public DriverState driver(String name) {
        DriverInfo driver = node().drivers().get(name);
        if (driver == null) {
            return DriverState.MISSING;
        }
        if (!driver.detected()) {
            return DriverState.NOT_DETECTED;
        }
        return driver.healthy() ? DriverState.HEALTHY : DriverState.UNHEALTHY;
    }

    @Override
    public long capacity(int dimension) {
        return state.capacity().get(dimensions.name(dimension));
    }

    @Override
    public long used(int dimension) {
        return state.used().get(dimensions.name(dimension));
    }

    @Override
    public double tenToFreeShare(int dimension) {
        return switch (dimension) {
            case ColumnNames.CPU -> state.tenToFreeCpu();
            case ColumnNames.MEMORY -> state.tenToFreeMemory();
            default -> NodeState.tenToFreeShare(capacity(dimension), used(dimension));
        };
    }

    @Override
    public long column(int column) {
        return column < 0 ? 0 : state.column(columns.name(column));
    }

    @Override
    public int allocations() {
        return state.allocations();
    }

    @Override
    public int maxAllocations() {
        return node().maxAllocations();
    }

    @Override
    public boolean hasNetworkMode(String mode) {
        return mode.equals(HOST)
                || node().resources().nodeNetworks().stream()
                        .anyMatch(network -> network.mode().equals(mode))
                || node().resources().networks().stream()
                        .anyMatch(network -> network.mode().equals(mode));
    }

    @Override
    public boolean hasHostNetwork(String hostNetwork) {
        return state.ports().hasNetwork(hostNetwork);
    }

    @Override
    public boolean portFree(String hostNetwork, int port) {
        return state.ports().free(hostNetwork, port);
    }

    @Override
    public int freeDynamicPorts(String hostNetwork) {
        return state.ports().freeDynamic(hostNetwork);
    }

    @Override
    public boolean inDynamicRange(int port) {
        return state.ports().inDynamicRange(port);
    }

    @Override
    public boolean hasHostVolume(String name, boolean readOnly) {
        HostVolume volume = node().hostVolumes().get(name);
        return volume != null && (readOnly || !volume.readOnly());
    }

    @Override
    public int allocationsOfJob() {
        return counts.countOfJob(group.job(), id());
    }

    @Override
    public int allocationsOfGroup() {
        return counts.count(group, id());
    }

    @Override
    public boolean avoided() {
        return avoided.contains(id());
    }
}
