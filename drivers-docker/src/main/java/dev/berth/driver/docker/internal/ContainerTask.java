package dev.berth.driver.docker.internal;

import dev.berth.driver.ExitResult;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A task that was started or adopted here.
 *
 * @param exit completes with the end, once its output is copied
 * @param sent the signals that this instance sent
 * @param ending set by the first who sees the end
 */
record ContainerTask(
        TaskHandle handle,
        String id,
        @Nullable String killSignal,
        LogCopy logs,
        CompletableFuture<ExitResult> exit,
        Set<Integer> sent,
        AtomicBoolean ending) {

    static ContainerTask of(TaskHandle handle, String id, ContainerLabels labels, LogCopy logs) {
        return new ContainerTask(
                handle,
                id,
                labels.killSignal(),
                logs,
                new CompletableFuture<>(),
                ConcurrentHashMap.newKeySet(),
                new AtomicBoolean());
    }

    TaskKey key() {
        return handle.key();
    }
}
