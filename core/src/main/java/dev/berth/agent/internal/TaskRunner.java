package dev.berth.agent.internal;

import com.google.common.util.concurrent.MoreExecutors;
import dev.berth.agent.AllocationHook;
import dev.berth.agent.RestartTracker;
import dev.berth.agent.RestartTracker.End;
import dev.berth.agent.RestartTracker.Next;
import dev.berth.driver.ExitResult;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.host.Cancellable;
import dev.berth.model.RestartPolicy;
import dev.berth.model.Task;
import dev.berth.model.TaskEvent;
import dev.berth.model.TaskEventType;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs one task of an allocation: prepares it, starts it, watches it, restarts it by its policy, ends it, and cleans up.
 * Confined to the allocation's lane.
 */
final class TaskRunner {
    /*
     * Implementation note. The record's phase says where the task is; `busy` says that a step of that phase is under way
     * (hooks, a start, a recovery) whose end will call advance(). An intent (phase STARTING with a new run) is on the disk
     * before the driver hears of the run, and a run whose outcome is unknown is settled by TaskRecovery before the next
     * intent, so no run is started twice. A run is destroyed (`cleaned`) before the next one is intended.
     */
    private final TaskOwner owner;
    private final AgentServices services;
    private final Lane lane;
    private final String name;
    private final Executor sequence;
    private final TaskStarter starter;
    private final TaskStopper stopper;

    private TaskRecord record;
    private boolean permitted;
    private boolean busy;
    private boolean cleaning;
    private int cleanFailures;
    private long runningSinceNanos;
    private @Nullable KillReason killing;
    private @Nullable Cancellable restartTimer;
    private @Nullable Runnable afterContact;

    TaskRunner(TaskOwner owner, TaskRecord record) {
        this.owner = owner;
        this.services = owner.services();
        this.lane = owner.lane();
        this.name = record.task();
        this.record = record;
        this.sequence = MoreExecutors.newSequentialExecutor(services.workers());
        this.starter = new TaskStarter(this);
        this.stopper = new TaskStopper(this);
    }

    // ---- what the allocation asks and tells

    TaskView view() {
        Task task = task();
        return new TaskView(
                name,
                task.lifecycle(),
                task.leader(),
                record.state().state(),
                record.state().failed(),
                record.state().startedAtNanos() != 0);
    }

    TaskRecord record() {
        return record;
    }

    /** Returns since when the present run is running, monotonic. */
    long runningSinceNanos() {
        return runningSinceNanos;
    }

    boolean dead() {
        return record.phase() == TaskRecord.Phase.DEAD;
    }

    /** Returns whether it is dead and nothing of it is left with the driver. */
    boolean over() {
        return dead() && record.cleaned();
    }

    /** Its turn has come; it stays permitted for restarts. */
    void permit() {
        if (!permitted) {
            permitted = true;
            advance();
        }
    }

    /** Ends it, whatever it is doing; the first reason stays. */
    void kill(KillReason reason, boolean skipDelay) {
        if (dead()) {
            return;
        }
        if (killing != null) {
            if (skipDelay) {
                stopper.skipDelay();
            }
            return;
        }
        killing = reason;
        stopper.delay(skipDelay ? Duration.ZERO : task().shutdownDelay());
        if (reason != KillReason.STOPPED) {
            note(event(reason.event, reason.message));
        }
        note(TaskEvents.killing(now(), reason, stopper.killTimeout()));
        owner.taskChanged();
        if (afterContact != null) {
            resumeAfterContact();
        } else {
            advance();
        }
    }

    /** Counts as failed before it began, because the allocation could not be prepared. */
    void failSetup(String message) {
        if (record.phase() == TaskRecord.Phase.NEW && !busy) {
            note(event(TaskEventType.SETUP_FAILURE, message));
            die(true, record.window());
        }
    }

    void note(TaskEventType type, String message) {
        note(event(type, message));
    }

    // ---- the state machine

    /** Does what the phase calls for, unless a step is under way. */
    void advance() {
        if (busy) {
            return;
        }
        switch (record.phase()) {
            case NEW -> {
                if (killing != null) {
                    ended(new End.Killed());
                } else if (permitted) {
                    starter.prepare();
                }
            }
            case WAITING -> awaitRestart();
            case RUNNING -> {
                if (killing != null) {
                    stopper.begin(key());
                }
            }
            case DEAD -> cleanUp();
            case STARTING -> throw new AssertionError("A start of " + key() + " is nobody's business");
        }
    }

