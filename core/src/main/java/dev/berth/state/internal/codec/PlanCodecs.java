package dev.berth.state.internal.codec;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.AllocationStop;
import dev.berth.model.ClientStatus;
import dev.berth.model.Plan;
import dev.berth.model.PlanResult;
import dev.berth.model.Preemption;
import dev.berth.model.PreemptionConfig;
import dev.berth.model.ReasonCode;
import dev.berth.model.RejectedNode;
import dev.berth.model.SchedulerAlgorithm;
import dev.berth.model.SchedulerConfiguration;
import dev.berth.model.SchedulerProfile;

/** Codecs of plans, their results and the configuration of the scheduler. Constants, thread-safe. */
public final class PlanCodecs {

    public static final Codec<AllocationStop> ALLOCATION_STOP = MessageCodec.of("AllocationStop", AllocationStop.class)
            .required(1, BasicCodecs.ALLOCATION_ID, AllocationStop::allocationId)
            .sharedText(2, AllocationStop::description)
            .optional(3, Values.constant(ClientStatus.values()), AllocationStop::clientStatus)
            .optional(4, BasicCodecs.EVALUATION_ID, AllocationStop::followupEvaluationId)
            .create(f -> new AllocationStop(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<Preemption> PREEMPTION = MessageCodec.of("Preemption", Preemption.class)
            .required(1, BasicCodecs.ALLOCATION_ID, Preemption::allocationId)
            .required(2, BasicCodecs.ALLOCATION_ID, Preemption::preemptedBy)
            .create(f -> new Preemption(f.get(1), f.get(2)));

    public static final Codec<Plan> PLAN = MessageCodec.of("Plan", Plan.class)
            .required(1, BasicCodecs.EVALUATION_ID, Plan::evaluationId)
            .int32(2, Plan::priority)
            .bool(3, Plan::allAtOnce)
            .optional(4, Values.shared(JobCodecs.SHARED_JOB), Plan::job)
            .map(5, BasicCodecs.NODE_KEY, BasicCodecs.framesOf(ALLOCATION_STOP), Plan::stops)
            .value(6, Values.message(PlacementColumns.BY_NODE), Plan::placements, ImmutableSortedMap.of())
            .map(7, BasicCodecs.NODE_KEY, BasicCodecs.framesOf(PREEMPTION), Plan::preemptions)
            .optional(8, Values.message(EvaluationCodecs.DEPLOYMENT), Plan::deployment)
            .messages(9, EvaluationCodecs.DEPLOYMENT_UPDATE, Plan::deploymentUpdates)
            .optional(10, Values.message(EvaluationCodecs.PLAN_ANNOTATIONS), Plan::annotations)
            .int64(11, Plan::snapshotIndex)
            .optional(12, Values.shared(AllocationCodecs.SHARED_DECISION), Plan::decision)
            .extras(Plan::extras)
            .create(f -> new Plan(
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
                    f.extras()));

    public static final Codec<RejectedNode> REJECTED_NODE = MessageCodec.of("RejectedNode", RejectedNode.class)
            .required(1, BasicCodecs.NODE_ID, RejectedNode::nodeId)
            .constant(2, ReasonCode.values(), RejectedNode::reason)
            .sharedText(3, RejectedNode::message)
            .create(f -> new RejectedNode(f.get(1), f.get(2), f.get(3)));

    public static final Codec<PlanResult> PLAN_RESULT = MessageCodec.of("PlanResult", PlanResult.class)
            .required(1, Values.message(PLAN), PlanResult::committed)
            .messages(2, REJECTED_NODE, PlanResult::rejectedNodes)
            .int64(3, PlanResult::refreshIndex)
            .int64(4, PlanResult::index)
            .create(f -> new PlanResult(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<PreemptionConfig> PREEMPTION_CONFIG = MessageCodec.of(
                    "PreemptionConfig", PreemptionConfig.class)
            .bool(1, PreemptionConfig::system)
            .bool(2, PreemptionConfig::sysbatch)
            .bool(3, PreemptionConfig::batch)
            .bool(4, PreemptionConfig::service)
            .create(f -> new PreemptionConfig(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<SchedulerConfiguration> SCHEDULER_CONFIGURATION = MessageCodec.of(
                    "SchedulerConfiguration", SchedulerConfiguration.class)
            .constant(1, SchedulerAlgorithm.values(), SchedulerConfiguration::algorithm)
            .required(2, Values.message(PREEMPTION_CONFIG), SchedulerConfiguration::preemption)
            .bool(3, SchedulerConfiguration::memoryOversubscription)
            .bool(4, SchedulerConfiguration::rejectJobRegistration)
            .bool(5, SchedulerConfiguration::pauseEvaluationBroker)
            .int32(6, SchedulerConfiguration::nodeLimitForFeasibilityChecks)
            .constant(7, SchedulerProfile.values(), SchedulerConfiguration::profile)
            .int64(8, SchedulerConfiguration::createIndex)
            .int64(9, SchedulerConfiguration::modifyIndex)
            .extras(SchedulerConfiguration::extras)
            .create(f -> new SchedulerConfiguration(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.extras()));

    private PlanCodecs() {}
}
