package dev.berth.wire.nomad;

import dev.berth.model.AllocationId;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentGroupState;
import dev.berth.model.DeploymentId;
import dev.berth.model.DeploymentStatus;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Evaluations and deployments. Nomad leaves out what an evaluation does not hold. */
final class EvaluationShapes {

    static final Shape<Evaluation, EvaluationDraft> EVALUATION = Shape.of(EvaluationDraft::new, EvaluationDraft::build)
            .word("ID", Evaluation::id, (d, id) -> d.id = id, EvaluationId::toString, EvaluationId::parse)
            .text("Namespace", Evaluation::namespace, (d, namespace) -> d.namespace = namespace)
            .whenSet()
            .integer("Priority", Evaluation::priority, (d, priority) -> d.parts.priority(priority))
            .word("Type", Evaluation::type, (d, type) -> d.type = type, JobType::word, JobType::parse)
            .word(
                    "TriggeredBy",
                    Evaluation::trigger,
                    (d, trigger) -> d.trigger = trigger,
                    EvaluationTrigger::word,
                    EvaluationTrigger::parse)
            .text("JobID", e -> idOf(e.job()), (d, id) -> d.jobId = id)
            .whenSet()
            .whole("JobModifyIndex", Evaluation::jobModifyIndex, (d, n) -> d.parts.jobModifyIndex(n))
            .whenSet()
            .word("NodeID", Evaluation::nodeId, (d, id) -> d.parts.nodeId(id), NodeId::toString, NodeId::parse)
            .whenSet()
            .whole("NodeModifyIndex", Evaluation::nodeModifyIndex, (d, n) -> d.parts.nodeModifyIndex(n))
            .whenSet()
            .word(
                    "DeploymentID",
                    Evaluation::deploymentId,
                    (d, id) -> d.parts.deploymentId(id),
                    DeploymentId::toString,
                    DeploymentId::parse)
            .whenSet()
            .word(
                    "Status",
                    Evaluation::status,
                    (d, status) -> d.parts.status(status),
                    EvaluationStatus::word,
                    EvaluationStatus::parse)
            .text("StatusDescription", Evaluation::statusDescription, (d, text) -> d.parts.statusDescription(text))
            .whenSet()
            .<Duration>nullable(
                    "Wait",
                    e -> e.delay().isZero() ? null : e.delay(),
                    (d, wait) -> d.parts.delay(wait),
                    JsonIn::duration,
                    JsonOut::duration)
            .whenSet()
            .timestamp("WaitUntil", Evaluation::waitUntilNanos, (d, n) -> d.parts.waitUntilNanos(n))
            .whenSet()
            .word(
                    "NextEval",
                    Evaluation::nextEvaluation,
                    (d, id) -> d.parts.nextEvaluation(id),
                    EvaluationId::toString,
                    EvaluationId::parse)
            .whenSet()
            .word(
                    "PreviousEval",
                    Evaluation::previousEvaluation,
                    (d, id) -> d.parts.previousEvaluation(id),
                    EvaluationId::toString,
                    EvaluationId::parse)
            .whenSet()
            .word(
                    "BlockedEval",
                    Evaluation::blockedEvaluation,
                    (d, id) -> d.parts.blockedEvaluation(id),
                    EvaluationId::toString,
                    EvaluationId::parse)
            .whenSet()
            .objectMap(
                    "FailedTGAllocs",
                    Evaluation::failedGroups,
                    (d, all) -> d.parts.failedGroups(all),
                    TraceShapes.METRICS)
            .whenSet()
            .object(
                    "PlanAnnotations",
                    Evaluation::annotations,
                    (d, a) -> d.parts.annotations(a),
                    TraceShapes.ANNOTATIONS)
            .whenSet()
            .map(
                    "ClassEligibility",
                    Evaluation::classEligibility,
                    (d, all) -> d.parts.classEligibility(all),
                    JsonIn::flag,
                    Shape::flag)
            .whenSet()
            .text("QuotaLimitReached", Evaluation::quotaLimitReached, (d, text) -> d.parts.quotaLimitReached(text))
            .whenSet()
            .flag(
                    "EscapedComputedClass",
                    Evaluation::escapedComputedClass,
                    (d, flag) -> d.parts.escapedComputedClass(flag))
            .whenSet()
            .flag("AnnotatePlan", Evaluation::annotatePlan, (d, flag) -> d.parts.annotatePlan(flag))
            .whenSet()
            .map(
                    "QueuedAllocations",
                    Evaluation::queuedAllocations,
                    (d, all) -> d.parts.queuedAllocations(all),
                    JsonIn::integer,
                    CapacityShapes::number)
            .whenSet()
            .whole("SnapshotIndex", Evaluation::snapshotIndex, (d, n) -> d.parts.snapshotIndex(n))
            .whenSet()
            .whole("CreateIndex", Evaluation::createIndex, (d, n) -> d.parts.createIndex(n))
            .whole("ModifyIndex", Evaluation::modifyIndex, (d, n) -> d.parts.modifyIndex(n))
            .whole("CreateTime", Evaluation::createTimeNanos, (d, n) -> d.parts.createTimeNanos(n))
            .whole("ModifyTime", Evaluation::modifyTimeNanos, (d, n) -> d.parts.modifyTimeNanos(n))
            .extras(Evaluation::extras, (d, extras) -> d.parts.extras(extras))
            .build();

