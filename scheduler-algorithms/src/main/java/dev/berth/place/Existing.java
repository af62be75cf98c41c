package dev.berth.place;

import com.google.common.collect.ImmutableList;
import dev.berth.model.AllocatedPort;
import dev.berth.model.AllocatedResources;
import dev.berth.model.Allocation;
import dev.berth.model.GroupKey;
import dev.berth.model.NetworkPort;
import dev.berth.model.NetworkResource;
import dev.berth.model.NodeId;
import dev.berth.model.Resources;
import java.util.List;
import java.util.Objects;

/**
 * Something that is on a node already and takes room there. Immutable.
 *
 * @param nodeId where it is
 * @param group whose instance it is
 * @param resources what it takes
 * @param ports the ports it holds
 */
public record Existing(NodeId nodeId, GroupKey group, Resources resources, List<AllocatedPort> ports) {
    /** Checks for null and copies the list. */
    public Existing {
        Objects.requireNonNull(nodeId, "nodeId");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(resources, "resources");
        ports = ImmutableList.copyOf(ports);
    }

    /** Returns one instance of an ask, without ports, as being on a node. */
    public static Existing of(NodeId nodeId, Ask ask) {
        return new Existing(nodeId, ask.group(), ask.resources(), ImmutableList.of());
    }

    /** Returns what an allocation takes on its node. */
    public static Existing of(Allocation allocation) {
        return new Existing(
                allocation.nodeId(),
                allocation.groupKey(),
                allocation.resources().total(),
                ports(allocation.resources()));
    }

    /** Returns all ports that an allocation holds: those of the group, then those of its tasks. */
    public static List<AllocatedPort> ports(AllocatedResources resources) {
        if (resources.shareable()) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<AllocatedPort> ports = ImmutableList.builder();
        ports.addAll(resources.shared().ports());
        resources.tasks().values().forEach(task -> task.networks().forEach(network -> addPorts(network, ports)));
        return ports.build();
    }

    private static void addPorts(NetworkResource network, ImmutableList.Builder<AllocatedPort> ports) {
        for (NetworkPort port : network.ports()) {
            ports.add(new AllocatedPort(port.label(), port.value(), port.to(), network.ip()));
        }
    }
}