    private void awaitRestart() {
        if (killing != null) {
            ended(new End.Killed());
        } else if (!record.cleaned()) {
            cleanUp();
        } else if (restartTimer == null && permitted) {
            // A clock that was set back must not make the wait longer than any policy would.
            long wait = Math.max(0, record.restartAtNanos() - now());
            long longest = Math.max(
                    policy().interval().toNanos(),
                    policy().delay().multipliedBy(2).toNanos());
            restartTimer = lane.schedule(Duration.ofNanos(Math.min(wait, longest)), () -> {
                restartTimer = null;
                if (record.phase() == TaskRecord.Phase.WAITING && killing == null) {
                    starter.prepare();
                }
            });
        }
    }

    /** The present run runs, under this handle. */
    void runs(TaskHandle handle, boolean justStarted) {
        record = record.running(handle);
        if (justStarted) {
            record = record.withState(record.state().toBuilder()
                    .state(TaskState.State.RUNNING)
                    .startedAtNanos(now())
                    .finishedAtNanos(0)
                    .build());
            note(event(TaskEventType.STARTED, "Task started by its driver"));
            persist();
        }
        runningSinceNanos = services.time().monotonicNanos();
        busy = false;
        watch();
        var scope = owner.scope();
        inSequence("poststart", hook -> hook.poststart(scope, name));
        owner.taskChanged();
        advance();
    }

    private void watch() {
        TaskKey key = key();
        TaskDriver driver = requireDriver();
        lane.async(() -> driver.awaitExit(key), (exit, failure) -> {
            if (record.phase() != TaskRecord.Phase.RUNNING || record.run() != key.run()) {
                return;
            }
            if (exit != null) {
                exited(exit);
            } else {
                services.errors()
                        .report("driver " + driver.name(), failure == null ? key + " has no end" : "" + failure);
                busy = true;
                new TaskRecovery(this).reattach();
            }
        });
    }

    /** The present run is over. */
    void exited(ExitResult exit) {
        stopper.done();
        note(TaskEvents.terminated(now(), exit));
        ended(new End.Exited(exit.successful()));
    }

    /** The run was not to be: prepared in vain, refused, or never begun. */
    void notStarted(TaskEventType type, String message, boolean retryable) {
        note(event(type, message));
        ended(new End.NotStarted(retryable));
    }

    /** Decides what follows the end of a run, or of the wish to run. */
    private void ended(End end) {
        busy = false;
        End effective = killing == null ? end : new End.Killed();
        var tracker = new RestartTracker(policy(), owner.allocation().job().type(), task().lifecycle());
        RestartTracker.Decision decision = tracker.decide(effective, record.window(), now(), services.jitter());
        Next next = decision.next();
        if (next instanceof Next.Restart restart) {
            restartLater(restart, decision.window());
        } else if (next instanceof Next.Failed failed) {
            note(TaskEvents.notRestarting(now(), failed.reason()));
            die(true, decision.window());
        } else {
            if (next instanceof Next.Killed) {
                note(event(TaskEventType.KILLED, "Task killed"));
            }
            die(false, decision.window());
        }
    }

    private void restartLater(Next.Restart restart, RestartTracker.Window window) {
        long now = now();
        record = record.waiting(window, now + restart.delay().toNanos());
        record = record.withState(record.state().toBuilder()
                .state(TaskState.State.PENDING)
                .restarts(record.state().restarts() + 1)
                .lastRestartNanos(now)
                .build());
        note(TaskEvents.restarting(now, restart.reason(), restart.delay()));
        persist();
        owner.taskChanged();
        advance();
    }

    private void die(boolean failed, RestartTracker.Window window) {
        if (restartTimer != null) {
            restartTimer.cancel();
            restartTimer = null;
        }
        record = record.dead(window);
        record = record.withState(record.state().toBuilder()
                .state(TaskState.State.DEAD)
                .failed(failed)
                .finishedAtNanos(now())
                .build());
        persist();
        owner.taskChanged();
        advance();
    }

    /** Lets the hooks and the driver let go of a run that is over. */
    private void cleanUp() {
        if (record.cleaned() || cleaning) {
            return;
        }
        TaskDriver driver = driver();
        TaskKey key = key();
        var scope = owner.scope();
        cleaning = true;
        inSequence("exited", hook -> hook.exited(scope, name));
        lane.blocking(
                sequence,
                () -> {
                    if (driver != null) {
                        driver.destroy(key, true);
                    }
                    return key;
                },
                (done, failure) -> {
                    if (failure == null) {
                        cleanFailures = 0;
                        cleaned();
                    } else {
                        services.errors().report("driver " + task().driver(), failure);
                        lane.schedule(services.backoff().after(++cleanFailures), () -> {
                            cleaning = false;
                            cleanUp();
                        });
                    }
                });
    }

