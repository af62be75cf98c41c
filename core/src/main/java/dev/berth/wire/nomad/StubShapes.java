package dev.berth.wire.nomad;

import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.DesiredStatus;
import dev.berth.model.Eligibility;
import dev.berth.model.EvaluationId;
import dev.berth.model.Extras;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobStatus;
import dev.berth.model.JobType;
import dev.berth.model.NodeId;
import dev.berth.model.NodeStatus;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What lists show of jobs, nodes and allocations, and the envelope of a job. */
final class StubShapes {

    static final Shape<JobRequest, Slots> JOB_REQUEST = Shape.of(Slots::new, StubShapes::request)
            .object("Job", JobRequest::job, Slots.to("Job"), JobShapes.JOB)
            .flag("EnforceIndex", JobRequest::enforceIndex, Slots.to("EnforceIndex"))
            .whenSet()
            .whole("JobModifyIndex", JobRequest::jobModifyIndex, Slots.to("JobModifyIndex"))
            .whenSet()
            .flag("PolicyOverride", JobRequest::policyOverride, Slots.to("PolicyOverride"))
            .whenSet()
            .flag("PreserveCounts", JobRequest::preserveCounts, Slots.to("PreserveCounts"))
            .whenSet()
            .integer("EvalPriority", JobRequest::evaluationPriority, Slots.to("EvalPriority"))
            .whenSet()
            .flag("Diff", JobRequest::diff, Slots.to("Diff"))
            .whenSet()
            .extras(JobRequest::extras, Slots.to("extras"))
            .build();

    private static final Shape<JobCounts.GroupCounts, Slots> GROUP_COUNTS = Shape.of(
                    Slots::new,
                    slots -> new JobCounts.GroupCounts(
                            slots.get("Queued", 0),
                            slots.get("Starting", 0),
                            slots.get("Running", 0),
                            slots.get("Failed", 0),
                            slots.get("Complete", 0),
                            slots.get("Lost", 0),
                            slots.get("Unknown", 0)))
            .integer("Queued", JobCounts.GroupCounts::queued, Slots.to("Queued"))
            .integer("Starting", JobCounts.GroupCounts::starting, Slots.to("Starting"))
            .integer("Running", JobCounts.GroupCounts::running, Slots.to("Running"))
            .integer("Failed", JobCounts.GroupCounts::failed, Slots.to("Failed"))
            .integer("Complete", JobCounts.GroupCounts::complete, Slots.to("Complete"))
            .integer("Lost", JobCounts.GroupCounts::lost, Slots.to("Lost"))
            .integer("Unknown", JobCounts.GroupCounts::unknown, Slots.to("Unknown"))
            .whenSet()
            .build();

    private static final Shape<JobCounts.ChildCounts, Slots> CHILD_COUNTS = Shape.of(
                    Slots::new,
                    slots -> new JobCounts.ChildCounts(
                            slots.get("Pending", 0), slots.get("Running", 0), slots.get("Dead", 0)))
            .integer("Pending", JobCounts.ChildCounts::pending, Slots.to("Pending"))
            .integer("Running", JobCounts.ChildCounts::running, Slots.to("Running"))
            .integer("Dead", JobCounts.ChildCounts::dead, Slots.to("Dead"))
            .build();

    static final Shape<JobCounts, Keyed<JobCounts.Builder>> JOB_COUNTS = Shape.of(
                    () -> new Keyed<>(JobCounts.builder(JobKey.of("unnamed"))),
                    d -> d.parts.job(d.key()).build())
            .text("JobID", counts -> counts.job().id(), (d, id) -> d.id = id)
            .text("Namespace", counts -> counts.job().namespace(), (d, namespace) -> d.namespace = namespace)
            .objectMap("Summary", JobCounts::groups, (d, groups) -> d.parts.groups(groups), GROUP_COUNTS)
            .object("Children", JobCounts::children, (d, children) -> d.parts.children(children), CHILD_COUNTS)
            .whole("CreateIndex", JobCounts::createIndex, (d, n) -> d.parts.createIndex(n))
            .whole("ModifyIndex", JobCounts::modifyIndex, (d, n) -> d.parts.modifyIndex(n))
            .extras(JobCounts::extras, (d, extras) -> d.parts.extras(extras))
            .build();

