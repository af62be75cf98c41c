package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Fills in what the author of a job left out; see {@link Job#canonical()}. Stateless. */
final class JobDefaults {

    private JobDefaults() {}

    static Job canonical(Job job) {
        Job.Builder result = job.toBuilder()
                .name(orElse(job.name(), job.id()))
                .region(orElse(job.region(), "global"))
                .datacenters(job.datacenters().isEmpty() ? List.of("*") : job.datacenters())
                .nodePool(orElse(job.nodePool(), "default"))
                .taskGroups(each(job.taskGroups(), group -> group(job, group)));
        PeriodicConfig periodic = job.periodic();
        if (periodic != null) {
            result.periodic(periodic.toBuilder()
                    .specType(orElse(periodic.specType(), "cron"))
                    .timeZone(orElse(periodic.timeZone(), "UTC"))
                    .build());
        }
        return result.build();
    }

    private static TaskGroup group(Job job, TaskGroup group) {
        TaskGroup withPolicies = PolicyDefaults.apply(job, group);
        TaskGroup.Builder result = withPolicies.toBuilder()
                .networks(each(group.networks(), JobDefaults::network))
                .services(each(group.services(), service -> service(service, job.id() + "-" + group.name())))
                .volumes(volumes(group))
                .tasks(each(withPolicies.tasks(), task -> task(job, group, task)));
        ScalingPolicy scaling = group.scaling();
        if (scaling != null && scaling.min() == null) {
            result.scaling(scaling.toBuilder().min((long) group.count()).build());
        }
        return result.build();
    }

    private static Task task(Job job, TaskGroup group, Task task) {
        TaskResources resources = task.resources();
        String serviceName = job.id() + "-" + group.name() + "-" + task.name();
        return task.toBuilder()
                .resources(resources.toBuilder()
                        .networks(each(resources.networks(), JobDefaults::network))
                        .build())
                .services(each(task.services(), service -> service(service, serviceName)))
                .artifacts(each(task.artifacts(), JobDefaults::artifact))
                .templates(each(task.templates(), JobDefaults::template))
                .volumeMounts(each(task.volumeMounts(), JobDefaults::mount))
                .build();
    }

    private static NetworkRequest network(NetworkRequest network) {
        return network.toBuilder()
                .reservedPorts(each(network.reservedPorts(), JobDefaults::port))
                .dynamicPorts(each(network.dynamicPorts(), JobDefaults::port))
                .build();
    }

    private static PortRequest port(PortRequest port) {
        return port.hostNetwork().isEmpty()
                ? port.toBuilder().hostNetwork("default").build()
                : port;
    }

    private static Service service(Service service, String defaultName) {
        return service.toBuilder()
                .name(orElse(service.name(), defaultName))
                .provider(orElse(service.provider(), "consul"))
                .addressMode(orElse(service.addressMode(), "auto"))
                .onUpdate(orElse(service.onUpdate(), "require_healthy"))
                .build();
    }

    private static SortedMap<String, VolumeRequest> volumes(TaskGroup group) {
        SortedMap<String, VolumeRequest> result = new TreeMap<>();
        group.volumes()
                .forEach((name, volume) -> result.put(
                        name,
                        volume.toBuilder()
                                .name(orElse(volume.name(), name))
                                .type(orElse(volume.type(), "host"))
                                .build()));
        return result;
    }

    private static VolumeMount mount(VolumeMount mount) {
        return mount.toBuilder()
                .propagationMode(orElse(mount.propagationMode(), "private"))
                .build();
    }

    private static Artifact artifact(Artifact artifact) {
        return artifact.toBuilder()
                .destination(orElse(artifact.destination(), "local/"))
                .mode(orElse(artifact.mode(), "any"))
                .build();
    }

    private static Template template(Template template) {
        return template.toBuilder()
                .changeMode(orElse(template.changeMode(), "restart"))
                .perms(orElse(template.perms(), "0644"))
                .leftDelim(orElse(template.leftDelim(), "{{"))
                .rightDelim(orElse(template.rightDelim(), "}}"))
                .build();
    }

    private static String orElse(String value, String otherwise) {
        return value.isEmpty() ? otherwise : value;
    }

    private static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
        return list.stream().map(change).collect(ImmutableList.toImmutableList());
    }
}