    private void cleaned() {
        cleaning = false;
        record = record.whenCleaned();
        persist();
        owner.taskChanged();
        advance();
    }

    // ---- recovery: see TaskRecovery

    /** Takes up what the record says after a restart of the agent. */
    void recover(boolean damaged) {
        boolean open = record.phase() == TaskRecord.Phase.STARTING || record.phase() == TaskRecord.Phase.RUNNING;
        if (damaged || open) {
            busy = true;
            new TaskRecovery(this).recover(damaged);
        } else {
            advance();
        }
    }

    /** Waits for the control plane's word, or a kill, before a task that was lost is decided upon. */
    void onceInContact(Runnable step) {
        afterContact = step;
        record = record.withState(
                record.state().toBuilder().state(TaskState.State.PENDING).build());
        owner.taskChanged();
        if (killing != null) {
            resumeAfterContact();
        } else {
            services.contact().whenHappened(lane, this::resumeAfterContact);
        }
    }

    private void resumeAfterContact() {
        Runnable step = afterContact;
        if (step != null) {
            afterContact = null;
            step.run();
        }
    }

    /** The run that was recorded is gone, and how it ended is not known. */
    void lost(String message) {
        note(event(TaskEventType.FAILED_RESTORING_TASK, message));
        onceInContact(() -> ended(new End.Exited(false)));
    }

    /** The run that was intended never came to life: intend another. */
    void neverStarted() {
        onceInContact(() -> {
            busy = false;
            record = record.waiting(record.window(), now());
            advance();
        });
    }

    /** Replaces the record by what recovery found out. */
    void recovered(TaskRecord found) {
        record = found;
        busy = false;
        persist();
        owner.taskChanged();
        advance();
    }

    void replace(TaskRecord found) {
        record = found;
    }

    // ---- for TaskStarter

    void beginStep() {
        busy = true;
    }

    void endStep() {
        busy = false;
        advance();
    }

    boolean isKilling() {
        return killing != null;
    }

    /** Writes an intent before the driver hears of it; on failure the record stays as it was. */
    void intend(int run) throws IOException {
        TaskRecord intent = record.intending(run);
        services.store().write(owner.allocation().id(), intent);
        record = intent;
    }

    // ---- small things

    TaskKey key() {
        return new TaskKey(owner.allocation().id().toUuid(), name, Math.max(0, record.run()));
    }

    TaskOwner owner() {
        return owner;
    }

    Executor sequence() {
        return sequence;
    }

    Task task() {
        return EnvironmentVariables.taskOf(owner.allocation(), name);
    }

    @Nullable
    TaskDriver driver() {
        return services.drivers().get(task().driver());
    }

    TaskDriver requireDriver() {
        TaskDriver driver = driver();
        if (driver == null) {
            throw new IllegalStateException(missingDriver());
        }
        return driver;
    }

    String missingDriver() {
        return "This node has no driver (" + task().driver() + "), only "
                + services.drivers().keySet() + ".";
    }

    private RestartPolicy policy() {
        TaskGroup group = EnvironmentVariables.groupOf(owner.allocation());
        RestartPolicy lower = group.restart() != null
                ? group.restart()
                : RestartPolicy.defaultsFor(owner.allocation().job().type());
        RestartPolicy own = task().restart();
        return own == null ? lower : own.over(lower);
    }

    private interface HookCall {
        void call(AllocationHook hook) throws Exception;
    }

    /** Tells all hooks in their order; what they throw is reported. */
    private void inSequence(String step, HookCall call) {
        for (var hook : services.hooks()) {
            lane.blocking(
                    sequence,
                    () -> {
                        call.call(hook);
                        return name;
                    },
                    (done, failure) -> {
                        if (failure != null) {
                            services.errors().report("hook " + hook.name() + " " + step, failure);
                        }
                    });
        }
    }

    private void note(TaskEvent event) {
        record = record.withState(record.state().plus(event));
    }

    private TaskEvent event(TaskEventType type, String message) {
        return TaskEvent.of(type, now(), message);
    }

    /** A write that fails here costs nothing but work after a crash: the driver is asked then. */
    private void persist() {
        try {
            services.store().write(owner.allocation().id(), record);
        } catch (IOException e) {
            services.errors().report("store", e);
        }
    }

    private long now() {
        return services.time().epochNanos();
    }
}
