package dev.berth.agent.internal;

import dev.berth.agent.AllocationDirectory;
import dev.berth.agent.AllocationHook;
import dev.berth.host.AllocationUpdate;
import dev.berth.host.Cancellable;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.Lifecycle;
import dev.berth.model.Task;
import dev.berth.model.TaskEventType;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs one allocation: prepares its directories and hooks, lets its tasks run in the order of their lifecycle, tells what
 * becomes of it, and in the end removes it. The public methods may be called from any thread; everything else is confined
 * to the allocation's lane.
 */
final class AllocationRunner implements TaskOwner {
    /** What an allocation tells its agent. Called on the allocation's lane; hands over. */
    interface Listener {
        /** The picture changed; the update's sequence is not set yet. */
        void changed(AllocationUpdate update);

        /** All its tasks are dead, and drivers and hooks have let go of it. */
        void over(AllocationId id);

        /** Nothing of it is left on this node. */
        void removed(AllocationId id);
    }

    private final AgentServices services;
    private final Lane lane;
    private final Listener listener;
    private final AllocationHook.Scope scope;
    private final HookSequence hooks;
    private final HealthWatch health;
    private final Map<String, TaskRunner> tasks = new LinkedHashMap<>();

    private volatile Allocation allocation;
    private LocalRecord local;
    private boolean prepared;
    private boolean stopRequested;
    private boolean undoing;
    private boolean undone;
    private boolean removing;
    private boolean driving;
    private boolean driveAgain;
    private String setupFailure = "";
    private LifecyclePlan.Stopping stopping = LifecyclePlan.Stopping.NO;
    private @Nullable Cancellable shutdownDelay;
    private @Nullable AllocationUpdate published;

    AllocationRunner(AgentServices services, Allocation allocation, LocalRecord local, Listener listener) {
        this.services = services;
        this.allocation = allocation;
        this.local = local;
        this.listener = listener;
        this.lane = services.lane("allocation " + allocation.id().shortForm());
        this.scope = new CurrentScope();
        this.hooks = new HookSequence(this);
        this.health = new HealthWatch(this);
    }

    // ---- from the agent, any thread

    /** Begins; with what was kept of its tasks when an earlier agent ran it. */
    void start(SortedMap<String, AgentStore.KeptTask> kept, boolean restored) {
        lane.execute(() -> begin(kept, restored));
    }

    /** Takes a newer version. */
    void update(Allocation newer) {
        lane.execute(() -> take(newer));
    }

    /** Ends everything and removes what is left on this node. */
    void remove() {
        lane.execute(() -> {
            removing = true;
            requestStop(LifecyclePlan.Stopping.EVERYTHING);
        });
    }

    /** Ends the tasks for a reason of this node's own; remembered over restarts. */
    void stopLocally(String cause) {
        lane.execute(() -> {
            if (!stopRequested) {
                changeLocal(local.withStopCause(cause));
                requestStop(LifecyclePlan.Stopping.TASKS);
            }
        });
    }

    /** Stops when the job wants so after this time without a word from the control plane. */
    void withoutContactFor(Duration duration) {
        var disconnect = group().disconnect();
        Duration after = disconnect == null ? null : disconnect.stopOnClientAfter();
        if (after != null && duration.compareTo(after) >= 0) {
            stopLocally("no contact with the control plane for " + TaskEvents.seconds(after));
        }
    }

    /** Lets go of the tasks without stopping them. */
    void close() {
        lane.close();
    }

    @Override
    public Allocation allocation() {
        return allocation;
    }

    // ---- beginning

    private void begin(SortedMap<String, AgentStore.KeptTask> kept, boolean restored) {
        IOException notKept = restored ? null : keepAllocation();
        for (Task task : group().tasks()) {
            AgentStore.KeptTask known = kept.get(AgentStore.nameOf(allocation.id(), task.name()));
            TaskRecord record = known == null ? null : known.record();
            var runner = new TaskRunner(this, record == null ? TaskRecord.fresh(task.name()) : record);
            tasks.put(task.name(), runner);
            if (known == null) {
                runner.note(TaskEventType.RECEIVED, "Task received by node");
            }
        }
        for (Task task : group().tasks()) {
            AgentStore.KeptTask known = kept.get(AgentStore.nameOf(allocation.id(), task.name()));
            if (known != null) {
                runner(task.name()).recover(known.damaged());
            }
        }
        scheduleMaxRunDuration();
        if (allocation.serverTerminal() || !local.stopCause().isEmpty()) {
            requestStop(LifecyclePlan.Stopping.TASKS);
        } else if (notKept != null) {
            setupFailed(new IOException("The allocation cannot be recorded: " + ErrorLog.sentence(notKept), notKept));
        } else if (!allDead()) {
            hooks.prerun(this::preparedNow, this::setupFailed);
        }
        drive();
    }

