package dev.berth.driver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A driver that can run a further command inside a running task. Announced by {@link DriverCapabilities#exec()}. */
public interface ExecCapable {
    /**
     * Runs a command in the task's environment (directory, variables, isolation, limits) and completes with its outcome.
     *
     * <p>Never blocks. The command ends with the timeout, then {@link ExecResult#timedOut()}; it is not adopted after a
     * crash of the agent. Output beyond 1 MiB per stream is cut off.
     *
     * <p>The stage fails with {@link DriverException.Kind#UNKNOWN_TASK}, {@link DriverException.Kind#TASK_GONE} when the task
     * has exited, or {@link DriverException.Kind#START_FAILED} when there is no such program.
     *
     * @param command program and arguments, at least one, passed exactly
     */
    CompletionStage<ExecResult> exec(TaskKey key, List<String> command, Duration timeout);
}
