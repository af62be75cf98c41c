package dev.berth.internal.engine;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.GroupKey;
import dev.berth.model.JobKey;
import dev.berth.model.NodeId;
import dev.berth.schedule.AskView;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/**
 * How many instances of each group are on which node. A count that went back to 0 stays until it is forgotten, so that the
 * values it had are still known. Confined to one thread.
 */
final class GroupCounts {
    /** By job, then by the group's name, then by node. */
    private final SortedMap<JobKey, SortedMap<String, SortedMap<NodeId, Integer>>> counts = new TreeMap<>();

    private long version;

    GroupCounts copy() {
        GroupCounts copy = new GroupCounts();
        counts.forEach((job, groups) -> {
            SortedMap<String, SortedMap<NodeId, Integer>> copied = new TreeMap<>();
            groups.forEach((group, nodes) -> copied.put(group, new TreeMap<>(nodes)));
            copy.counts.put(job, copied);
        });
        copy.version = version;
        return copy;
    }

    void change(GroupKey group, NodeId node, int change) {
        counts.computeIfAbsent(group.job(), key -> new TreeMap<>())
                .computeIfAbsent(group.group(), key -> new TreeMap<>())
                .merge(node, change, Integer::sum);
        version++;
    }

    /** Drops a count of 0, and with it the knowledge that the group ever was on the node. */
    void forgetIfNone(GroupKey group, NodeId node) {
        counts.getOrDefault(group.job(), new TreeMap<>())
                .getOrDefault(group.group(), new TreeMap<>())
                .remove(node, 0);
        version++;
    }

    void removeNode(NodeId node) {
        counts.values().forEach(groups -> groups.values().forEach(nodes -> nodes.remove(node)));
        version++;
    }

    /** Tells that the facts of nodes changed, on which counts per value depend. */
    void touch() {
        version++;
    }

    /** Returns a number that changes with every change. */
    long version() {
        return version;
    }

    int count(GroupKey group, NodeId node) {
        SortedMap<NodeId, Integer> nodes = ofJob(group.job()).get(group.group());
        return nodes == null ? 0 : nodes.getOrDefault(node, 0);
    }

    int countOfJob(JobKey job, NodeId node) {
        int sum = 0;
        for (SortedMap<NodeId, Integer> nodes : ofJob(job).values()) {
            sum += nodes.getOrDefault(node, 0);
        }
        return sum;
    }

    /** Calls with each node and count of the group, or of every group of its job. */
    void forEach(GroupKey group, AskView.Scope scope, ObjIntConsumer<NodeId> consumer) {
        ofJob(group.job()).forEach((name, nodes) -> {
            if (scope == AskView.Scope.JOB || name.equals(group.group())) {
                nodes.forEach(consumer::accept);
            }
        });
    }

    private SortedMap<String, SortedMap<NodeId, Integer>> ofJob(JobKey job) {
        return counts.getOrDefault(job, ImmutableSortedMap.of());
    }
}
