package dev.berth.internal.scheduler;

import com.google.common.collect.ImmutableList;
import dev.berth.model.AllocatedPort;
import dev.berth.model.AllocatedResources;
import dev.berth.model.AllocatedSharedResources;
import dev.berth.model.AllocatedTaskResources;
import dev.berth.model.Job;
import dev.berth.model.NetworkPort;
import dev.berth.model.NetworkRequest;
import dev.berth.model.NetworkResource;
import dev.berth.model.PortRequest;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.place.Ask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What instances of one group are given: one shared object unless ports differ. */
final class GroupResources {
    private static final String NONE = "none";

    private final Job job;
    private final TaskGroup group;
    private final Ask ask;
    private final AllocatedResources shared;

    GroupResources(Job job, TaskGroup group) {
        this.job = job;
        this.group = group;
        this.ask = Ask.of(job, group);
        this.shared = AllocatedResources.of(group);
    }

    Job job() {
        return job;
    }

    TaskGroup group() {
        return group;
    }

    Ask ask() {
        return ask;
    }

    /** Returns the resources of an instance with the ports it got: in the order of the ask, so those of the group come first. */
    AllocatedResources with(List<AllocatedPort> ports) {
        if (ask.networks().isEmpty()) {
            return shared;
        }
        Deque<AllocatedPort> left = new ArrayDeque<>(ports);
        AllocatedSharedResources.Builder common = shared.shared().toBuilder();
        if (!group.networks().isEmpty()) {
            NetworkRequest request = group.networks().get(0);
            List<AllocatedPort> own = take(left, count(request));
            common.ports(own).networks(ImmutableList.of(network(request, own)));
        }
        SortedMap<String, AllocatedTaskResources> tasks = new TreeMap<>(shared.tasks());
        for (Task task : group.tasks()) {
            ImmutableList.Builder<NetworkResource> networks = ImmutableList.builder();
            for (NetworkRequest request : task.resources().networks()) {
                networks.add(network(request, take(left, count(request))));
            }
            tasks.computeIfPresent(
                    task.name(),
                    (name, resources) ->
                            resources.toBuilder().networks(networks.build()).build());
        }
        return AllocatedResources.of(tasks, shared.lifecycles(), common.build());
    }

    /** Returns the resources of an instance that takes over the ports and networks of an older one. */
    AllocatedResources keeping(AllocatedResources old) {
        if (old.shareable()) {
            return ask.networks().isEmpty() ? shared : with(ImmutableList.of());
        }
        AllocatedSharedResources common = shared.shared().toBuilder()
                .ports(old.shared().ports())
                .networks(old.shared().networks())
                .build();
        SortedMap<String, AllocatedTaskResources> tasks = new TreeMap<>(shared.tasks());
        old.tasks()
                .forEach((name, before) -> tasks.computeIfPresent(
                        name,
                        (same, resources) -> resources.toBuilder()
                                .networks(before.networks())
                                .build()));
        return AllocatedResources.of(tasks, shared.lifecycles(), common);
    }

    private static int count(NetworkRequest request) {
        return request.mode().equals(NONE)
                ? 0
                : request.reservedPorts().size() + request.dynamicPorts().size();
    }

    private static List<AllocatedPort> take(Deque<AllocatedPort> left, int count) {
        ImmutableList.Builder<AllocatedPort> taken = ImmutableList.builder();
        for (int i = 0; i < count && !left.isEmpty(); i++) {
            taken.add(left.remove());
        }
        return taken.build();
    }

    private static NetworkResource network(NetworkRequest request, List<AllocatedPort> ports) {
        int fixed = Math.min(request.reservedPorts().size(), ports.size());
        return NetworkResource.builder()
                .mode(request.mode())
                .ip(ports.isEmpty() ? "" : ports.get(0).hostIp())
                .mbits(request.mbits())
                .hostname(request.hostname())
                .dns(request.dns())
                .reservedPorts(ports(request.reservedPorts(), ports.subList(0, fixed)))
                .dynamicPorts(ports(request.dynamicPorts(), ports.subList(fixed, ports.size())))
                .build();
    }

    private static List<NetworkPort> ports(List<PortRequest> requests, List<AllocatedPort> ports) {
        ImmutableList.Builder<NetworkPort> all = ImmutableList.builder();
        for (int i = 0; i < ports.size(); i++) {
            AllocatedPort port = ports.get(i);
            all.add(new NetworkPort(
                    port.label(), port.value(), port.to(), requests.get(i).hostNetwork()));
        }
        return all.build();
    }
}