    private void preparedNow() {
        prepared = true;
        health.begin();
        drive();
    }

    private void setupFailed(Throwable failure) {
        setupFailure = ErrorLog.sentence(failure);
        services.errors().report("allocation " + allocation.id().shortForm(), failure);
        tasks.values().forEach(task -> task.failSetup(setupFailure));
        requestStop(LifecyclePlan.Stopping.TASKS);
    }

    private @Nullable IOException keepAllocation() {
        try {
            services.store().write(allocation);
            return null;
        } catch (IOException e) {
            services.errors().report("store", e);
            return e;
        }
    }

    private void scheduleMaxRunDuration() {
        Duration longest = group().maxRunDuration();
        if (longest == null) {
            return;
        }
        long since = Math.max(0, services.time().epochNanos() - allocation.createTimeNanos());
        Duration left = allocation.createTimeNanos() == 0 ? longest : longest.minusNanos(since);
        lane.schedule(left.isNegative() ? Duration.ZERO : left, () -> {
            if (!stopRequested && !allDead()) {
                changeLocal(local.withStopCause("the maximal run duration of " + longest.toSeconds() + " s is over"));
                requestStop(LifecyclePlan.Stopping.TASKS);
            }
        });
    }

    private void take(Allocation newer) {
        if (newer.allocationModifyIndex() < allocation.allocationModifyIndex()) {
            return;
        }
        allocation = newer;
        keepAllocation();
        health.updated();
        if (newer.serverTerminal()) {
            requestStop(LifecyclePlan.Stopping.TASKS);
        } else {
            hooks.updated();
        }
        drive();
    }

    // ---- stopping

    private void requestStop(LifecyclePlan.Stopping wanted) {
        boolean skip = allocation.transition().noShutdownDelay();
        if (stopRequested) {
            if (stopping != LifecyclePlan.Stopping.NO || skip) {
                stopNow(wanted);
            }
            return;
        }
        stopRequested = true;
        health.end();
        hooks.stopping();
        Duration delay = group().shutdownDelay();
        if (delay == null || skip || tasks.values().stream().noneMatch(AllocationRunner::running)) {
            stopNow(wanted);
        } else {
            tasks.values().stream()
                    .filter(AllocationRunner::running)
                    .forEach(task -> task.note(
                            TaskEventType.WAITING_FOR_SHUTDOWN_DELAY,
                            "Waiting for the group's shutdown delay of " + TaskEvents.seconds(delay)));
            shutdownDelay = lane.schedule(delay, () -> stopNow(wanted));
        }
        drive();
    }

    private void stopNow(LifecyclePlan.Stopping wanted) {
        if (shutdownDelay != null) {
            shutdownDelay.cancel();
            shutdownDelay = null;
        }
        boolean everything = removing || wanted == LifecyclePlan.Stopping.EVERYTHING;
        stopping = everything ? LifecyclePlan.Stopping.EVERYTHING : LifecyclePlan.Stopping.TASKS;
        drive();
    }

    private static boolean running(TaskRunner task) {
        return task.view().running();
    }

    // ---- the rules, applied until nothing changes

    @Override
    public void taskChanged() {
        drive();
    }

    private void drive() {
        if (driving) {
            driveAgain = true;
            return;
        }
        driving = true;
        do {
            driveAgain = false;
            applyPlan();
        } while (driveAgain);
        driving = false;
        health.look();
        publish();
        finish();
    }

    private void applyPlan() {
        LifecyclePlan plan = LifecyclePlan.of(views(), stopping);
        plan.kill()
                .forEach((name, reason) ->
                        runner(name).kill(reason, allocation.transition().noShutdownDelay()));
        if (prepared && !stopRequested) {
            tasks.values().stream().filter(task -> task.record().run() >= 0).forEach(TaskRunner::permit);
            plan.start().forEach(name -> runner(name).permit());
        } else if (prepared || stopping != LifecyclePlan.Stopping.NO) {
            permitPoststop(plan);
        }
    }

