package dev.berth.wire.nomad;

import dev.berth.model.AllocationId;
import dev.berth.model.AllocationState;
import dev.berth.model.ClientStatus;
import dev.berth.model.Decision;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DesiredTransition;
import dev.berth.model.NetworkStatus;
import dev.berth.model.NodeId;
import dev.berth.model.RescheduleEvent;
import dev.berth.model.RescheduleOutcome;
import dev.berth.model.RescheduleTracker;
import dev.berth.model.TaskEvent;
import dev.berth.model.TaskEventType;
import dev.berth.model.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How an allocation fares: its tasks, its health, its moves. */
final class TaskStateShapes {

    static final Shape<TaskEvent, Slots> EVENT = Shape.of(Slots::new, TaskStateShapes::event)
            .word("Type", TaskEvent::type, Slots.to("Type"), TaskEventType::word, TaskEventType::parse)
            .whole("Time", TaskEvent::timeNanos, Slots.to("Time"))
            .text("DisplayMessage", TaskEvent::message, Slots.to("DisplayMessage"))
            .custom(
                    "Details",
                    (in, slots) ->
                            Slots.<SortedMap<String, String>>to("Details").accept(slots, in.map(JsonIn::text)),
                    (out, event) -> out.fullMap(event.details(), JsonOut::text),
                    event -> false)
            .integer("ExitCode", TaskEvent::exitCode, Slots.to("ExitCode"))
            .integer("Signal", TaskEvent::signal, Slots.to("Signal"))
            .flag("FailsTask", TaskEvent::failsTask, Slots.to("FailsTask"))
            .extras(TaskEvent::extras, Slots.to("extras"))
            .build();

    static final Shape<TaskState, TaskState.Builder> TASK_STATE = Shape.of(TaskState::builder, TaskState.Builder::build)
            .word("State", TaskState::state, TaskState.Builder::state, TaskState.State::word, TaskState.State::parse)
            .flag("Failed", TaskState::failed, TaskState.Builder::failed)
            .integer("Restarts", TaskState::restarts, TaskState.Builder::restarts)
            .timestampOrNull("LastRestart", TaskState::lastRestartNanos, TaskState.Builder::lastRestartNanos)
            .timestampOrNull("StartedAt", TaskState::startedAtNanos, TaskState.Builder::startedAtNanos)
            .timestampOrNull("FinishedAt", TaskState::finishedAtNanos, TaskState.Builder::finishedAtNanos)
            .objects("Events", TaskState::events, TaskState.Builder::events, EVENT)
            .extras(TaskState::extras, TaskState.Builder::extras)
            .build();

    static final Shape<AllocationState, Slots> STATE = Shape.of(
                    Slots::new, slots -> new AllocationState(slots.need("Value"), slots.get("Time", 0L)))
            .custom(
                    "Field",
                    (in, slots) -> Slots.<String>to("Field").accept(slots, in.text()),
                    (out, state) -> out.text("ClientStatus"),
                    state -> false)
            .word("Value", AllocationState::clientStatus, Slots.to("Value"), ClientStatus::word, ClientStatus::parse)
            .timestamp("Time", AllocationState::timeNanos, Slots.to("Time"))
            .build();

    static final Shape<DeploymentHealth, DeploymentHealth.Builder> HEALTH = Shape.of(
                    DeploymentHealth::builder, DeploymentHealth.Builder::build)
            .nullable(
                    "Healthy",
                    DeploymentHealth::healthy,
                    DeploymentHealth.Builder::healthy,
                    JsonIn::flag,
                    (out, healthy) -> out.generator().writeBoolean(healthy))
            .timestamp("Timestamp", DeploymentHealth::timestampNanos, DeploymentHealth.Builder::timestampNanos)
            .flag("Canary", DeploymentHealth::canary, DeploymentHealth.Builder::canary)
            .whole("ModifyIndex", DeploymentHealth::modifyIndex, DeploymentHealth.Builder::modifyIndex)
            .build();

