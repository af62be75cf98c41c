package dev.berth.agent.internal;

import dev.berth.agent.RestartTracker;
import dev.berth.driver.TaskHandle;
import dev.berth.model.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * What the agent keeps on disk of a task, so that nothing starts twice and nothing is lost. Immutable.
 *
 * @param task its name
 * @param phase what the agent was about to do, or waits for
 * @param run the number of the last run that was intended; -1 before the first
 * @param handle of the run, when the driver gave one
 * @param cleaned the driver keeps nothing of the run any more
 * @param window where the restart policy's counting stands
 * @param restartAtNanos when the next run is due, nanoseconds since the epoch; in phase waiting
 * @param state what is reported
 */
record TaskRecord(
        String task,
        Phase phase,
        int run,
        @Nullable TaskHandle handle,
        boolean cleaned,
        RestartTracker.Window window,
        long restartAtNanos,
        TaskState state) {

    /** Where a task is. The code is part of the format. */
    enum Phase {
        /** No run was intended yet. */
        NEW(0),
        /** The driver may be starting the run: ask it. */
        STARTING(1),
        /** The run was started; it runs, or has exited unseen. */
        RUNNING(2),
        /** The run is over, another is due. */
        WAITING(3),
        /** There will be no other run. */
        DEAD(4);

        final int code;

        Phase(int code) {
            this.code = code;
        }
    }

    static TaskRecord fresh(String task) {
        return new TaskRecord(
                task,
                Phase.NEW,
                -1,
                null,
                true,
                RestartTracker.Window.NONE,
                0,
                TaskState.builder().build());
    }

    TaskRecord withState(TaskState newState) {
        return new TaskRecord(task, phase, run, handle, cleaned, window, restartAtNanos, newState);
    }

    TaskRecord intending(int newRun) {
        return new TaskRecord(task, Phase.STARTING, newRun, null, false, window, 0, state);
    }

    TaskRecord running(TaskHandle newHandle) {
        return new TaskRecord(task, Phase.RUNNING, run, newHandle, false, window, 0, state);
    }

    TaskRecord waiting(RestartTracker.Window newWindow, long dueAtNanos) {
        return new TaskRecord(task, Phase.WAITING, run, handle, cleaned, newWindow, dueAtNanos, state);
    }

    TaskRecord dead(RestartTracker.Window newWindow) {
        return new TaskRecord(task, Phase.DEAD, run, handle, cleaned, newWindow, 0, state);
    }

    TaskRecord whenCleaned() {
        return new TaskRecord(task, phase, run, null, true, window, restartAtNanos, state);
    }
}
