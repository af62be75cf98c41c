package dev.berth.agent.internal;

import dev.berth.agent.AgentLimits;
import dev.berth.driver.ExitResult;
import dev.berth.driver.TaskKey;
import dev.berth.host.Cancellable;
import dev.berth.model.TaskEventType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends a running task: waits its shutdown delay, has its driver send the signal and kill after the timeout, repeats that
 * with growing waits when the driver fails, and has it destroyed in the end, again and again until it is gone. Confined to
 * the allocation's lane.
 */
final class TaskStopper {
    private final TaskRunner runner;
    private Duration delay = Duration.ZERO;
    private boolean begun;
    private boolean delaying;
    private boolean done;
    private int attempts;
    private @Nullable TaskKey key;
    private @Nullable Cancellable timer;

    TaskStopper(TaskRunner runner) {
        this.runner = runner;
    }

    /** Sets how long to wait before the first signal. */
    void delay(Duration value) {
        delay = value;
    }

    /** Ends the run; nothing more when that is under way. */
    void begin(TaskKey run) {
        if (begun) {
            return;
        }
        begun = true;
        key = run;
        if (delay.isZero()) {
            stop();
        } else {
            runner.note(
                    TaskEventType.WAITING_FOR_SHUTDOWN_DELAY,
                    "Waiting for shutdown delay of " + TaskEvents.seconds(delay));
            delaying = true;
            later(delay, this::stop);
        }
    }

    /** Does not wait any longer before the signal. */
    void skipDelay() {
        delay = Duration.ZERO;
        if (delaying && !done) {
            runner.note(TaskEventType.SKIPPING_SHUTDOWN_DELAY, "Skipping shutdown delay");
            later(Duration.ZERO, this::stop);
        }
    }

    /** The run is over. */
    void done() {
        done = begun;
        cancelTimer();
    }

    /** Returns how long the task has between the signal and the kill. */
    Duration killTimeout() {
        Duration asked = runner.task().killTimeout();
        Duration most = limits().maxKillTimeout();
        return asked.compareTo(most) > 0 ? most : asked;
    }

    private void stop() {
        delaying = false;
        if (done) {
            return;
        }
        attempts++;
        Duration timeout = killTimeout();
        TaskKey run = run();
        String signal = LaunchFactory.emptyToNull(runner.task().killSignal());
        lane().within(
                        timeout.plus(limits().stopGrace()),
                        () -> runner.requireDriver().stop(run, signal, timeout),
                        (stopped, failure) -> {
                            if (done) {
                                return;
                            }
                            if (failure == null) {
                                later(limits().stopGrace(), this::destroy); // its end should be known any moment
                            } else {
                                stopFailed(failure);
                            }
                        });
    }

    private void stopFailed(Throwable failure) {
        errors().report("driver " + runner.task().driver(), failure);
        runner.note(TaskEventType.DRIVER_FAILURE, "Stopping failed: " + ErrorLog.sentence(failure));
        runner.owner().taskChanged();
        boolean again = attempts < limits().maxStopAttempts();
        later(runner.owner().services().backoff().after(attempts), again ? this::stop : this::destroy);
    }

    private void destroy() {
        if (done) {
            return;
        }
        attempts++;
        TaskKey run = run();
        lane().blocking(
                        runner.sequence(),
                        () -> {
                            runner.requireDriver().destroy(run, true);
                            return run;
                        },
                        (destroyed, failure) -> {
                            if (done) {
                                return;
                            }
                            if (failure == null) {
                                // The driver has completed the wait, or never will.
                                later(
                                        limits().stopGrace(),
                                        () -> runner.exited(ExitResult.lost("destroyed by the agent")));
                            } else {
                                errors().report("driver " + runner.task().driver(), failure);
                                later(runner.owner().services().backoff().after(attempts), this::destroy);
                            }
                        });
    }

    private void later(Duration wait, Runnable step) {
        cancelTimer();
        timer = lane().schedule(wait, () -> {
            if (!done) {
                step.run();
            }
        });
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private TaskKey run() {
        if (key == null) {
            throw new IllegalStateException("Nothing is being stopped");
        }
        return key;
    }

    private Lane lane() {
        return runner.owner().lane();
    }

    private AgentLimits limits() {
        return runner.owner().services().limits();
    }

    private ErrorLog errors() {
        return runner.owner().services().errors();
    }
}
