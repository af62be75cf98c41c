package dev.berth.state.internal.codec;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.EvaluationId;
import dev.berth.model.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds what allocations have in common, all but id, index and node, and makes allocations of it. Confined to one thread. */
final class AllocationTemplates {

    /* Implementation note: an allocation is compared with the last template, then with the last CANDIDATES ones of the same group and
     * evaluation; numbers that tell allocations apart are compared first, so that a mismatch costs little. Which template is found
     * depends on contents only, hence so do the bytes. */

    private static final int CANDIDATES = 4;

    private static final AllocationId NO_ALLOCATION = new AllocationId(0, 0);
    private static final NodeName NO_NODE = new NodeName(new NodeId(0, 0), "");

    private final List<Allocation> templates = new ArrayList<>();
    private final Map<Key, List<Integer>> candidates = new HashMap<>();
    private @Nullable Allocation last;
    private int lastNumber;

    /** A node as an allocation names it. */
    record NodeName(NodeId id, String name) {}

    private record Key(String taskGroup, EvaluationId evaluation) {}

    /** Returns the templates so far, by number; each stands for the first allocation that followed it. */
    List<Allocation> templates() {
        return templates;
    }

    /** Returns the number of the template that an allocation follows; makes one if there is none. */
    int numberOf(Allocation allocation) {
        if (last != null && alike(last, allocation)) {
            return lastNumber;
        }
        lastNumber = search(allocation);
        last = templates.get(lastNumber);
        return lastNumber;
    }

    private int search(Allocation allocation) {
        Key key = new Key(allocation.taskGroup(), allocation.evaluationId());
        List<Integer> known = candidates.computeIfAbsent(key, k -> new ArrayList<>(CANDIDATES));
        for (int number : known) {
            if (alike(templates.get(number), allocation)) {
                return number;
            }
        }
        if (known.size() == CANDIDATES) {
            known.remove(0);
        }
        known.add(templates.size());
        templates.add(allocation);
        return templates.size() - 1;
    }

    /** Returns whether two allocations differ in id, index and node at most. */
    @SuppressWarnings(
            "ReferenceEquality") // a shortcut: jobs are compared by content where they are different instances
    static boolean alike(Allocation a, Allocation b) {
        return a.modifyIndex() == b.modifyIndex()
                && a.modifyTimeNanos() == b.modifyTimeNanos()
                && a.clientSequence() == b.clientSequence()
                && a.createIndex() == b.createIndex()
                && a.allocationModifyIndex() == b.allocationModifyIndex()
                && a.createTimeNanos() == b.createTimeNanos()
                && a.taskGroup().equals(b.taskGroup())
                && a.evaluationId().equals(b.evaluationId())
                && a.resources().equals(b.resources())
                && a.desiredStatus() == b.desiredStatus()
                && a.desiredDescription().equals(b.desiredDescription())
                && a.transition().equals(b.transition())
                && a.clientStatus() == b.clientStatus()
                && a.clientDescription().equals(b.clientDescription())
                && a.taskStates().equals(b.taskStates())
                && a.states().equals(b.states())
                && Objects.equals(a.previousAllocation(), b.previousAllocation())
                && Objects.equals(a.nextAllocation(), b.nextAllocation())
                && Objects.equals(a.deploymentId(), b.deploymentId())
                && Objects.equals(a.deploymentHealth(), b.deploymentHealth())
                && Objects.equals(a.rescheduleTracker(), b.rescheduleTracker())
                && Objects.equals(a.followupEvaluationId(), b.followupEvaluationId())
                && a.preempted().equals(b.preempted())
                && Objects.equals(a.preemptedBy(), b.preemptedBy())
                && Objects.equals(a.networkStatus(), b.networkStatus())
                && Objects.equals(a.decision(), b.decision())
                && a.extras().equals(b.extras())
                && (a.job() == b.job() || a.job().equals(b.job()));
    }

    /** Returns an allocation without id, index and node. */
    static Allocation blank(Allocation template) {
        return follow(template, NO_ALLOCATION, 0, NO_NODE);
    }

    /** Returns an allocation that follows a template. */
    static Allocation follow(Allocation template, AllocationId id, int index, NodeName node) {
        return new Allocation(
                id,
                template.job(),
                template.taskGroup(),
                index,
                template.evaluationId(),
                node.id(),
                node.name(),
                template.resources(),
                template.desiredStatus(),
                template.desiredDescription(),
                template.transition(),
                template.clientStatus(),
                template.clientDescription(),
                template.clientSequence(),
                template.taskStates(),
                template.states(),
                template.previousAllocation(),
                template.nextAllocation(),
                template.deploymentId(),
                template.deploymentHealth(),
                template.rescheduleTracker(),
                template.followupEvaluationId(),
                template.preempted(),
                template.preemptedBy(),
                template.networkStatus(),
                template.decision(),
                template.createIndex(),
                template.modifyIndex(),
                template.allocationModifyIndex(),
                template.createTimeNanos(),
                template.modifyTimeNanos(),
                template.extras());
    }
}
