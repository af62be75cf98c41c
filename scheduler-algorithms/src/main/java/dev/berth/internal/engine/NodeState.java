package dev.berth.internal.engine;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.AllocatedPort;
import dev.berth.model.Node;
import dev.berth.model.Resources;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A node and what is on it. Immutable: changes give a new instance, so that a fork shares all of them. */
final class NodeState {
    private final Node node;
    private final Resources capacity;
    private final Resources used;
    private final int allocations;
    private final NodePorts ports;
    private final ImmutableSortedMap<String, Long> columns;
    private final double tenToFreeCpu;
    private final double tenToFreeMemory;

    private NodeState(
            Node node,
            Resources capacity,
            Resources used,
            int allocations,
            NodePorts ports,
            SortedMap<String, Long> columns) {
        this.node = node;
        this.capacity = capacity;
        this.used = used;
        this.allocations = allocations;
        this.ports = ports;
        this.columns = ImmutableSortedMap.copyOfSorted(columns);
        this.tenToFreeCpu = tenToFreeShare(capacity.cpu(), used.cpu());
        this.tenToFreeMemory = tenToFreeShare(capacity.memoryBytes(), used.memoryBytes());
    }

    static NodeState empty(Node node, long seed) {
        return new NodeState(
                node, node.available(), Resources.none(), 0, NodePorts.of(node, seed), ImmutableSortedMap.of());
    }

    static double tenToFreeShare(long capacity, long used) {
        return capacity == 0 ? 1 : StrictMath.pow(10, (double) (capacity - used) / capacity);
    }

    NodeState add(Resources more, int count, List<AllocatedPort> morePorts) {
        return new NodeState(node, capacity, used.plus(more), allocations + count, ports.change(morePorts, 1), columns);
    }

    NodeState add(Resources more, NodePorts portsAfter) {
        return new NodeState(node, capacity, used.plus(more), allocations + 1, portsAfter, columns);
    }

    NodeState remove(Resources less, List<AllocatedPort> lessPorts) {
        return new NodeState(node, capacity, used.minus(less), allocations - 1, ports.change(lessPorts, -1), columns);
    }

    NodeState withFacts(Node facts, long seed) {
        NodePorts moved = ports.movedTo(facts, seed, ports.taken());
        return new NodeState(facts, facts.available(), used, allocations, moved, columns);
    }

    NodeState withColumn(String column, long value) {
        SortedMap<String, Long> changed = new TreeMap<>(columns);
        changed.put(column, value);
        return new NodeState(node, capacity, used, allocations, ports, changed);
    }

    Node node() {
        return node;
    }

    Resources capacity() {
        return capacity;
    }

    Resources used() {
        return used;
    }

    int allocations() {
        return allocations;
    }

    NodePorts ports() {
        return ports;
    }

    long column(String name) {
        return columns.getOrDefault(name, 0L);
    }

    double tenToFreeCpu() {
        return tenToFreeCpu;
    }

    double tenToFreeMemory() {
        return tenToFreeMemory;
    }
}
