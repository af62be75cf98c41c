package dev.berth.reconcile;

import com.google.common.collect.ImmutableList;
import dev.berth.filter.DatacenterFilter;
import dev.berth.filter.NodePoolFilter;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.TaskGroup;
import dev.berth.model.UpdateStrategy;
import dev.berth.reconcile.GroupReconciliation.Cause;
import dev.berth.reconcile.GroupReconciliation.FollowUp;
import dev.berth.reconcile.GroupReconciliation.Place;
import dev.berth.reconcile.GroupReconciliation.Replace;
import dev.berth.reconcile.GroupReconciliation.Stop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a system or sysbatch job wants on every node with what is there.
 *
 * <p><b>Determinism:</b> a pure function. <b>Thread-safety:</b> stateless. <b>Cost:</b> linear in nodes and allocations of the job.
 */
public final class SystemReconciler {
    private final ReconcileInput input;
    private final Job job;
    private final TaskGroup group;
    private final GroupReconciliation.Collector result = new GroupReconciliation.Collector();
    private final List<Allocation> outdated = new ArrayList<>();
    private long starting;

    private SystemReconciler(ReconcileInput input, Job job, TaskGroup group) {
        this.input = input;
        this.job = job;
        this.group = group;
    }

    /** Returns what has to change; the places name their node. */
    public static Reconciliation reconcile(ReconcileInput input, Collection<Node> nodes) {
        Job job = input.job();
        if (job == null || job.stop()) {
            return Reconciler.reconcile(input);
        }
        SortedMap<String, GroupReconciliation> groups = new TreeMap<>();
        for (Allocation allocation : input.allocations()) {
            if (job.group(allocation.taskGroup()) == null) {
                groups.computeIfAbsent(allocation.taskGroup(), name -> Reconciler.stopGroup(input, name));
            }
        }
        for (TaskGroup group : job.taskGroups()) {
            groups.put(group.name(), new SystemReconciler(input, job, group).run(nodes));
        }
        return new Reconciliation(groups, null, ImmutableList.of());
    }

    private GroupReconciliation run(Collection<Node> nodes) {
        SortedMap<NodeId, SortedMap<Integer, Allocation>> held = new TreeMap<>();
        SortedMap<NodeId, SortedMap<Integer, Allocation>> ended = new TreeMap<>();
        for (Allocation allocation : input.allocations()) {
            if (allocation.taskGroup().equals(group.name())) {
                (allocation.terminal() ? ended : held)
                        .computeIfAbsent(allocation.nodeId(), node -> new TreeMap<>())
                        .put(allocation.index(), allocation);
            }
        }
        input.allocations().stream()
                .filter(allocation -> allocation.taskGroup().equals(group.name()))
                .filter(allocation -> Reconciler.abandoned(input, allocation))
                .forEach(allocation -> result.stop(allocation, StopReasons.LOST, ClientStatus.LOST));
        held.values().forEach(onNode -> onNode.values().forEach(this::look));
        replaceOutdated();
        for (Node node : nodes) {
            if (node.ready() && eligible(node)) {
                placeMissing(node.id(), held.getOrDefault(node.id(), new TreeMap<>()), ended.get(node.id()));
            }
        }
        return result.build();
    }

    private boolean eligible(Node node) {
        boolean everyPool = job.nodePool().isEmpty() || job.nodePool().equals(NodePoolFilter.ALL);
        boolean everywhere = job.datacenters().isEmpty();
        return (everyPool || node.nodePool().equals(job.nodePool()))
                && (everywhere || DatacenterFilter.matchesAny(job.datacenters(), node.datacenter()));
    }

    private void look(Allocation allocation) {
        switch (new Classifier(input).classify(allocation)) {
            case MIGRATE -> {
                result.migrated++;
                result.stop(allocation, StopReasons.MIGRATING, null);
            }
            case LOST -> result.stop(allocation, StopReasons.LOST, ClientStatus.LOST);
            case DISCONNECTING -> result.disconnect(allocation, input.nowNanos());
            case IGNORE -> result.ignored++;
            case UNTAINTED -> keep(allocation, input.nodes().apply(allocation.nodeId()));
        }
    }

    private void keep(Allocation allocation, @Nullable Node node) {
        TaskGroup old = allocation.job().group(group.name());
        if (allocation.index() >= group.count()) {
            result.stop(allocation, StopReasons.NOT_NEEDED, null);
        } else if (node == null || !eligible(node)) {
            result.stop(allocation, StopReasons.NOT_WANTED_HERE, null);
        } else if (input.current(allocation) || allocation.clientStatus() == ClientStatus.UNKNOWN) {
            starting += allocation.clientStatus() == ClientStatus.PENDING ? 1 : 0;
            result.ignored++;
        } else if (old != null
                && !SpecChanges.destructive(allocation.job(), old, job, group)
                && input.inPlace().fits(allocation, job, group)) {
            result.inPlace.add(allocation);
        } else if (node.ready()) {
            outdated.add(allocation);
        } else {
            result.stop(allocation, StopReasons.UPDATED, null);
        }
    }

    private void replaceOutdated() {
        UpdateStrategy update = group.update();
        int limit = update == null || update.maxParallel() == 0
                ? outdated.size()
                : (int) Math.max(0, update.maxParallel() - starting);
        int now = Math.min(limit, outdated.size());
        for (Allocation allocation : outdated.subList(0, now)) {
            Place place = new Place(allocation.index(), job, Cause.UPDATE, allocation, allocation.nodeId());
            result.destructive.add(new Replace(new Stop(allocation, StopReasons.UPDATED, null), place));
        }
        result.ignored += outdated.size() - now;
        if (now < outdated.size() && update != null) {
            result.followUps.add(new FollowUp(
                    input.nowNanos() + update.stagger().toNanos(),
                    EvaluationTrigger.ROLLING_UPDATE,
                    "the rolling update goes on then",
                    List.of()));
        }
    }

    private void placeMissing(
            NodeId node, SortedMap<Integer, Allocation> held, @Nullable SortedMap<Integer, Allocation> ended) {
        for (int index = 0; index < group.count(); index++) {
            Allocation last = ended == null ? null : ended.get(index);
            boolean done =
                    input.type() == JobType.SYSBATCH && last != null && last.clientTerminal() && input.current(last);
            if (!held.containsKey(index) && !done) {
                result.places.add(new Place(index, job, Cause.MISSING, last, node));
            }
        }
    }
}
