package dev.berth.state.internal.codec;

import dev.berth.model.AllocatedDevice;
import dev.berth.model.AllocatedResources;
import dev.berth.model.AllocatedSharedResources;
import dev.berth.model.AllocatedTaskResources;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationState;
import dev.berth.model.ClientStatus;
import dev.berth.model.Decision;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DesiredStatus;
import dev.berth.model.DesiredTransition;
import dev.berth.model.Lifecycle;
import dev.berth.model.RescheduleEvent;
import dev.berth.model.RescheduleOutcome;
import dev.berth.model.RescheduleTracker;
import dev.berth.model.Resources;
import dev.berth.model.TaskEvent;
import dev.berth.model.TaskEventType;
import dev.berth.model.TaskState;
import java.util.SortedMap;

/** Codecs of allocations and their parts. Constants, thread-safe. */
public final class AllocationCodecs {

    public static final Codec<AllocatedDevice> ALLOCATED_DEVICE = MessageCodec.of(
                    "AllocatedDevice", AllocatedDevice.class)
            .sharedText(1, AllocatedDevice::vendor)
            .sharedText(2, AllocatedDevice::type)
            .sharedText(3, AllocatedDevice::name)
            .list(4, Values.TEXT, AllocatedDevice::deviceIds)
            .create(f -> new AllocatedDevice(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<AllocatedTaskResources> ALLOCATED_TASK_RESOURCES = MessageCodec.of(
                    "AllocatedTaskResources", AllocatedTaskResources.class)
            .int64(1, AllocatedTaskResources::cpu)
            .list(2, Values.INT32, AllocatedTaskResources::reservedCores)
            .int64(3, AllocatedTaskResources::memoryBytes)
            .int64(4, AllocatedTaskResources::memoryMaxBytes)
            .value(5, Values.message(BasicCodecs.RESOURCES), AllocatedTaskResources::custom, Resources.none())
            .messages(6, ALLOCATED_DEVICE, AllocatedTaskResources::devices)
            .messages(7, NetworkCodecs.NETWORK_RESOURCE, AllocatedTaskResources::networks)
            .extras(AllocatedTaskResources::extras)
            .create(f -> new AllocatedTaskResources(
                    f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.extras()));

    public static final Codec<AllocatedSharedResources> ALLOCATED_SHARED_RESOURCES = MessageCodec.of(
                    "AllocatedSharedResources", AllocatedSharedResources.class)
            .int64(1, AllocatedSharedResources::diskBytes)
            .messages(2, NetworkCodecs.NETWORK_RESOURCE, AllocatedSharedResources::networks)
            .messages(3, NetworkCodecs.ALLOCATED_PORT, AllocatedSharedResources::ports)
            .extras(AllocatedSharedResources::extras)
            .create(f -> new AllocatedSharedResources(f.get(1), f.get(2), f.get(3), f.extras()));

    public static final Codec<AllocatedResources> ALLOCATED_RESOURCES = MessageCodec.of(
                    "AllocatedResources", AllocatedResources.class)
            .map(1, BasicCodecs.KEY, ALLOCATED_TASK_RESOURCES, AllocatedResources::tasks)
            .map(2, BasicCodecs.KEY, TaskCodecs.LIFECYCLE, AllocatedResources::lifecycles)
            .required(3, Values.message(ALLOCATED_SHARED_RESOURCES), AllocatedResources::shared)
            .create(f -> AllocatedResources.of(
                    f.<SortedMap<String, AllocatedTaskResources>>get(1),
                    f.<SortedMap<String, Lifecycle>>get(2),
                    f.get(3)));

    /** Resources of allocations; those with something that was picked on one node are alike nowhere else. */
    public static final Shared<AllocatedResources> SHARED_RESOURCES =
            new Shared<>(5, ALLOCATED_RESOURCES, AllocatedResources::shareable);

    public static final Codec<DesiredTransition> DESIRED_TRANSITION = MessageCodec.of(
                    "DesiredTransition", DesiredTransition.class)
            .bool(1, DesiredTransition::migrate)
            .bool(2, DesiredTransition::reschedule)
            .bool(3, DesiredTransition::forceReschedule)
            .bool(4, DesiredTransition::noShutdownDelay)
            .bool(5, DesiredTransition::migrateDisablePlacement)
            .create(f -> new DesiredTransition(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5)));

    public static final Codec<TaskEvent> TASK_EVENT = MessageCodec.of("TaskEvent", TaskEvent.class)
            .constant(1, TaskEventType.values(), TaskEvent::type)
            .int64(2, TaskEvent::timeNanos)
            .sharedText(3, TaskEvent::message)
            .texts(4, TaskEvent::details)
            .int32(5, TaskEvent::exitCode)
            .int32(6, TaskEvent::signal)
            .bool(7, TaskEvent::failsTask)
            .extras(TaskEvent::extras)
            .create(f ->
                    new TaskEvent(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.extras()));

    public static final Codec<TaskState> TASK_STATE = MessageCodec.of("TaskState", TaskState.class)
            .constant(1, TaskState.State.values(), TaskState::state)
            .bool(2, TaskState::failed)
            .int32(3, TaskState::restarts)
            .int64(4, TaskState::lastRestartNanos)
            .int64(5, TaskState::startedAtNanos)
            .int64(6, TaskState::finishedAtNanos)
            .messages(7, TASK_EVENT, TaskState::events)
            .extras(TaskState::extras)
            .create(f ->
                    new TaskState(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.extras()));

    public static final Codec<AllocationState> ALLOCATION_STATE = MessageCodec.of(
                    "AllocationState", AllocationState.class)
            .constant(1, ClientStatus.values(), AllocationState::clientStatus)
            .int64(2, AllocationState::timeNanos)
            .create(f -> new AllocationState(f.get(1), f.get(2)));

    public static final Codec<DeploymentHealth> DEPLOYMENT_HEALTH = MessageCodec.of(
                    "DeploymentHealth", DeploymentHealth.class)
            .optional(1, Values.BOOL, DeploymentHealth::healthy)
            .int64(2, DeploymentHealth::timestampNanos)
            .bool(3, DeploymentHealth::canary)
            .int64(4, DeploymentHealth::modifyIndex)
            .create(f -> new DeploymentHealth(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<RescheduleEvent> RESCHEDULE_EVENT = MessageCodec.of(
                    "RescheduleEvent", RescheduleEvent.class)
            .int64(1, RescheduleEvent::timeNanos)
            .required(2, BasicCodecs.ALLOCATION_ID, RescheduleEvent::previousAllocation)
            .required(3, BasicCodecs.NODE_ID, RescheduleEvent::previousNode)
            .duration(4, RescheduleEvent::delay)
            .create(f -> new RescheduleEvent(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<RescheduleTracker> RESCHEDULE_TRACKER = MessageCodec.of(
                    "RescheduleTracker", RescheduleTracker.class)
            .messages(1, RESCHEDULE_EVENT, RescheduleTracker::events)
            .constant(2, RescheduleOutcome.values(), RescheduleTracker::lastReschedule)
            .create(f -> new RescheduleTracker(f.get(1), f.get(2)));

    public static final Codec<Decision> DECISION = MessageCodec.of("Decision", Decision.class)
            .int64(1, Decision::stateIndex)
            .int64(2, Decision::overlay)
            .int64(3, Decision::seed)
            .sharedText(4, Decision::strategy)
            .int32(5, Decision::strategyVersion)
            .create(f -> new Decision(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5)));

    /** What placements were decided on. */
    public static final Shared<Decision> SHARED_DECISION = Shared.of(6, DECISION);

    public static final Codec<Allocation> ALLOCATION = MessageCodec.of("Allocation", Allocation.class)
            .required(1, BasicCodecs.ALLOCATION_ID, Allocation::id)
            .required(2, Values.shared(JobCodecs.SHARED_JOB), Allocation::job)
            .sharedText(3, Allocation::taskGroup)
            .int32(4, Allocation::index)
            .required(5, Values.shared(BasicCodecs.SHARED_EVALUATION_ID), Allocation::evaluationId)
            .required(6, Values.shared(BasicCodecs.SHARED_NODE_ID), Allocation::nodeId)
            .sharedText(7, Allocation::nodeName)
            .required(8, Values.shared(SHARED_RESOURCES), Allocation::resources)
            .constant(9, DesiredStatus.values(), Allocation::desiredStatus)
            .sharedText(10, Allocation::desiredDescription)
            .value(11, Values.message(DESIRED_TRANSITION), Allocation::transition, DesiredTransition.NONE)
            .constant(12, ClientStatus.values(), Allocation::clientStatus)
            .sharedText(13, Allocation::clientDescription)
            .int64(14, Allocation::clientSequence)
            .map(15, BasicCodecs.KEY, TASK_STATE, Allocation::taskStates)
            .messages(16, ALLOCATION_STATE, Allocation::states)
            .optional(17, BasicCodecs.ALLOCATION_ID, Allocation::previousAllocation)
            .optional(18, BasicCodecs.ALLOCATION_ID, Allocation::nextAllocation)
            .optional(19, Values.shared(BasicCodecs.SHARED_DEPLOYMENT_ID), Allocation::deploymentId)
            .optional(20, Values.message(DEPLOYMENT_HEALTH), Allocation::deploymentHealth)
            .optional(21, Values.message(RESCHEDULE_TRACKER), Allocation::rescheduleTracker)
            .optional(22, BasicCodecs.EVALUATION_ID, Allocation::followupEvaluationId)
            .list(23, BasicCodecs.ALLOCATION_ID, Allocation::preempted)
            .optional(24, BasicCodecs.ALLOCATION_ID, Allocation::preemptedBy)
            .optional(25, Values.message(NetworkCodecs.NETWORK_STATUS), Allocation::networkStatus)
            .optional(26, Values.shared(SHARED_DECISION), Allocation::decision)
            .int64(27, Allocation::createIndex)
            .int64(28, Allocation::modifyIndex)
            .int64(29, Allocation::allocationModifyIndex)
            .int64(30, Allocation::createTimeNanos)
            .int64(31, Allocation::modifyTimeNanos)
            .extras(Allocation::extras)
            .create(f -> new Allocation(
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
                    f.get(30),
                    f.get(31),
                    f.extras()));

    private AllocationCodecs() {}
}
