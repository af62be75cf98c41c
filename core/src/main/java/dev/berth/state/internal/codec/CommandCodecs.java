package dev.berth.state.internal.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.berth.host.AllocationUpdate;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.DesiredTransition;
import dev.berth.model.DrainStatus;
import dev.berth.model.Eligibility;
import dev.berth.model.NodeStatus;
import dev.berth.state.Command;
import java.util.List;

/**
 * Codecs of the commands, each under the number of its kind. Constants, thread-safe.
 *
 * <p>A number is given once and never again, also after its command has gone; a field that is added later is written by
 * nobody below the behaviour level that knows it.
 */
public final class CommandCodecs {
    /**
     * A kind of command.
     *
     * @param number in the entry
     * @param type of the command
     * @param codec of its body
     */
    public record Kind<C extends Command>(int number, Class<C> type, Codec<C> codec) {}

    private static final Codec<AllocationId> ALLOCATION_KEY = BasicCodecs.codec(
            (out, id) -> out.id(id.high(), id.low()), in -> new AllocationId(in.idHalf(), in.idHalf()));

    static final Codec<AllocationUpdate> ALLOCATION_UPDATE = MessageCodec.of("AllocationUpdate", AllocationUpdate.class)
            .required(1, BasicCodecs.ALLOCATION_ID, AllocationUpdate::id)
            .int64(2, AllocationUpdate::sequence)
            .constant(3, ClientStatus.values(), AllocationUpdate::clientStatus)
            .sharedText(4, AllocationUpdate::clientDescription)
            .map(5, BasicCodecs.KEY, AllocationCodecs.TASK_STATE, AllocationUpdate::taskStates)
            .optional(6, Values.message(AllocationCodecs.DEPLOYMENT_HEALTH), AllocationUpdate::health)
            .optional(7, Values.message(NetworkCodecs.NETWORK_STATUS), AllocationUpdate::networkStatus)
            .create(f -> new AllocationUpdate(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7)));

    private static final Codec<Command.RegisterJob> REGISTER_JOB = MessageCodec.of(
                    "RegisterJob", Command.RegisterJob.class)
            .required(1, Values.shared(JobCodecs.SHARED_JOB), Command.RegisterJob::job)
            .optional(2, Values.INT64, Command.RegisterJob::expectedJobModifyIndex)
            .optional(3, Values.message(EvaluationCodecs.EVALUATION), Command.RegisterJob::evaluation)
            .create(f -> new Command.RegisterJob(f.get(1), f.get(2), f.get(3)));

    private static final Codec<Command.DeregisterJob> DEREGISTER_JOB = MessageCodec.of(
                    "DeregisterJob", Command.DeregisterJob.class)
            .required(1, Values.message(BasicCodecs.JOB_KEY), Command.DeregisterJob::job)
            .bool(2, Command.DeregisterJob::purge)
            .optional(3, Values.message(EvaluationCodecs.EVALUATION), Command.DeregisterJob::evaluation)
            .create(f -> new Command.DeregisterJob(f.get(1), f.get(2), f.get(3)));

    private static final Codec<Command.SetJobStability> SET_JOB_STABILITY = MessageCodec.of(
                    "SetJobStability", Command.SetJobStability.class)
            .required(1, Values.message(BasicCodecs.JOB_KEY), Command.SetJobStability::job)
            .int64(2, Command.SetJobStability::version)
            .bool(3, Command.SetJobStability::stable)
            .create(f -> new Command.SetJobStability(f.get(1), f.get(2), f.get(3)));

    private static final Codec<Command.TagJobVersion> TAG_JOB_VERSION = MessageCodec.of(
                    "TagJobVersion", Command.TagJobVersion.class)
            .required(1, Values.message(BasicCodecs.JOB_KEY), Command.TagJobVersion::job)
            .int64(2, Command.TagJobVersion::version)
            .optional(3, Values.message(JobCodecs.VERSION_TAG), Command.TagJobVersion::tag)
            .create(f -> new Command.TagJobVersion(f.get(1), f.get(2), f.get(3)));

    private static final Codec<Command.DeleteJobs> DELETE_JOBS = MessageCodec.of("DeleteJobs", Command.DeleteJobs.class)
            .messages(1, BasicCodecs.JOB_KEY, Command.DeleteJobs::jobs)
            .create(f -> new Command.DeleteJobs(f.get(1)));

    private static final Codec<Command.RegisterNode> REGISTER_NODE = MessageCodec.of(
                    "RegisterNode", Command.RegisterNode.class)
            .required(1, Values.message(NodeCodecs.NODE), Command.RegisterNode::node)
            .messages(2, EvaluationCodecs.EVALUATION, Command.RegisterNode::evaluations)
            .create(f -> new Command.RegisterNode(f.get(1), f.get(2)));

    private static final Codec<Command.UpdateNodeStatus> UPDATE_NODE_STATUS = MessageCodec.of(
                    "UpdateNodeStatus", Command.UpdateNodeStatus.class)
            .required(1, BasicCodecs.NODE_ID, Command.UpdateNodeStatus::node)
            .constant(2, NodeStatus.values(), Command.UpdateNodeStatus::status)
            .text(3, Command.UpdateNodeStatus::description)
            .messages(4, EvaluationCodecs.EVALUATION, Command.UpdateNodeStatus::evaluations)
            .create(f -> new Command.UpdateNodeStatus(f.get(1), f.get(2), f.get(3), f.get(4)));

    private static final Codec<Command.UpdateNodeEligibility> UPDATE_NODE_ELIGIBILITY = MessageCodec.of(
                    "UpdateNodeEligibility", Command.UpdateNodeEligibility.class)
            .required(1, BasicCodecs.NODE_ID, Command.UpdateNodeEligibility::node)
            .constant(2, Eligibility.values(), Command.UpdateNodeEligibility::eligibility)
            .messages(3, EvaluationCodecs.EVALUATION, Command.UpdateNodeEligibility::evaluations)
            .create(f -> new Command.UpdateNodeEligibility(f.get(1), f.get(2), f.get(3)));

    private static final Codec<Command.UpdateNodeDrain> UPDATE_NODE_DRAIN = MessageCodec.of(
                    "UpdateNodeDrain", Command.UpdateNodeDrain.class)
            .required(1, BasicCodecs.NODE_ID, Command.UpdateNodeDrain::node)
            .optional(2, Values.message(NodeCodecs.DRAIN_STRATEGY), Command.UpdateNodeDrain::drain)
            .bool(3, Command.UpdateNodeDrain::markEligible)
            .constant(4, DrainStatus.values(), Command.UpdateNodeDrain::outcome)
            .texts(5, Command.UpdateNodeDrain::meta)
            .messages(6, EvaluationCodecs.EVALUATION, Command.UpdateNodeDrain::evaluations)
            .create(f -> new Command.UpdateNodeDrain(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6)));

    private static final Codec<Command.AddNodeEvent> ADD_NODE_EVENT = MessageCodec.of(
                    "AddNodeEvent", Command.AddNodeEvent.class)
            .required(1, BasicCodecs.NODE_ID, Command.AddNodeEvent::node)
            .required(2, Values.message(NodeCodecs.NODE_EVENT), Command.AddNodeEvent::event)
            .create(f -> new Command.AddNodeEvent(f.get(1), f.get(2)));

    private static final Codec<Command.DeregisterNodes> DEREGISTER_NODES = MessageCodec.of(
                    "DeregisterNodes", Command.DeregisterNodes.class)
            .list(1, BasicCodecs.NODE_ID, Command.DeregisterNodes::nodes)
            .messages(2, EvaluationCodecs.EVALUATION, Command.DeregisterNodes::evaluations)
            .create(f -> new Command.DeregisterNodes(f.get(1), f.get(2)));

    private static final Codec<Command.UpsertEvaluations> UPSERT_EVALUATIONS = MessageCodec.of(
                    "UpsertEvaluations", Command.UpsertEvaluations.class)
            .messages(1, EvaluationCodecs.EVALUATION, Command.UpsertEvaluations::evaluations)
            .create(f -> new Command.UpsertEvaluations(f.get(1)));

    private static final Codec<Command.DeleteEvaluations> DELETE_EVALUATIONS = MessageCodec.of(
                    "DeleteEvaluations", Command.DeleteEvaluations.class)
            .list(1, BasicCodecs.EVALUATION_ID, Command.DeleteEvaluations::evaluations)
            .list(2, BasicCodecs.ALLOCATION_ID, Command.DeleteEvaluations::allocations)
            .create(f -> new Command.DeleteEvaluations(f.get(1), f.get(2)));

    private static final Codec<Command.ApplyPlan> APPLY_PLAN = MessageCodec.of("ApplyPlan", Command.ApplyPlan.class)
            .required(1, Values.message(PlanCodecs.PLAN), Command.ApplyPlan::plan)
            .messages(2, EvaluationCodecs.EVALUATION, Command.ApplyPlan::evaluations)
            .create(f -> new Command.ApplyPlan(f.get(1), f.get(2)));

    private static final Codec<Command.UpdateAllocationsFromNode> UPDATE_ALLOCATIONS_FROM_NODE = MessageCodec.of(
                    "UpdateAllocationsFromNode", Command.UpdateAllocationsFromNode.class)
            .required(1, BasicCodecs.NODE_ID, Command.UpdateAllocationsFromNode::node)
            .messages(2, ALLOCATION_UPDATE, Command.UpdateAllocationsFromNode::updates)
            .messages(3, EvaluationCodecs.EVALUATION, Command.UpdateAllocationsFromNode::evaluations)
            .create(f -> new Command.UpdateAllocationsFromNode(f.get(1), f.get(2), f.get(3)));

    private static final Codec<Command.UpdateAllocationTransitions> UPDATE_ALLOCATION_TRANSITIONS = MessageCodec.of(
                    "UpdateAllocationTransitions", Command.UpdateAllocationTransitions.class)
            .<AllocationId, DesiredTransition>map(
                    1,
                    ALLOCATION_KEY,
                    AllocationCodecs.DESIRED_TRANSITION,
                    Command.UpdateAllocationTransitions::transitions)
            .messages(2, EvaluationCodecs.EVALUATION, Command.UpdateAllocationTransitions::evaluations)
            .create(f -> new Command.UpdateAllocationTransitions(f.get(1), f.get(2)));

    private static final Codec<Command.UpsertDeployment> UPSERT_DEPLOYMENT = MessageCodec.of(
                    "UpsertDeployment", Command.UpsertDeployment.class)
            .required(1, Values.message(EvaluationCodecs.DEPLOYMENT), Command.UpsertDeployment::deployment)
            .optional(2, Values.message(EvaluationCodecs.EVALUATION), Command.UpsertDeployment::evaluation)
            .create(f -> new Command.UpsertDeployment(f.get(1), f.get(2)));

    private static final Codec<Command.UpdateDeploymentStatus> UPDATE_DEPLOYMENT_STATUS = MessageCodec.of(
                    "UpdateDeploymentStatus", Command.UpdateDeploymentStatus.class)
            .required(1, Values.message(EvaluationCodecs.DEPLOYMENT_UPDATE), Command.UpdateDeploymentStatus::update)
            .optional(2, Values.message(EvaluationCodecs.EVALUATION), Command.UpdateDeploymentStatus::evaluation)
            .optional(3, Values.shared(JobCodecs.SHARED_JOB), Command.UpdateDeploymentStatus::rollback)
            .create(f -> new Command.UpdateDeploymentStatus(f.get(1), f.get(2), f.get(3)));

    private static final Codec<Command.PromoteDeployment> PROMOTE_DEPLOYMENT = MessageCodec.of(
                    "PromoteDeployment", Command.PromoteDeployment.class)
            .required(1, BasicCodecs.DEPLOYMENT_ID, Command.PromoteDeployment::deployment)
            .list(2, Values.TEXT, Command.PromoteDeployment::groups)
            .optional(3, Values.message(EvaluationCodecs.EVALUATION), Command.PromoteDeployment::evaluation)
            .create(f -> new Command.PromoteDeployment(
                    f.get(1), ImmutableSortedSet.copyOf(f.<List<String>>get(2)), f.get(3)));

    private static final Codec<Command.SetAllocationHealth> SET_ALLOCATION_HEALTH = MessageCodec.of(
                    "SetAllocationHealth", Command.SetAllocationHealth.class)
            .required(1, BasicCodecs.DEPLOYMENT_ID, Command.SetAllocationHealth::deployment)
            .list(2, BasicCodecs.ALLOCATION_ID, Command.SetAllocationHealth::healthy)
            .list(3, BasicCodecs.ALLOCATION_ID, Command.SetAllocationHealth::unhealthy)
            .optional(4, Values.message(EvaluationCodecs.DEPLOYMENT_UPDATE), Command.SetAllocationHealth::update)
            .optional(5, Values.message(EvaluationCodecs.EVALUATION), Command.SetAllocationHealth::evaluation)
            .optional(6, Values.shared(JobCodecs.SHARED_JOB), Command.SetAllocationHealth::rollback)
            .create(f -> new Command.SetAllocationHealth(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6)));

    private static final Codec<Command.DeleteDeployments> DELETE_DEPLOYMENTS = MessageCodec.of(
                    "DeleteDeployments", Command.DeleteDeployments.class)
            .list(1, BasicCodecs.DEPLOYMENT_ID, Command.DeleteDeployments::deployments)
            .create(f -> new Command.DeleteDeployments(f.get(1)));

    private static final Codec<Command.SetSchedulerConfiguration> SET_SCHEDULER_CONFIGURATION = MessageCodec.of(
                    "SetSchedulerConfiguration", Command.SetSchedulerConfiguration.class)
            .required(
                    1,
                    Values.message(PlanCodecs.SCHEDULER_CONFIGURATION),
                    Command.SetSchedulerConfiguration::configuration)
            .optional(2, Values.INT64, Command.SetSchedulerConfiguration::expectedModifyIndex)
            .create(f -> new Command.SetSchedulerConfiguration(f.get(1), f.get(2)));

    private static final Codec<Command.BeginTerm> BEGIN_TERM = MessageCodec.of("BeginTerm", Command.BeginTerm.class)
            .int64(1, Command.BeginTerm::term)
            .text(2, Command.BeginTerm::leader)
            .create(f -> new Command.BeginTerm(f.get(1), f.get(2)));

    private static final Codec<Command.AdvertiseSupport> ADVERTISE_SUPPORT = MessageCodec.of(
                    "AdvertiseSupport", Command.AdvertiseSupport.class)
            .text(1, Command.AdvertiseSupport::server)
            .int32(2, Command.AdvertiseSupport::highestLevel)
            .create(f -> new Command.AdvertiseSupport(f.get(1), f.get(2)));

    private static final Codec<Command.ForgetServer> FORGET_SERVER = MessageCodec.of(
                    "ForgetServer", Command.ForgetServer.class)
            .text(1, Command.ForgetServer::server)
            .create(f -> new Command.ForgetServer(f.get(1)));

    private static final Codec<Command.RaiseBehaviourLevel> RAISE_BEHAVIOUR_LEVEL = MessageCodec.of(
                    "RaiseBehaviourLevel", Command.RaiseBehaviourLevel.class)
            .int32(1, Command.RaiseBehaviourLevel::level)
            .create(f -> new Command.RaiseBehaviourLevel(f.get(1)));

    /** All kinds, by their numbers, which begin at 1. */
    public static final List<Kind<?>> KINDS = ImmutableList.of(
            new Kind<>(1, Command.RegisterJob.class, REGISTER_JOB),
            new Kind<>(2, Command.DeregisterJob.class, DEREGISTER_JOB),
            new Kind<>(3, Command.SetJobStability.class, SET_JOB_STABILITY),
            new Kind<>(4, Command.TagJobVersion.class, TAG_JOB_VERSION),
            new Kind<>(5, Command.DeleteJobs.class, DELETE_JOBS),
            new Kind<>(6, Command.RegisterNode.class, REGISTER_NODE),
            new Kind<>(7, Command.UpdateNodeStatus.class, UPDATE_NODE_STATUS),
            new Kind<>(8, Command.UpdateNodeEligibility.class, UPDATE_NODE_ELIGIBILITY),
            new Kind<>(9, Command.UpdateNodeDrain.class, UPDATE_NODE_DRAIN),
            new Kind<>(10, Command.AddNodeEvent.class, ADD_NODE_EVENT),
            new Kind<>(11, Command.DeregisterNodes.class, DEREGISTER_NODES),
            new Kind<>(12, Command.UpsertEvaluations.class, UPSERT_EVALUATIONS),
            new Kind<>(13, Command.DeleteEvaluations.class, DELETE_EVALUATIONS),
            new Kind<>(14, Command.ApplyPlan.class, APPLY_PLAN),
            new Kind<>(15, Command.UpdateAllocationsFromNode.class, UPDATE_ALLOCATIONS_FROM_NODE),
            new Kind<>(16, Command.UpdateAllocationTransitions.class, UPDATE_ALLOCATION_TRANSITIONS),
            new Kind<>(17, Command.UpsertDeployment.class, UPSERT_DEPLOYMENT),
            new Kind<>(18, Command.UpdateDeploymentStatus.class, UPDATE_DEPLOYMENT_STATUS),
            new Kind<>(19, Command.PromoteDeployment.class, PROMOTE_DEPLOYMENT),
            new Kind<>(20, Command.SetAllocationHealth.class, SET_ALLOCATION_HEALTH),
            new Kind<>(21, Command.DeleteDeployments.class, DELETE_DEPLOYMENTS),
            new Kind<>(22, Command.SetSchedulerConfiguration.class, SET_SCHEDULER_CONFIGURATION),
            new Kind<>(23, Command.BeginTerm.class, BEGIN_TERM),
            new Kind<>(24, Command.AdvertiseSupport.class, ADVERTISE_SUPPORT),
            new Kind<>(25, Command.ForgetServer.class, FORGET_SERVER),
            new Kind<>(26, Command.RaiseBehaviourLevel.class, RAISE_BEHAVIOUR_LEVEL));

    private CommandCodecs() {}
}