    static final Shape<DeploymentGroupState, DeploymentGroupState.Builder> GROUP_STATE = Shape.of(
                    DeploymentGroupState::builder, DeploymentGroupState.Builder::build)
            .flag("AutoRevert", DeploymentGroupState::autoRevert, DeploymentGroupState.Builder::autoRevert)
            .flag("AutoPromote", DeploymentGroupState::autoPromote, DeploymentGroupState.Builder::autoPromote)
            .duration(
                    "ProgressDeadline",
                    DeploymentGroupState::progressDeadline,
                    DeploymentGroupState.Builder::progressDeadline)
            .timestamp(
                    "RequireProgressBy",
                    DeploymentGroupState::requireProgressByNanos,
                    DeploymentGroupState.Builder::requireProgressByNanos)
            .flag("Promoted", DeploymentGroupState::promoted, DeploymentGroupState.Builder::promoted)
            .list(
                    "PlacedCanaries",
                    DeploymentGroupState::placedCanaries,
                    DeploymentGroupState.Builder::placedCanaries,
                    in -> in.word(AllocationId::parse),
                    (out, id) -> out.text(id.toString()))
            .integer(
                    "DesiredCanaries",
                    DeploymentGroupState::desiredCanaries,
                    DeploymentGroupState.Builder::desiredCanaries)
            .integer("DesiredTotal", DeploymentGroupState::desiredTotal, DeploymentGroupState.Builder::desiredTotal)
            .integer(
                    "PlacedAllocs",
                    DeploymentGroupState::placedAllocations,
                    DeploymentGroupState.Builder::placedAllocations)
            .integer(
                    "HealthyAllocs",
                    DeploymentGroupState::healthyAllocations,
                    DeploymentGroupState.Builder::healthyAllocations)
            .integer(
                    "UnhealthyAllocs",
                    DeploymentGroupState::unhealthyAllocations,
                    DeploymentGroupState.Builder::unhealthyAllocations)
            .extras(DeploymentGroupState::extras, DeploymentGroupState.Builder::extras)
            .build();

