package dev.berth.driver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of one kind (processes, containers, virtual machines) for a node agent.
 *
 * <p>This interface is what every driver must do; extras are {@link SignalCapable}, {@link ExecCapable},
 * {@link StatsCapable}, {@link LogCapable} and {@link EventCapable}, which a driver implements in addition and announces
 * in its {@link #capabilities()}.
 *
 * <h2>The life of a task</h2>
 *
 * <pre>{@code
 * validate ─▶ start ─▶ [running] ─▶ awaitExit completes ─▶ inspect … ─▶ destroy
 *               ▲          └ stop ┘
 *  after a restart of the agent: find (no handle was recorded) or the recorded handle ─▶ adopt ─▶ awaitExit …
 * }</pre>
 *
 * A {@link TaskKey} names one run of one task and is started at most once, ever: a restarted task is another run with
 * another key. The driver marks what it starts with the key (a lock file, a label), durably and before the task does
 * anything, so that a later instance of the driver finds it again. A task is never a child whose fate depends on the
 * agent's process: it goes on, with its output, when the agent dies.
 *
 * <h2>Threads</h2>
 *
 * All methods may be called from any thread and concurrently, for different keys and for the same key. Methods that
 * return a {@link CompletionStage} return quickly, never block on the outside world, and report {@link DriverException}
 * through the stage (wrapped in a {@code CompletionException}, as is usual). The stages are completed on a thread of the driver: attach work with the {@code …Async} methods, and
 * never block in a dependent action. The other methods may block for a short time (a system call, a request to a daemon)
 * and throw {@link DriverException} directly; call them on a thread that may wait. Cancelling a returned stage has no
 * effect on the task.
 *
 * <h2>Crashes</h2>
 *
 * The agent's process may die at any instruction. For each method it is stated what a crash in its middle leaves behind.
 * The agent's recovery is always: {@link #adopt} what it has a handle of, {@link #find} what it intended to start, and
 * only then {@link #start}. Two live driver instances over the same state at the same time are not supported.
 *
 * <p>Every driver passes {@code dev.berth.driver.contract.TaskDriverContract}, published in this module's test-jar.
 */
public interface TaskDriver extends AutoCloseable {

    /**
     * Returns the name that a job file selects this driver by, for example {@code raw_exec}: lower case letters, digits
     * and underscores, constant. Never blocks.
     */
    String name();

    /** Returns what this driver can do. Constant for an instance; never blocks. */
    DriverCapabilities capabilities();

    /**
     * Returns the schema of the task's free-form {@code config} as data, so that a host can validate, document or complete
     * a job file where no such driver runs. Constant; never blocks.
     */
    ConfigSchema configSchema();

    /**
     * Looks whether this machine can run such tasks now, and with which attributes.
     *
     * <p>Polled by the agent from one thread, typically at its start and every 30 seconds. May block, at most for the
     * given time: a driver that cannot find out by then answers {@link DriverHealth#UNHEALTHY}. Has no side effects; never
     * throws {@link DriverException}, since a failed look is an answer.
     *
     * @param atMost how long the call may take, positive
     */
    DriverFingerprint fingerprint(Duration atMost);

    /**
     * Returns everything that is wrong with a task's config, in the order of the schema's keys, then unknown keys by name;
     * empty when it can be started. Pure: no look at the machine (a missing program is a failure of {@link #start}). Never
     * blocks, any thread.
     *
     * <p>Values may still contain <code>${…}</code> to be replaced before the start; those are accepted for every scalar type.
     *
     * @param config JSON-like: strings, numbers, booleans, lists and maps of them
     */
    default List<ConfigProblem> validate(Map<String, ?> config) {
        return configSchema().validate(config);
    }

    /**
     * Starts a task, and completes with its handle when it runs. The agent persists its intent before the call and the
     * handle after it.
     *
     * <p><b>Blocking:</b> never; slow work (pulling an image) goes on behind the returned stage. <b>Twice:</b> a key that
     * was started before, by this instance or an earlier one, is not started again, whether its task still runs or has
     * exited: the stage completes with the handle of that task, which is watched from now on. <b>Crash:</b> before the
     * stage completes, the task may or may not come into being; {@link #find} tells, and settles it.
     *
     * <p>The stage fails with {@link DriverException}, having left nothing running: {@link
     * DriverException.Kind#INVALID_CONFIG} (the config does not pass {@link #validate}), {@link
     * DriverException.Kind#START_FAILED} (the machine refuses for a reason that will stay: no such program or image, not
     * executable), {@link DriverException.Kind#UNAVAILABLE} (daemon down, no disk, too many processes: worth another try),
     * {@link DriverException.Kind#UNKNOWN_OUTCOME} (an answer was lost; {@link #find} tells).
     */
    CompletionStage<TaskHandle> start(TaskLaunch launch);

    /**
     * Finds what carries a key: the handle of a task that was started and not yet destroyed, running or exited.
     *
     * <p>Called while the agent recovers, when it had recorded an intent but no handle. May block. Twice: yes, same answer.
     * <b>It settles the past:</b> after an empty answer, no start that an earlier process had begun for this key comes to
     * life any more; a later {@link #start} is the only one. Not to be called while a start of this key is under way in this
     * same instance. Crash: no harm, call it again.
     *
     * @throws DriverException {@link DriverException.Kind#UNAVAILABLE} when it cannot be told now; try later, do not start
     */
    Optional<TaskHandle> find(TaskKey key);

    /**
     * Takes over a task that an earlier instance of the driver started, so that it can be awaited and stopped here.
     *
     * <p>May block. Twice: yes, also for a task this instance started. A task that exited while nobody watched is adopted
     * too; {@link #awaitExit} then gives its true result at once. Crash: no harm, call it again. Handles of earlier versions of
     * the same driver are understood.
     *
     * @throws DriverException {@link DriverException.Kind#TASK_GONE} when nothing is left of the task, not even how it ended;
     *     {@link DriverException.Kind#UNAVAILABLE} when it cannot be told now; {@link DriverException.Kind#INVALID_HANDLE}
     *     when the handle is another driver's or cannot be read
     */
    void adopt(TaskHandle handle);

    /**
     * Returns a stage that completes with how the task ended.
     *
     * <p>Never blocks. Any number of callers, before and after the end; all get equal results until the task is destroyed.
     * The end is that of the task's own first process: children it leaves behind do not delay it. A task whose end was
     * not observed by anybody (its supervisor was killed, the machine rebooted) completes with {@link
     * ExitResult#lost(String)}. Waits without limit: give it a timeout if you need one. When the driver is closed, the
     * stage stays incomplete.
     *
     * <p>The stage fails with {@link DriverException.Kind#UNKNOWN_TASK} when the task was neither started nor adopted here,
     * or was destroyed.
     */
    CompletionStage<ExitResult> awaitExit(TaskKey key);

    /**
     * Ends a task: sends the signal, and kills the task with all its descendants when it has not exited after the timeout.
     * The stage completes after the exit (so {@link #awaitExit} is complete too).
     *
     * <p>Never blocks. Twice: yes; each call sends its signal, and the shortest timeout kills. A task that has exited or is
     * unknown is stopped already: the stage completes at once. Crash: the signal may have been sent or not, the kill
     * is not pending any more; adopt and call it again.
     *
     * @param signal a name such as {@code SIGTERM}; {@code null} means what the launch said, else the driver's default
     * @param killTimeout zero kills at once
     * @throws IllegalArgumentException when the signal's name is unknown or the timeout is negative
     */
    CompletionStage<Void> stop(TaskKey key, @Nullable String signal, Duration killTimeout);

    /**
     * Removes what the driver keeps for a task: containers, control groups, state files. Logs and task directories belong
     * to the agent and stay. The key is unknown afterwards.
     *
     * <p>May block until everything is gone. Twice: yes, an unknown key is destroyed already. Needs no adoption before.
     * Crash: part of it may be removed; call it again.
     *
     * @param force kill a running task first; a pending {@link #awaitExit} completes
     * @throws DriverException {@link DriverException.Kind#TASK_RUNNING} when it runs and {@code force} is false; {@link
     *     DriverException.Kind#UNAVAILABLE} when it could not be finished; try again
     */
    void destroy(TaskKey key, boolean force);

    /**
     * Returns the state of a task that was started or adopted here. May block shortly; any number of calls.
     *
     * @throws DriverException {@link DriverException.Kind#UNKNOWN_TASK} as in {@link #awaitExit}
     */
    TaskStatus inspect(TaskKey key);

    /**
     * Lets go of all tasks <em>without stopping them</em> and ends the driver's threads. Twice: yes. Other methods may throw
     * {@link IllegalStateException} afterwards.
     */
    @Override
    void close();
}
