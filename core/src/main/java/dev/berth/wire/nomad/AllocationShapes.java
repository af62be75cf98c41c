package dev.berth.wire.nomad;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.DeploymentId;
import dev.berth.model.DesiredStatus;
import dev.berth.model.DesiredTransition;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.NodeId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Allocations, each with the version of its job. */
final class AllocationShapes {

    private static final Pattern INDEX = Pattern.compile(".*\\[(\\d{1,9})]", Pattern.DOTALL);

    static final Shape<Allocation, Draft> ALLOCATION = Shape.of(Draft::new, Draft::build)
            .word("ID", Allocation::id, (d, id) -> d.id = id, AllocationId::toString, AllocationId::parse)
            .custom(
                    "Namespace",
                    (in, d) -> in.text(),
                    (out, a) -> out.text(a.job().namespace()),
                    a -> false)
            .word(
                    "EvalID",
                    Allocation::evaluationId,
                    (d, id) -> d.parts.evaluationId(id),
                    EvaluationId::toString,
                    EvaluationId::parse)
            .text("Name", Allocation::name, (d, name) -> d.name = name)
            .word("NodeID", Allocation::nodeId, (d, id) -> d.parts.nodeId(id), NodeId::toString, NodeId::parse)
            .text("NodeName", Allocation::nodeName, (d, name) -> d.parts.nodeName(name))
            .custom("JobID", (in, d) -> in.text(), (out, a) -> out.text(a.job().id()), a -> false)
            .object("Job", Allocation::job, (d, job) -> d.job = job, JobShapes.JOB)
            .text("TaskGroup", Allocation::taskGroup, (d, group) -> d.group = group)
            .object(
                    "AllocatedResources",
                    Allocation::resources,
                    (d, r) -> d.parts.resources(r),
                    AllocatedShapes.RESOURCES)
            .word(
                    "DesiredStatus",
                    Allocation::desiredStatus,
                    (d, status) -> d.parts.desiredStatus(status),
                    DesiredStatus::word,
                    DesiredStatus::parse)
            .text("DesiredDescription", Allocation::desiredDescription, (d, text) -> d.parts.desiredDescription(text))
            .whenSet()
            .<DesiredTransition>object(
                    "DesiredTransition",
                    a -> a.transition().isNone() ? null : a.transition(),
                    (d, transition) -> d.parts.transition(transition),
                    TaskStateShapes.TRANSITION)
            .whenSet()
            .word(
                    "ClientStatus",
                    Allocation::clientStatus,
                    (d, status) -> d.parts.clientStatus(status),
                    ClientStatus::word,
                    ClientStatus::parse)
            .text("ClientDescription", Allocation::clientDescription, (d, text) -> d.parts.clientDescription(text))
            .whole("ClientSequence", Allocation::clientSequence, (d, n) -> d.parts.clientSequence(n))
            .whenSet()
            .objectMap(
                    "TaskStates",
                    Allocation::taskStates,
                    (d, all) -> d.parts.taskStates(all),
                    TaskStateShapes.TASK_STATE)
            .objects("AllocStates", Allocation::states, (d, all) -> d.parts.states(all), TaskStateShapes.STATE)
            .whenSet()
            .word(
                    "PreviousAllocation",
                    Allocation::previousAllocation,
                    (d, id) -> d.parts.previousAllocation(id),
                    AllocationId::toString,
                    AllocationId::parse)
            .whenSet()
            .word(
                    "NextAllocation",
                    Allocation::nextAllocation,
                    (d, id) -> d.parts.nextAllocation(id),
                    AllocationId::toString,
                    AllocationId::parse)
            .whenSet()
            .word(
                    "DeploymentID",
                    Allocation::deploymentId,
                    (d, id) -> d.parts.deploymentId(id),
                    DeploymentId::toString,
                    DeploymentId::parse)
            .whenSet()
            .object(
                    "DeploymentStatus",
                    Allocation::deploymentHealth,
                    (d, h) -> d.parts.deploymentHealth(h),
                    TaskStateShapes.HEALTH)
            .whenSet()
            .object(
                    "RescheduleTracker",
                    Allocation::rescheduleTracker,
                    (d, tracker) -> d.parts.rescheduleTracker(tracker),
                    TaskStateShapes.RESCHEDULE_TRACKER)
            .whenSet()
            .word(
                    "FollowupEvalID",
                    Allocation::followupEvaluationId,
                    (d, id) -> d.parts.followupEvaluationId(id),
                    EvaluationId::toString,
                    EvaluationId::parse)
            .whenSet()
            .list(
                    "PreemptedAllocations",
                    Allocation::preempted,
                    (d, all) -> d.parts.preempted(all),
                    in -> in.word(AllocationId::parse),
                    (out, id) -> out.text(id.toString()))
            .whenSet()
            .word(
                    "PreemptedByAllocation",
                    Allocation::preemptedBy,
                    (d, id) -> d.parts.preemptedBy(id),
                    AllocationId::toString,
                    AllocationId::parse)
            .whenSet()
            .object(
                    "NetworkStatus",
                    Allocation::networkStatus,
                    (d, s) -> d.parts.networkStatus(s),
                    TaskStateShapes.NETWORK_STATUS)
            .whenSet()
            .object(
                    "Decision",
                    Allocation::decision,
                    (d, decision) -> d.parts.decision(decision),
                    TaskStateShapes.DECISION)
            .whenSet()
            .whole("CreateIndex", Allocation::createIndex, (d, n) -> d.parts.createIndex(n))
            .whole("ModifyIndex", Allocation::modifyIndex, (d, n) -> d.parts.modifyIndex(n))
            .whole("AllocModifyIndex", Allocation::allocationModifyIndex, (d, n) -> d.parts.allocationModifyIndex(n))
            .whole("CreateTime", Allocation::createTimeNanos, (d, n) -> d.parts.createTimeNanos(n))
            .whole("ModifyTime", Allocation::modifyTimeNanos, (d, n) -> d.parts.modifyTimeNanos(n))
            .extras(Allocation::extras, (d, extras) -> d.parts.extras(extras))
            .build();

    private AllocationShapes() {}

    /** What is read of an allocation: what its builder wants first comes anywhere among the members. */
    static final class Draft {
        private @Nullable AllocationId id;
        private @Nullable Job job;
        private String group = "";
        private String name = "";
        private final Allocation.Builder parts = Allocation.builder(
                new AllocationId(0, 0), Job.builder("unnamed").build(), "", 0);

        private Allocation build() {
            if (id == null || job == null) {
                throw new IllegalArgumentException(
                        "The member " + (id == null ? "ID" : "Job") + " is missing. Add it.");
            }
            Matcher index = INDEX.matcher(name);
            return parts.id(id)
                    .job(job)
                    .taskGroup(group)
                    .index(index.matches() ? Integer.parseInt(index.group(1)) : 0)
                    .build();
        }
    }
}