    static final Shape<RescheduleEvent, Slots> RESCHEDULE_EVENT = Shape.of(
                    Slots::new,
                    slots -> new RescheduleEvent(
                            slots.get("RescheduleTime", 0L),
                            slots.need("PrevAllocID"),
                            slots.need("PrevNodeID"),
                            slots.get("Delay", Duration.ZERO)))
            .whole("RescheduleTime", RescheduleEvent::timeNanos, Slots.to("RescheduleTime"))
            .word(
                    "PrevAllocID",
                    RescheduleEvent::previousAllocation,
                    Slots.to("PrevAllocID"),
                    AllocationId::toString,
                    AllocationId::parse)
            .word("PrevNodeID", RescheduleEvent::previousNode, Slots.to("PrevNodeID"), NodeId::toString, NodeId::parse)
            .duration("Delay", RescheduleEvent::delay, Slots.to("Delay"))
            .build();

    static final Shape<RescheduleTracker, Slots> RESCHEDULE_TRACKER = Shape.of(
                    Slots::new,
                    slots -> new RescheduleTracker(
                            slots.get("Events", List.of()), slots.get("LastReschedule", RescheduleOutcome.NONE)))
            .objects("Events", RescheduleTracker::events, Slots.to("Events"), RESCHEDULE_EVENT)
            .word(
                    "LastReschedule",
                    RescheduleTracker::lastReschedule,
                    Slots.to("LastReschedule"),
                    RescheduleOutcome::word,
                    RescheduleOutcome::parse)
            .build();

    static final Shape<NetworkStatus, NetworkStatus.Builder> NETWORK_STATUS = Shape.of(
                    NetworkStatus::builder, NetworkStatus.Builder::build)
            .text("InterfaceName", NetworkStatus::interfaceName, NetworkStatus.Builder::interfaceName)
            .text("Address", NetworkStatus::address, NetworkStatus.Builder::address)
            .text("AddressIPv6", NetworkStatus::addressIpv6, NetworkStatus.Builder::addressIpv6)
            .whenSet()
            .object("DNS", NetworkStatus::dns, NetworkStatus.Builder::dns, NetworkShapes.DNS)
            .extras(NetworkStatus::extras, NetworkStatus.Builder::extras)
            .build();

    static final Shape<DesiredTransition, DesiredTransition.Builder> TRANSITION = Shape.of(
                    DesiredTransition::builder, DesiredTransition.Builder::build)
            .nullable(
                    "Migrate", t -> orNull(t.migrate()), DesiredTransition.Builder::migrate, JsonIn::flag, Shape::flag)
            .nullable(
                    "Reschedule",
                    t -> orNull(t.reschedule()),
                    DesiredTransition.Builder::reschedule,
                    JsonIn::flag,
                    Shape::flag)
            .nullable(
                    "ForceReschedule",
                    t -> orNull(t.forceReschedule()),
                    DesiredTransition.Builder::forceReschedule,
                    JsonIn::flag,
                    Shape::flag)
            .nullable(
                    "NoShutdownDelay",
                    t -> orNull(t.noShutdownDelay()),
                    DesiredTransition.Builder::noShutdownDelay,
                    JsonIn::flag,
                    Shape::flag)
            .whenSet()
            .nullable(
                    "MigrateDisablePlacement",
                    t -> orNull(t.migrateDisablePlacement()),
                    DesiredTransition.Builder::migrateDisablePlacement,
                    JsonIn::flag,
                    Shape::flag)
            .whenSet()
            .build();

    static final Shape<Decision, Decision.Builder> DECISION = Shape.of(Decision::builder, Decision.Builder::build)
            .whole("StateIndex", Decision::stateIndex, Decision.Builder::stateIndex)
            .whole("Overlay", Decision::overlay, Decision.Builder::overlay)
            .whole("Seed", Decision::seed, Decision.Builder::seed)
            .text("Strategy", Decision::strategy, Decision.Builder::strategy)
            .integer("StrategyVersion", Decision::strategyVersion, Decision.Builder::strategyVersion)
            .build();

    private TaskStateShapes() {}

    private static @Nullable Boolean orNull(boolean flag) {
        return flag ? true : null;
    }

    private static TaskEvent event(Slots slots) {
        TaskEventType type = slots.need("Type");
        SortedMap<String, String> none = new TreeMap<>();
        TaskEvent.Builder event = TaskEvent.builder(type, slots.get("Time", 0L))
                .message(slots.get("DisplayMessage", ""))
                .details(slots.get("Details", none))
                .exitCode(slots.get("ExitCode", 0))
                .signal(slots.get("Signal", 0))
                .failsTask(slots.get("FailsTask", false));
        return slots.has("extras") ? event.extras(slots.need("extras")).build() : event.build();
    }
}