    /** While stopping, nothing starts but what has waited for the end. */
    private void permitPoststop(LifecyclePlan plan) {
        for (String name : plan.start()) {
            if (allOrdinaryDead() && runner(name).view().isHook(Lifecycle.Hook.POSTSTOP)) {
                runner(name).permit();
            }
        }
    }

    private boolean allOrdinaryDead() {
        return views().stream()
                .filter(view -> !view.isHook(Lifecycle.Hook.POSTSTOP))
                .allMatch(TaskView::dead);
    }

    /** When all tasks are dead and the drivers have let go: undo the hooks, then, when it is to be removed, remove it. */
    private void finish() {
        if (hooks.preparing() || !tasks.values().stream().allMatch(TaskRunner::over)) {
            return;
        }
        if (!undoing) {
            undoing = true;
            hooks.postrun(() -> {
                undone = true;
                listener.over(allocation.id());
                finish();
            });
        } else if (undone && removing) {
            removing = false;
            removeFiles(1);
        }
    }

    private void removeFiles(int attempt) {
        AllocationDirectory directory = directory();
        AllocationId id = allocation.id();
        lane.blocking(
                () -> {
                    directory.remove();
                    services.store().remove(id);
                    return id;
                },
                (done, failure) -> {
                    if (failure == null) {
                        listener.removed(id);
                        lane.close();
                    } else {
                        services.errors().report("allocation " + id.shortForm(), failure);
                        lane.schedule(services.backoff().after(attempt), () -> removeFiles(attempt + 1));
                    }
                });
    }

    // ---- telling

    private void publish() {
        var states = new TreeMap<String, TaskState>();
        tasks.forEach((name, task) -> states.put(name, task.record().state()));
        ClientStatus status = setupFailure.isEmpty() ? status(states.values()) : ClientStatus.FAILED;
        var update =
                new AllocationUpdate(allocation.id(), 0, status, description(status), states, health.verdict(), null);
        if (!update.equals(published)) {
            published = update;
            listener.changed(update);
        }
    }

    /** Any failed task, else any that runs, else any that waits, else complete. */
    static ClientStatus status(Collection<TaskState> states) {
        if (states.stream().anyMatch(state -> state.state() == TaskState.State.DEAD && state.failed())) {
            return ClientStatus.FAILED;
        }
        if (states.stream().anyMatch(state -> state.state() == TaskState.State.RUNNING)) {
            return ClientStatus.RUNNING;
        }
        boolean waiting = states.stream().anyMatch(state -> state.state() == TaskState.State.PENDING);
        return waiting ? ClientStatus.PENDING : ClientStatus.COMPLETE;
    }

    private String description(ClientStatus status) {
        if (status == ClientStatus.FAILED) {
            return setupFailure.isEmpty() ? "Failed tasks" : "Setup Failure: " + setupFailure;
        }
        return switch (status) {
            case RUNNING -> "Tasks are running";
            case PENDING -> "No tasks have started";
            default ->
                local.stopCause().isEmpty() ? "All tasks have completed" : "Stopped by its node: " + local.stopCause();
        };
    }

    // ---- for the parts

    @Override
    public AllocationHook.Scope scope() {
        return scope;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public AgentServices services() {
        return services;
    }

    LocalRecord local() {
        return local;
    }

    /** Changes what is kept beside the allocation; a failed write is reported, and repeated with the next change. */
    void changeLocal(LocalRecord changed) {
        local = changed;
        try {
            services.store().write(allocation.id(), local);
        } catch (IOException e) {
            services.errors().report("store", e);
        }
    }

    TaskGroup group() {
        return EnvironmentVariables.groupOf(allocation);
    }

    Collection<TaskRunner> tasks() {
        return tasks.values();
    }

    void changed() {
        drive();
    }

    private List<TaskView> views() {
        return tasks.values().stream().map(TaskRunner::view).toList();
    }

    private boolean allDead() {
        return tasks.values().stream().allMatch(TaskRunner::dead);
    }

    private TaskRunner runner(String name) {
        TaskRunner runner = tasks.get(name);
        if (runner == null) {
            throw new IllegalStateException("The allocation (" + allocation.id() + ") has no task (" + name + ")");
        }
        return runner;
    }

    private AllocationDirectory directory() {
        return services.directory(allocation.id());
    }

    /** Reads what is current; the allocation is volatile. */
    private final class CurrentScope implements AllocationHook.Scope {
        @Override
        public Allocation allocation() {
            return allocation;
        }

        @Override
        public AllocationDirectory directory() {
            return AllocationRunner.this.directory();
        }
    }
}
