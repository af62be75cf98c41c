package dev.berth.state.internal;

import dev.berth.model.AllocatedResources;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.AllocationStop;
import dev.berth.model.ClientStatus;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DesiredStatus;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.model.Plan;
import dev.berth.model.Preemption;
import dev.berth.model.TaskGroup;
import dev.berth.state.Command;
import dev.berth.state.Event;
import dev.berth.state.Rejection;
import org.jspecify.annotations.Nullable;

/** What committing a plan writes. Cost: O(allocations of the plan). */
final class PlanRules {
    private final StateChange change;
    private final DeploymentProgress progress;
    private @Nullable Allocation lastPlaced;

    private PlanRules(StateChange change) {
        this.change = change;
        this.progress = new DeploymentProgress(change);
    }

    static @Nullable Rejection apply(StateChange change, Command.ApplyPlan command) {
        new PlanRules(change).commit(command.plan());
        EvaluationRules.putAll(change, command.evaluations());
        return null;
    }

    private void commit(Plan plan) {
        if (plan.deployment() != null) {
            DeploymentRules.put(change, plan.deployment());
        }
        plan.deploymentUpdates().forEach(update -> DeploymentRules.setStatus(change, update));
        EvaluationRules.touch(change, plan.evaluationId());
        plan.stops().values().forEach(stops -> stops.forEach(this::stop));
        plan.preemptions().values().forEach(victims -> victims.forEach(this::preempt));
        plan.placements().values().forEach(placements -> placements.forEach(this::place));
        progress.write();
    }

    private void stop(AllocationStop stop) {
        int row = change.allocationRow(stop.allocationId());
        if (row < 0) {
            return;
        }
        Allocation old = change.allocationAt(row);
        Allocation.Builder stopped =
                written(old).desiredStatus(DesiredStatus.STOP).desiredDescription(stop.description());
        setByServer(stopped, old, stop.clientStatus());
        if (stop.followupEvaluationId() != null) {
            stopped.followupEvaluationId(stop.followupEvaluationId());
        }
        stopped(row, old, stopped.build());
    }

    private void preempt(Preemption preemption) {
        int row = change.allocationRow(preemption.allocationId());
        if (row < 0) {
            return;
        }
        Allocation old = change.allocationAt(row);
        if (!old.terminal()) {
            AllocationId by = preemption.preemptedBy();
            stopped(
                    row,
                    old,
                    written(old)
                            .desiredStatus(DesiredStatus.EVICT)
                            .desiredDescription("Preempted by allocation " + by)
                            .preemptedBy(by)
                            .build());
        }
    }

    private void stopped(int row, Allocation old, Allocation stopped) {
        change.replaceAllocation(row, old, stopped);
        change.add(new Event.AllocationStopped(change.index(), change.timeNanos(), stopped));
    }

    private void place(Allocation planned) {
        int row = change.allocationRow(planned.id());
        if (row >= 0) {
            update(row, change.allocationAt(row), planned);
            return;
        }
        JobSlot slot = change.job(planned.jobKey());
        Job job = slot == null ? null : slot.job();
        JobVersion version = slot == null ? null : slot.versionOf(planned.job());
        NodeSlot node = change.node(planned.nodeId());
        if (slot == null || job == null || version == null) {
            drop(planned, "The job, or the version it runs, is gone.");
        } else if (job.stop()) {
            drop(planned, "The job is stopped.");
        } else if (node == null || node.node() == null) {
            drop(planned, "The node is gone.");
        } else {
            add(planned, slot, version.spec(), node.node());
        }
    }

    private void drop(Allocation planned, String reason) {
        change.add(new Event.AllocationDropped(
                change.index(), change.timeNanos(), planned.id(), planned.jobKey(), reason));
    }