    static final Shape<Deployment, DeploymentDraft> DEPLOYMENT = Shape.of(DeploymentDraft::new, DeploymentDraft::build)
            .word("ID", Deployment::id, (d, id) -> d.id = id, DeploymentId::toString, DeploymentId::parse)
            .text("Namespace", d -> d.job().namespace(), (d, namespace) -> d.namespace = namespace)
            .text("JobID", d -> d.job().id(), (d, id) -> d.jobId = id)
            .whole("JobVersion", Deployment::jobVersion, (d, n) -> d.parts.jobVersion(n))
            .whole("JobModifyIndex", Deployment::jobModifyIndex, (d, n) -> d.parts.jobModifyIndex(n))
            .whole("JobSpecModifyIndex", Deployment::jobSpecModifyIndex, (d, n) -> d.parts.jobSpecModifyIndex(n))
            .whole("JobCreateIndex", Deployment::jobCreateIndex, (d, n) -> d.parts.jobCreateIndex(n))
            .flag("IsMultiregion", Deployment::multiregion, (d, flag) -> d.parts.multiregion(flag))
            .objectMap("TaskGroups", Deployment::groups, (d, all) -> d.parts.groups(all), GROUP_STATE)
            .word(
                    "Status",
                    Deployment::status,
                    (d, status) -> d.parts.status(status),
                    DeploymentStatus::word,
                    DeploymentStatus::parse)
            .text("StatusDescription", Deployment::statusDescription, (d, text) -> d.parts.statusDescription(text))
            .custom(
                    "EvalPriority",
                    (in, d) -> d.parts.evaluationPriority(in.integer()),
                    (out, d) -> out.generator().writeNumber(d.evaluationPriority()),
                    d -> d.evaluationPriority() == Evaluation.DEFAULT_PRIORITY || d.evaluationPriority() == 0)
            .whenSet()
            .whole("CreateIndex", Deployment::createIndex, (d, n) -> d.parts.createIndex(n))
            .whole("ModifyIndex", Deployment::modifyIndex, (d, n) -> d.parts.modifyIndex(n))
            .whole("CreateTime", Deployment::createTimeNanos, (d, n) -> d.parts.createTimeNanos(n))
            .whenSet()
            .whole("ModifyTime", Deployment::modifyTimeNanos, (d, n) -> d.parts.modifyTimeNanos(n))
            .whenSet()
            .extras(Deployment::extras, (d, extras) -> d.parts.extras(extras))
            .build();

    private EvaluationShapes() {}

    private static String idOf(@Nullable JobKey job) {
        return job == null ? "" : job.id();
    }

    private static IllegalArgumentException missing(String member) {
        return new IllegalArgumentException("The member " + member + " is missing. Add it.");
    }

    /** What is read of an evaluation: what its builder wants first comes anywhere among the members. */
    static final class EvaluationDraft {
        private @Nullable EvaluationId id;
        private String namespace = JobKey.DEFAULT_NAMESPACE;
        private String jobId = "";
        private JobType type = JobType.SERVICE;
        private @Nullable EvaluationTrigger trigger;
        private final Evaluation.Builder parts =
                Evaluation.builder(new EvaluationId(0, 0), JobType.SERVICE, EvaluationTrigger.JOB_REGISTER);

        private Evaluation build() {
            if (id == null) {
                throw missing("ID");
            }
            if (trigger == null) {
                throw missing("TriggeredBy");
            }
            return parts.id(id)
                    .namespace(namespace)
                    .type(type)
                    .trigger(trigger)
                    .job(jobId.isEmpty() ? null : new JobKey(namespace, jobId))
                    .build();
        }
    }

    /** What is read of a deployment: what its builder wants first comes anywhere among the members. */
    static final class DeploymentDraft {
        private @Nullable DeploymentId id;
        private String namespace = JobKey.DEFAULT_NAMESPACE;
        private String jobId = "";
        private final Deployment.Builder parts = Deployment.builder(new DeploymentId(0, 0), JobKey.of("unnamed"));

        private Deployment build() {
            if (id == null) {
                throw missing("ID");
            }
            return parts.id(id).job(new JobKey(namespace, jobId)).build();
        }
    }
}
