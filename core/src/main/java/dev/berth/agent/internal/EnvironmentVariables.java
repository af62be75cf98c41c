package dev.berth.agent.internal;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.driver.TaskDirs;
import dev.berth.model.AllocatedTaskResources;
import dev.berth.model.Allocation;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The variables that Berth gives to a task, and the values of a node that its texts may refer to. Stateless. */
public final class EnvironmentVariables {
    private static final List<String> PREFIXES = List.of("BERTH_", "NOMAD_");
    private static final long MIB = 1L << 20;

    private EnvironmentVariables() {}

    /** Returns a task of the allocation's group. */
    public static Task taskOf(Allocation allocation, String name) {
        Task task = groupOf(allocation).task(name);
        if (task == null) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The allocation (%s) has no task (%s) in its group (%s).",
                    allocation.id(),
                    name,
                    allocation.taskGroup()));
        }
        return task;
    }

    /** Returns the allocation's group. */
    public static TaskGroup groupOf(Allocation allocation) {
        TaskGroup group = allocation.job().group(allocation.taskGroup());
        if (group == null) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The allocation (%s) is of a group (%s) that its job (%s) does not have.",
                    allocation.id(),
                    allocation.taskGroup(),
                    allocation.jobKey()));
        }
        return group;
    }

    /** Returns what {@code ${node.…}}, {@code ${attr.…}} and {@code ${meta.…}} stand for. */
    public static SortedMap<String, String> ofNode(Node node, Job job) {
        var values = new TreeMap<String, String>();
        node.attributes().forEach((name, value) -> values.put("attr." + name, value));
        node.meta().forEach((name, value) -> values.put("meta." + name, value));
        values.put("node.unique.id", node.id().toString());
        values.put("node.unique.name", node.name());
        values.put("node.datacenter", node.datacenter());
        values.put("node.region", job.region());
        values.put("node.class", node.nodeClass());
        values.put("node.pool", node.nodePool());
        return ImmutableSortedMap.copyOfSorted(values);
    }

    /** Returns the variables of a task under both prefixes. */
    public static SortedMap<String, String> ofTask(
            Node node, Allocation allocation, String task, TaskDirs dirs, boolean isolated) {
        var names = new TreeMap<String, String>();
        putDirectories(names, dirs, isolated);
        putIdentity(names, node, allocation, task);
        putLimits(names, allocation, task);
        putMeta(names, allocation, task);
        putPorts(names, allocation, task);
        var both = new TreeMap<String, String>();
        names.forEach((name, value) -> PREFIXES.forEach(prefix -> both.put(prefix + name, value)));
        return both;
    }

    private static void putDirectories(Map<String, String> to, TaskDirs dirs, boolean isolated) {
        to.put("ALLOC_DIR", isolated ? "/alloc" : dirs.sharedDir().toString());
        to.put("TASK_DIR", isolated ? "/local" : dirs.taskDir().resolve("local").toString());
        to.put("SECRETS_DIR", isolated ? "/secrets" : dirs.secretsDir().toString());
    }

    private static void putIdentity(Map<String, String> to, Node node, Allocation allocation, String task) {
        Job job = allocation.job();
        to.put("ALLOC_ID", allocation.id().toString());
        to.put("SHORT_ALLOC_ID", allocation.id().shortForm());
        to.put("ALLOC_NAME", allocation.name());
        to.put("ALLOC_INDEX", Integer.toString(allocation.index()));
        to.put("TASK_NAME", task);
        to.put("GROUP_NAME", allocation.taskGroup());
        to.put("JOB_ID", job.id());
        to.put("JOB_NAME", job.name().isEmpty() ? job.id() : job.name());
        if (!job.parentId().isEmpty()) {
            to.put("JOB_PARENT_ID", job.parentId());
        }
        to.put("DC", node.datacenter());
        to.put("REGION", job.region());
        to.put("NAMESPACE", job.namespace());
    }

    private static void putLimits(Map<String, String> to, Allocation allocation, String task) {
        AllocatedTaskResources resources = allocation.resources().tasks().get(task);
        if (resources == null) {
            return;
        }
        to.put("CPU_LIMIT", Long.toString(resources.cpu()));
        to.put("MEMORY_LIMIT", Long.toString(resources.memoryBytes() / MIB));
        if (resources.memoryMaxBytes() > 0) {
            to.put("MEMORY_MAX_LIMIT", Long.toString(resources.memoryMaxBytes() / MIB));
        }
        if (!resources.reservedCores().isEmpty()) {
            to.put("CPU_CORES", ranges(resources.reservedCores()));
        }
    }

    /** Meta of the job, over it that of the group, over it that of the task; names as written and in upper case. */
    private static void putMeta(Map<String, String> to, Allocation allocation, String task) {
        var meta = new TreeMap<String, String>(allocation.job().meta());
        meta.putAll(groupOf(allocation).meta());
        meta.putAll(taskOf(allocation, task).meta());
        meta.forEach((name, value) -> to.put("META_" + clean(name).toUpperCase(Locale.ROOT), value));
        meta.forEach((name, value) -> to.put("META_" + clean(name), value));
    }

    private static void putPorts(Map<String, String> to, Allocation allocation, String task) {
        for (Task other : groupOf(allocation).tasks()) {
            String owner = clean(other.name()) + "_";
            TaskPorts.ofTask(allocation, other.name()).forEach(port -> putPort(to, owner + clean(port.label()), port));
        }
        TaskPorts.ofGroup(allocation).forEach(port -> putPort(to, clean(port.label()), port));
        TaskPorts.ofTask(allocation, task).forEach(port -> putPort(to, clean(port.label()), port));
    }

    private static void putPort(Map<String, String> to, String label, TaskPorts.Port port) {
        to.put("IP_" + label, port.hostIp());
        to.put("PORT_" + label, Integer.toString(port.inside()));
        to.put("ADDR_" + label, address(port.hostIp(), port.hostPort()));
        to.put("HOST_IP_" + label, port.hostIp());
        to.put("HOST_PORT_" + label, Integer.toString(port.hostPort()));
        to.put("HOST_ADDR_" + label, address(port.hostIp(), port.hostPort()));
        to.put("ALLOC_PORT_" + label, Integer.toString(port.inside()));
    }

    private static String address(String ip, int port) {
        return ip.contains(":") ? "[" + ip + "]:" + port : ip + ":" + port;
    }

    /** Characters that a shell does not take in a name become underscores. */
    private static String clean(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** {@code 0,1,2,5} becomes {@code 0-2,5}. */
    private static String ranges(List<Integer> cores) {
        var text = new StringBuilder();
        List<Integer> sorted = cores.stream().sorted().toList();
        int i = 0;
        while (i < sorted.size()) {
            int last = i;
            while (last + 1 < sorted.size() && sorted.get(last + 1) == sorted.get(last) + 1) {
                last++;
            }
            text.append(text.isEmpty() ? "" : ",").append(sorted.get(i));
            if (last > i) {
                text.append('-').append(sorted.get(last));
            }
            i = last + 1;
        }
        return text.toString();
    }
}
