package dev.berth.agent.internal;

import com.google.common.collect.ImmutableList;
import dev.berth.model.AllocatedPort;
import dev.berth.model.AllocatedTaskResources;
import dev.berth.model.Allocation;
import dev.berth.model.NetworkPort;
import dev.berth.model.NetworkResource;
import java.util.List;

/** The ports of an allocation, in one form whichever way the job asked for them. Stateless. */
final class TaskPorts {
    private TaskPorts() {}

    /**
     * A port.
     *
     * @param inside the port in the task's own network; the one on the node where there is no other
     */
    record Port(String label, String hostIp, int hostPort, int inside) {}

    /** Returns the ports of the group, which all tasks share. */
    static List<Port> ofGroup(Allocation allocation) {
        var shared = allocation.resources().shared();
        if (!shared.ports().isEmpty()) {
            return shared.ports().stream().map(TaskPorts::port).collect(ImmutableList.toImmutableList());
        }
        return ofNetworks(shared.networks());
    }

    /** Returns the ports that a task asked for itself. */
    static List<Port> ofTask(Allocation allocation, String task) {
        AllocatedTaskResources resources = allocation.resources().tasks().get(task);
        return resources == null ? List.of() : ofNetworks(resources.networks());
    }

    private static List<Port> ofNetworks(List<NetworkResource> networks) {
        var ports = ImmutableList.<Port>builder();
        for (NetworkResource network : networks) {
            for (NetworkPort port : network.ports()) {
                ports.add(new Port(port.label(), network.ip(), port.value(), inside(port.to(), port.value())));
            }
        }
        return ports.build();
    }

    private static Port port(AllocatedPort port) {
        return new Port(port.label(), port.hostIp(), port.value(), inside(port.to(), port.value()));
    }

    private static int inside(int to, int value) {
        return to > 0 ? to : value;
    }
}