    /**
     * Stores a new allocation. What it has in common with others refers to the objects the state holds already, so that an
     * allocation that came over the log weighs no more than one that was made here.
     */
    private void add(Allocation planned, JobSlot slot, Job job, Node node) {
        TaskGroup group = job.group(planned.taskGroup());
        Allocation placed = planned.toBuilder()
                .job(job)
                .taskGroup(group == null ? planned.taskGroup() : group.name())
                .evaluationId(change.evaluationId(planned.evaluationId()))
                .nodeId(node.id())
                .nodeName(node.name())
                .resources(shared(planned, slot))
                .nextAllocation(null)
                .clientSequence(0)
                .createIndex(change.index())
                .createTimeNanos(change.timeNanos())
                .modifyIndex(change.index())
                .modifyTimeNanos(change.timeNanos())
                .allocationModifyIndex(change.index())
                .build();
        change.addAllocation(placed);
        change.add(new Event.AllocationPlaced(change.index(), change.timeNanos(), placed));
        progress.moved(null, placed);
        lastPlaced = placed;
        if (placed.previousAllocation() != null) {
            linkNext(placed.previousAllocation(), placed.id());
        }
    }

    /** Resources that are equal to those of the job's allocation before it are the same object. */
    private AllocatedResources shared(Allocation planned, JobSlot slot) {
        Allocation before = lastPlaced;
        if (before == null || !before.jobKey().equals(planned.jobKey())) {
            int count = slot.allocations().size();
            before = count == 0 ? null : change.allocationAt(slot.allocations().get(count - 1));
        }
        AllocatedResources known = before == null ? planned.resources() : before.resources();
        return known == planned.resources() || !known.equals(planned.resources()) ? planned.resources() : known;
    }

    private void linkNext(AllocationId previous, AllocationId next) {
        int row = change.allocationRow(previous);
        if (row >= 0) {
            Allocation old = change.allocationAt(row);
            Allocation linked = old.toBuilder()
                    .nextAllocation(next)
                    .modifyIndex(change.index())
                    .modifyTimeNanos(change.timeNanos())
                    .build();
            change.replaceAllocation(row, old, linked);
        }
    }

    /** A planned allocation that exists: the scheduler changes it in place, and what belongs to its node stays. */
    private void update(int row, Allocation old, Allocation planned) {
        if (!old.jobKey().equals(planned.jobKey()) || !old.nodeId().equals(planned.nodeId())) {
            drop(planned, "An allocation with this id exists for another job or on another node.");
            return;
        }
        JobSlot slot = change.job(planned.jobKey());
        JobVersion version = slot == null ? null : slot.versionOf(planned.job());
        boolean sameDeployment =
                planned.deploymentId() != null && planned.deploymentId().equals(old.deploymentId());
        DeploymentHealth health = sameDeployment ? old.deploymentHealth() : planned.deploymentHealth();
        Allocation.Builder updated = written(old)
                .job(version == null ? old.job() : version.spec())
                .taskGroup(planned.taskGroup())
                .index(planned.index())
                .evaluationId(planned.evaluationId())
                .resources(planned.resources())
                .desiredStatus(planned.desiredStatus())
                .desiredDescription(planned.desiredDescription())
                .transition(planned.transition())
                .deploymentId(planned.deploymentId())
                .deploymentHealth(health)
                .rescheduleTracker(planned.rescheduleTracker())
                .followupEvaluationId(planned.followupEvaluationId())
                .preempted(planned.preempted())
                .decision(planned.decision());
        setByServer(updated, old, planned.clientStatus());
        Allocation stored = updated.build();
        change.replaceAllocation(row, old, stored);
        change.add(new Event.AllocationUpdated(change.index(), change.timeNanos(), stored, old));
        progress.moved(old, stored);
    }

    private Allocation.Builder written(Allocation old) {
        return old.toBuilder()
                .modifyIndex(change.index())
                .modifyTimeNanos(change.timeNanos())
                .allocationModifyIndex(change.index());
    }

    /** The server may only say that it lost sight of an allocation; everything else its node says. */
    private void setByServer(Allocation.Builder changed, Allocation old, @Nullable ClientStatus status) {
        if (status == old.clientStatus() || (status != ClientStatus.LOST && status != ClientStatus.UNKNOWN)) {
            return;
        }
        changed.clientStatus(status)
                .clientDescription(status == ClientStatus.LOST ? "The node went down" : "The node is disconnected")
                .states(AllocationRules.withState(old, status, change.timeNanos()));
    }
}
