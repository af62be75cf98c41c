package dev.berth.reconcile;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.model.NodeStatus;
import dev.berth.model.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares what a service or batch job wants with what there is.
 *
 * <p><b>Determinism:</b> a pure function; the allocations are taken in the order given. <b>Thread-safety:</b> stateless. <b>Cost:</b>
 * O(a log a) in the allocations of the job, plus a look at the node of each allocation of an older version.
 */
public final class Reconciler {
    private Reconciler() {}

    /** Returns what has to change. */
    public static Reconciliation reconcile(ReconcileInput input) {
        SortedMap<String, List<Allocation>> byGroup = new TreeMap<>();
        input.allocations()
                .forEach(allocation -> byGroup.computeIfAbsent(allocation.taskGroup(), name -> new ArrayList<>())
                        .add(allocation));
        Job job = input.job();
        if (job != null && !job.stop()) {
            job.taskGroups().forEach(group -> byGroup.computeIfAbsent(group.name(), name -> new ArrayList<>()));
        }
        SortedMap<String, GroupReconciliation> groups = new TreeMap<>();
        byGroup.forEach((name, allocations) -> groups.put(name, group(input, name, allocations)));
        return new Reconciliation(groups, null, ImmutableList.of());
    }

    private static GroupReconciliation group(ReconcileInput input, String name, List<Allocation> allocations) {
        GroupReconciliation.Collector result = new GroupReconciliation.Collector();
        allocations.stream()
                .filter(allocation -> abandoned(input, allocation))
                .forEach(allocation -> result.stop(allocation, StopReasons.LOST, ClientStatus.LOST));
        Job job = input.job();
        TaskGroup group = job == null || job.stop() ? null : job.group(name);
        if (job == null || group == null || group.count() == 0) {
            stopAll(input, allocations, result);
        } else {
            new GroupReconciler(input, job, group, result).run(allocations);
        }
        return result.build();
    }

    /** Returns what has to change for a group that the job no longer has. */
    static GroupReconciliation stopGroup(ReconcileInput input, String name) {
        GroupReconciliation.Collector result = new GroupReconciliation.Collector();
        stopAll(
                input,
                input.allocations().stream()
                        .filter(allocation -> allocation.taskGroup().equals(name))
                        .toList(),
                result);
        return result.build();
    }

    /** Returns whether an allocation was told to stop but its node went away before it did. */
    static boolean abandoned(ReconcileInput input, Allocation allocation) {
        return allocation.serverTerminal() && !allocation.clientTerminal() && gone(input, allocation);
    }

    private static boolean gone(ReconcileInput input, Allocation allocation) {
        Node node = input.nodes().apply(allocation.nodeId());
        return node == null || node.status() == NodeStatus.DOWN;
    }

    private static void stopAll(
            ReconcileInput input, List<Allocation> allocations, GroupReconciliation.Collector result) {
        for (Allocation allocation : allocations) {
            if (!allocation.terminal()) {
                ClientStatus status = gone(input, allocation) ? ClientStatus.LOST : null;
                result.stop(allocation, StopReasons.NOT_NEEDED, status);
            }
        }
    }
}
