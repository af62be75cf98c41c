package dev.berth.driver.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.driver.DriverException;
import dev.berth.driver.DriverFingerprint;
import dev.berth.driver.DriverHealth;
import dev.berth.driver.ExitResult;
import dev.berth.driver.TaskDirs;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class MockDriverTest {
    private final ManualTimer timer = new ManualTimer(Instant.EPOCH);
    private final MockWorld world = new MockWorld(timer);
    private final MockDriver driver = new MockDriver(world);
    private final TaskKey key = new TaskKey(new UUID(1, 2), "web", 0);

    @Test
    void aTaskRunsForItsVirtualTimeAndNotLonger() {
        start(Map.of("run_for", "1h", "exit_code", 2));

        timer.advance(Duration.ofMinutes(59));
        assertThat(driver.inspect(key).state()).isEqualTo(TaskStatus.State.RUNNING);
        timer.advance(Duration.ofMinutes(1));

        assertThat(exit()).isCompletedWithValue(ExitResult.exited(2));
        assertThat(driver.inspect(key).finishedAt()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(1)));
    }

    @Test
    void aSlowStartCompletesWhenItsTimeHasPassed() {
        var started = start(Map.of("start_block_for", "5s"));

        timer.advance(Duration.ofSeconds(4));
        assertThat(started).isNotDone();
        assertThat(world.running()).isEmpty();
        timer.advance(Duration.ofSeconds(1));

        assertThat(started).isCompleted();
        assertThat(world.running()).containsExactly(key);
    }

    @Test
    void findCallsOffAStartThatAnEarlierDriverHadBegun() {
        start(Map.of("start_block_for", "5s"));
        driver.close();
        var successor = new MockDriver(world);

        assertThat(successor.find(key)).isEmpty();
        timer.advance(Duration.ofMinutes(1));

        assertThat(world.launches()).isEmpty();
    }

    @Test
    void aSlowTaskIsKilledWhenTheTimeoutComesFirst() {
        start(Map.of("kill_after", "10s"));

        driver.stop(key, "SIGINT", Duration.ofSeconds(3));
        timer.advance(Duration.ofSeconds(3));

        assertThat(exit()).isCompletedWithValue(ExitResult.signalled(9));
        assertThat(world.signals(key)).containsExactly(2);
    }

    @Test
    void aTaskThatNeedsTimeToObeyGetsIt() {
        start(Map.of("kill_after", "2s"));

        driver.stop(key, "SIGINT", Duration.ofSeconds(3));
        timer.advance(Duration.ofSeconds(1));
        assertThat(exit()).isNotDone();
        timer.advance(Duration.ofSeconds(1));

        assertThat(exit()).isCompletedWithValue(ExitResult.signalled(2));
    }

    @Test
    void aTestEndsATaskAsItLikes() {
        start(Map.of());

        world.complete(key, ExitResult.outOfMemory());

        assertThat(exit()).isCompletedWithValue(ExitResult.outOfMemory());
    }

    @Test
    void aFailedStartIsRetryableWhenTheScriptSaysSo() {
        assertThat(start(Map.of("start_error", "busy", "start_error_recoverable", true)))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(DriverException.class)
                .satisfies(e ->
                        assertThat(((DriverException) e.getCause()).retryable()).isTrue());
    }

    @Test
    void theFingerprintFollowsTheSwitch() {
        world.fingerprint(DriverFingerprint.unhealthy("out of order"));

        assertThat(driver.fingerprint(Duration.ofSeconds(1)).health()).isEqualTo(DriverHealth.UNHEALTHY);
    }

    @Test
    void aClosedDriverReportsNothingMore() {
        start(Map.of("run_for", "1s"));
        var waiting = exit();

        driver.close();
        timer.advance(Duration.ofSeconds(2));

        assertThat(waiting).isNotDone();
    }

    @Test
    void anUnreadableNumberFailsTheStartBeforeAnythingRuns() {
        assertThatThrownBy(() -> start(Map.of("exit_code", "${meta.code}"))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("exit_code");
        assertThat(world.launches()).isEmpty();
    }

    private CompletionStage<TaskHandle> start(Map<String, Object> config) {
        var dirs = TaskDirs.under(Path.of("/nowhere"), "web");
        return driver.start(TaskLaunch.builder(key, dirs).config(config).build());
    }

    private CompletableFuture<ExitResult> exit() {
        return driver.awaitExit(key).toCompletableFuture();
    }
}
