package dev.berth.driver.mock;

import dev.berth.driver.ExitResult;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskStatus;
import dev.berth.driver.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One task of a {@link MockWorld}. Guarded by the world's lock, its futures apart. */
final class MockTask {
    final TaskLaunch launch;
    final MockScript script;
    final TaskHandle handle;
    final CompletableFuture<TaskHandle> started = new CompletableFuture<>();
    final CompletableFuture<ExitResult> exited = new CompletableFuture<>();
    final List<Integer> signals = new ArrayList<>();
    final List<Timer.Cancellation> timers = new ArrayList<>();

    @Nullable
    Instant startedAt;

    @Nullable
    Instant finishedAt;

    @Nullable
    ExitResult exit;

    MockTask(TaskLaunch launch, MockScript script) {
        this.launch = launch;
        this.script = script;
        this.handle = new TaskHandle(MockDriver.NAME, launch.key(), 1, "mock");
    }

    boolean isRunning() {
        return startedAt != null && exit == null;
    }

    void cancelTimers() {
        timers.forEach(Timer.Cancellation::cancel);
        timers.clear();
    }

    TaskStatus status() {
        return exit == null
                ? TaskStatus.running(startedAt, Map.of())
                : TaskStatus.exited(startedAt, finishedAt, exit, Map.of());
    }
}
