package dev.berth.driver.exec.internal;

import dev.berth.driver.ExitResult;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskStatus;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A task that is watched here. Thread-safe.
 *
 * @param files where its supervisor writes
 * @param process its first process
 * @param exit completes once, when it is known how it ended
 */
record SupervisedTask(
        TaskHandle handle, TaskDirFiles files, ProcessIdentity process, CompletableFuture<ExitResult> exit) {

    TaskKey key() {
        return handle.key();
    }

    TaskCgroup cgroup() {
        return TaskCgroup.of(files.cgroupProcs());
    }

    /** Looks whether the task has ended: cheap, one file. */
    Optional<ExitResult> quickLook() {
        return files.exit();
    }

    /** Looks also whether somebody is left to tell how it ended. */
    Optional<ExitResult> thoroughLook() {
        if (process.isAlive()
                || files.supervisor().filter(ProcessIdentity::isAlive).isPresent()) {
            return files.exit();
        }
        // In this order: the supervisor writes the result before it ends.
        Optional<ExitResult> written = files.exit();
        return written.isPresent()
                ? written
                : Optional.of(
                        ExitResult.lost(
                                "The task " + key()
                                        + " does not run any more and nobody saw how it ended: its supervisor was killed or the machine rebooted."));
    }

    TaskStatus status() {
        Optional<ExitResult> ended = exit.isDone() ? Optional.of(exit.join()) : Optional.empty();
        var attributes = Map.of("pid", String.valueOf(process.pid()));
        return ended.isPresent()
                ? TaskStatus.exited(files.startedAt(), files.finishedAt(), ended.get(), attributes)
                : TaskStatus.running(files.startedAt(), attributes);
    }
}