    static final Shape<JobStub, Keyed<JobStub.Builder>> JOB = Shape.of(
                    () -> new Keyed<>(JobStub.builder(JobKey.of("unnamed"))),
                    d -> d.parts.key(d.key()).build())
            .text("ID", stub -> stub.key().id(), (d, id) -> d.id = id)
            .text("Namespace", stub -> stub.key().namespace(), (d, namespace) -> d.namespace = namespace)
            .text("Name", JobStub::name, (d, name) -> d.parts.name(name))
            .text("ParentID", JobStub::parentId, (d, id) -> d.parts.parentId(id))
            .texts("Datacenters", JobStub::datacenters, (d, all) -> d.parts.datacenters(all))
            .text("NodePool", JobStub::nodePool, (d, pool) -> d.parts.nodePool(pool))
            .whenSet()
            .word("Type", JobStub::type, (d, type) -> d.parts.type(type), JobType::word, JobType::parse)
            .integer("Priority", JobStub::priority, (d, priority) -> d.parts.priority(priority))
            .flag("Periodic", JobStub::periodic, (d, flag) -> d.parts.periodic(flag))
            .flag("ParameterizedJob", JobStub::parameterized, (d, flag) -> d.parts.parameterized(flag))
            .flag("Stop", JobStub::stop, (d, flag) -> d.parts.stop(flag))
            .word("Status", JobStub::status, (d, status) -> d.parts.status(status), JobStatus::word, JobStatus::parse)
            .text("StatusDescription", JobStub::statusDescription, (d, text) -> d.parts.statusDescription(text))
            .object("JobSummary", JobStub::counts, (d, counts) -> d.parts.counts(counts), JOB_COUNTS)
            .whole("Version", JobStub::version, (d, version) -> d.parts.version(version))
            .whenSet()
            .whole("SubmitTime", JobStub::submitTimeNanos, (d, n) -> d.parts.submitTimeNanos(n))
            .whole("CreateIndex", JobStub::createIndex, (d, n) -> d.parts.createIndex(n))
            .whole("ModifyIndex", JobStub::modifyIndex, (d, n) -> d.parts.modifyIndex(n))
            .whole("JobModifyIndex", JobStub::jobModifyIndex, (d, n) -> d.parts.jobModifyIndex(n))
            .extras(JobStub::extras, (d, extras) -> d.parts.extras(extras))
            .build();

    static final Shape<NodeStub, NodeStub.Builder> NODE = Shape.of(
                    () -> NodeStub.builder(new NodeId(0, 0)), NodeStub.Builder::build)
            .word("ID", NodeStub::id, NodeStub.Builder::id, NodeId::toString, NodeId::parse)
            .text("Name", NodeStub::name, NodeStub.Builder::name)
            .text("Datacenter", NodeStub::datacenter, NodeStub.Builder::datacenter)
            .text("NodeClass", NodeStub::nodeClass, NodeStub.Builder::nodeClass)
            .text("NodePool", NodeStub::nodePool, NodeStub.Builder::nodePool)
            .whenSet()
            .text("Address", NodeStub::address, NodeStub.Builder::address)
            .text("Version", NodeStub::version, NodeStub.Builder::version)
            .flag("Drain", NodeStub::drain, NodeStub.Builder::drain)
            .word(
                    "SchedulingEligibility",
                    NodeStub::eligibility,
                    NodeStub.Builder::eligibility,
                    Eligibility::word,
                    Eligibility::parse)
            .word("Status", NodeStub::status, NodeStub.Builder::status, NodeStatus::word, NodeStatus::parse)
            .text("StatusDescription", NodeStub::statusDescription, NodeStub.Builder::statusDescription)
            .objectMap("Drivers", NodeStub::drivers, NodeStub.Builder::drivers, NodeShapes.DRIVER)
            .objectMap("HostVolumes", NodeStub::hostVolumes, NodeStub.Builder::hostVolumes, NodeShapes.HOST_VOLUME)
            .object("LastDrain", NodeStub::lastDrain, NodeStub.Builder::lastDrain, NodeShapes.LAST_DRAIN)
            .whole("CreateIndex", NodeStub::createIndex, NodeStub.Builder::createIndex)
            .whole("ModifyIndex", NodeStub::modifyIndex, NodeStub.Builder::modifyIndex)
            .extras(NodeStub::extras, NodeStub.Builder::extras)
            .build();

    static final Shape<AllocationStub, Keyed<AllocationStub.Builder>> ALLOCATION = allocation();

    private StubShapes() {}

