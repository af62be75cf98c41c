package dev.berth.state.internal.codec;

import dev.berth.model.Deployment;
import dev.berth.model.DeploymentGroupState;
import dev.berth.model.DeploymentStatus;
import dev.berth.model.DeploymentUpdate;
import dev.berth.model.DesiredUpdates;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.JobType;
import dev.berth.model.PlanAnnotations;

/** Codecs of evaluations and deployments. Constants, thread-safe. */
public final class EvaluationCodecs {

    public static final Codec<DesiredUpdates> DESIRED_UPDATES = MessageCodec.of("DesiredUpdates", DesiredUpdates.class)
            .int32(1, DesiredUpdates::ignore)
            .int32(2, DesiredUpdates::place)
            .int32(3, DesiredUpdates::migrate)
            .int32(4, DesiredUpdates::stop)
            .int32(5, DesiredUpdates::inPlaceUpdate)
            .int32(6, DesiredUpdates::destructiveUpdate)
            .int32(7, DesiredUpdates::canary)
            .int32(8, DesiredUpdates::preemptions)
            .int32(9, DesiredUpdates::disconnect)
            .int32(10, DesiredUpdates::reconnect)
            .int32(11, DesiredUpdates::rescheduleNow)
            .int32(12, DesiredUpdates::rescheduleLater)
            .create(f -> new DesiredUpdates(
                    f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.get(8), f.get(9), f.get(10),
                    f.get(11), f.get(12)));

    public static final Codec<PlanAnnotations> PLAN_ANNOTATIONS = MessageCodec.of(
                    "PlanAnnotations", PlanAnnotations.class)
            .map(1, BasicCodecs.KEY, DESIRED_UPDATES, PlanAnnotations::groups)
            .list(2, BasicCodecs.ALLOCATION_ID, PlanAnnotations::preempted)
            .create(f -> new PlanAnnotations(f.get(1), f.get(2)));

    public static final Codec<Evaluation> EVALUATION = MessageCodec.of("Evaluation", Evaluation.class)
            .required(1, BasicCodecs.EVALUATION_ID, Evaluation::id)
            .sharedText(2, Evaluation::namespace)
            .int32(3, Evaluation::priority)
            .constant(4, JobType.values(), Evaluation::type)
            .constant(5, EvaluationTrigger.values(), Evaluation::trigger)
            .optional(6, Values.message(BasicCodecs.JOB_KEY), Evaluation::job)
            .int64(7, Evaluation::jobModifyIndex)
            .optional(8, BasicCodecs.NODE_ID, Evaluation::nodeId)
            .int64(9, Evaluation::nodeModifyIndex)
            .optional(10, BasicCodecs.DEPLOYMENT_ID, Evaluation::deploymentId)
            .constant(11, EvaluationStatus.values(), Evaluation::status)
            .sharedText(12, Evaluation::statusDescription)
            .duration(13, Evaluation::delay)
            .int64(14, Evaluation::waitUntilNanos)
            .optional(15, BasicCodecs.EVALUATION_ID, Evaluation::nextEvaluation)
            .optional(16, BasicCodecs.EVALUATION_ID, Evaluation::previousEvaluation)
            .optional(17, BasicCodecs.EVALUATION_ID, Evaluation::blockedEvaluation)
            .map(18, BasicCodecs.KEY, TraceCodecs.PLACEMENT_TRACE, Evaluation::failedGroups)
            .optional(19, Values.message(PLAN_ANNOTATIONS), Evaluation::annotations)
            .map(20, BasicCodecs.KEY, BasicCodecs.BOOL, Evaluation::classEligibility)
            .sharedText(21, Evaluation::quotaLimitReached)
            .bool(22, Evaluation::escapedComputedClass)
            .bool(23, Evaluation::annotatePlan)
            .map(24, BasicCodecs.KEY, BasicCodecs.INT32, Evaluation::queuedAllocations)
            .int64(25, Evaluation::snapshotIndex)
            .int64(26, Evaluation::createIndex)
            .int64(27, Evaluation::modifyIndex)
            .int64(28, Evaluation::createTimeNanos)
            .int64(29, Evaluation::modifyTimeNanos)
            .extras(Evaluation::extras)
            .create(f -> new Evaluation(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.get(10),
                    f.get(11),
                    f.get(12),
                    f.get(13),
                    f.get(14),
                    f.get(15),
                    f.get(16),
                    f.get(17),
                    f.get(18),
                    f.get(19),
                    f.get(20),
                    f.get(21),
                    f.get(22),
                    f.get(23),
                    f.get(24),
                    f.get(25),
                    f.get(26),
                    f.get(27),
                    f.get(28),
                    f.get(29),
                    f.extras()));

    public static final Codec<DeploymentGroupState> DEPLOYMENT_GROUP_STATE = MessageCodec.of(
                    "DeploymentGroupState", DeploymentGroupState.class)
            .bool(1, DeploymentGroupState::autoRevert)
            .bool(2, DeploymentGroupState::autoPromote)
            .duration(3, DeploymentGroupState::progressDeadline)
            .int64(4, DeploymentGroupState::requireProgressByNanos)
            .bool(5, DeploymentGroupState::promoted)
            .list(6, BasicCodecs.ALLOCATION_ID, DeploymentGroupState::placedCanaries)
            .int32(7, DeploymentGroupState::desiredCanaries)
            .int32(8, DeploymentGroupState::desiredTotal)
            .int32(9, DeploymentGroupState::placedAllocations)
            .int32(10, DeploymentGroupState::healthyAllocations)
            .int32(11, DeploymentGroupState::unhealthyAllocations)
            .extras(DeploymentGroupState::extras)
            .create(f -> new DeploymentGroupState(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.get(10),
                    f.get(11),
                    f.extras()));

    public static final Codec<Deployment> DEPLOYMENT = MessageCodec.of("Deployment", Deployment.class)
            .required(1, BasicCodecs.DEPLOYMENT_ID, Deployment::id)
            .required(2, Values.message(BasicCodecs.JOB_KEY), Deployment::job)
            .int64(3, Deployment::jobVersion)
            .int64(4, Deployment::jobModifyIndex)
            .int64(5, Deployment::jobSpecModifyIndex)
            .int64(6, Deployment::jobCreateIndex)
            .bool(7, Deployment::multiregion)
            .map(8, BasicCodecs.KEY, DEPLOYMENT_GROUP_STATE, Deployment::groups)
            .constant(9, DeploymentStatus.values(), Deployment::status)
            .sharedText(10, Deployment::statusDescription)
            .int32(11, Deployment::evaluationPriority)
            .int64(12, Deployment::createIndex)
            .int64(13, Deployment::modifyIndex)
            .int64(14, Deployment::createTimeNanos)
            .int64(15, Deployment::modifyTimeNanos)
            .extras(Deployment::extras)
            .create(f -> new Deployment(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.get(10),
                    f.get(11),
                    f.get(12),
                    f.get(13),
                    f.get(14),
                    f.get(15),
                    f.extras()));

    public static final Codec<DeploymentUpdate> DEPLOYMENT_UPDATE = MessageCodec.of(
                    "DeploymentUpdate", DeploymentUpdate.class)
            .required(1, BasicCodecs.DEPLOYMENT_ID, DeploymentUpdate::id)
            .constant(2, DeploymentStatus.values(), DeploymentUpdate::status)
            .sharedText(3, DeploymentUpdate::statusDescription)
            .create(f -> new DeploymentUpdate(f.get(1), f.get(2), f.get(3)));

    private EvaluationCodecs() {}
}