    /** Every member is written, as Nomad does in lists: an id that is not there as an empty text. */
    private static Shape<AllocationStub, Keyed<AllocationStub.Builder>> allocation() {
        Shape.Builder<AllocationStub, Keyed<AllocationStub.Builder>> shape = Shape.of(
                () -> new Keyed<>(AllocationStub.builder(new AllocationId(0, 0), JobKey.of("unnamed"))),
                d -> d.parts.job(d.key()).build());
        identity(shape);
        return shape.word(
                        "DesiredStatus",
                        AllocationStub::desiredStatus,
                        (d, status) -> d.parts.desiredStatus(status),
                        DesiredStatus::word,
                        DesiredStatus::parse)
                .text(
                        "DesiredDescription",
                        AllocationStub::desiredDescription,
                        (d, text) -> d.parts.desiredDescription(text))
                .object(
                        "DesiredTransition",
                        AllocationStub::transition,
                        (d, t) -> d.parts.transition(t),
                        TaskStateShapes.TRANSITION)
                .word(
                        "ClientStatus",
                        AllocationStub::clientStatus,
                        (d, status) -> d.parts.clientStatus(status),
                        ClientStatus::word,
                        ClientStatus::parse)
                .text(
                        "ClientDescription",
                        AllocationStub::clientDescription,
                        (d, text) -> d.parts.clientDescription(text))
                .objectMap(
                        "TaskStates",
                        AllocationStub::taskStates,
                        (d, all) -> d.parts.taskStates(all),
                        TaskStateShapes.TASK_STATE)
                .object(
                        "DeploymentStatus",
                        AllocationStub::deploymentHealth,
                        (d, h) -> d.parts.deploymentHealth(h),
                        TaskStateShapes.HEALTH)
                .object(
                        "RescheduleTracker",
                        AllocationStub::rescheduleTracker,
                        (d, t) -> d.parts.rescheduleTracker(t),
                        TaskStateShapes.RESCHEDULE_TRACKER)
                .list(
                        "PreemptedAllocations",
                        AllocationStub::preempted,
                        (d, all) -> d.parts.preempted(all),
                        in -> in.word(AllocationId::parse),
                        (out, id) -> out.text(id.toString()))
                .whole("CreateIndex", AllocationStub::createIndex, (d, n) -> d.parts.createIndex(n))
                .whole("ModifyIndex", AllocationStub::modifyIndex, (d, n) -> d.parts.modifyIndex(n))
                .whole("CreateTime", AllocationStub::createTimeNanos, (d, n) -> d.parts.createTimeNanos(n))
                .whole("ModifyTime", AllocationStub::modifyTimeNanos, (d, n) -> d.parts.modifyTimeNanos(n))
                .extras(AllocationStub::extras, (d, extras) -> d.parts.extras(extras))
                .build();
    }

    private static void identity(Shape.Builder<AllocationStub, Keyed<AllocationStub.Builder>> shape) {
        allocationId(shape, "ID", AllocationStub::id, (d, id) -> d.parts.id(id));
        evaluationId(shape, "EvalID", AllocationStub::evaluationId, (d, id) -> d.parts.evaluationId(id));
        shape.text("Name", AllocationStub::name, (d, name) -> d.parts.name(name))
                .text("Namespace", stub -> stub.job().namespace(), (d, namespace) -> d.namespace = namespace)
                .word("NodeID", AllocationStub::nodeId, (d, id) -> d.parts.nodeId(id), NodeId::toString, NodeId::parse)
                .text("NodeName", AllocationStub::nodeName, (d, name) -> d.parts.nodeName(name))
                .text("JobID", stub -> stub.job().id(), (d, id) -> d.id = id)
                .word(
                        "JobType",
                        AllocationStub::jobType,
                        (d, type) -> d.parts.jobType(type),
                        JobType::word,
                        JobType::parse)
                .whole("JobVersion", AllocationStub::jobVersion, (d, version) -> d.parts.jobVersion(version))
                .text("TaskGroup", AllocationStub::taskGroup, (d, group) -> d.parts.taskGroup(group));
        evaluationId(
                shape,
                "FollowupEvalID",
                AllocationStub::followupEvaluationId,
                (d, id) -> d.parts.followupEvaluationId(id));
        allocationId(shape, "NextAllocation", AllocationStub::nextAllocation, (d, id) -> d.parts.nextAllocation(id))
                .whenSet();
        allocationId(shape, "PreemptedByAllocation", AllocationStub::preemptedBy, (d, id) -> d.parts.preemptedBy(id));
    }

    private static <T, D> Shape.Builder<T, D> allocationId(
            Shape.Builder<T, D> shape,
            String name,
            Function<T, @Nullable AllocationId> get,
            BiConsumer<D, AllocationId> set) {
        return shape.word(name, get, set, AllocationId::toString, AllocationId::parse);
    }

    private static <T, D> Shape.Builder<T, D> evaluationId(
            Shape.Builder<T, D> shape,
            String name,
            Function<T, @Nullable EvaluationId> get,
            BiConsumer<D, EvaluationId> set) {
        return shape.word(name, get, set, EvaluationId::toString, EvaluationId::parse);
    }

    private static JobRequest request(Slots slots) {
        return JobRequest.builder(slots.<Job>need("Job"))
                .enforceIndex(slots.get("EnforceIndex", false))
                .jobModifyIndex(slots.get("JobModifyIndex", 0L))
                .policyOverride(slots.get("PolicyOverride", false))
                .preserveCounts(slots.get("PreserveCounts", false))
                .evaluationPriority(slots.get("EvalPriority", 0))
                .diff(slots.get("Diff", false))
                .extras(slots.get("extras", Extras.none()))
                .build();
    }

    /** A draft of something that a job's key is part of: namespace and id are two members. */
    static final class Keyed<B> {
        private final B parts;
        private String id = "";
        private String namespace = JobKey.DEFAULT_NAMESPACE;

        Keyed(B parts) {
            this.parts = parts;
        }

        JobKey key() {
            return new JobKey(namespace.isEmpty() ? JobKey.DEFAULT_NAMESPACE : namespace, id);
        }
    }
}
