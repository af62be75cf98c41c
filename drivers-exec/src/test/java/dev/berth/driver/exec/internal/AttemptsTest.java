package dev.berth.driver.exec.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.berth.driver.DriverException;
import dev.berth.driver.LogRotation;
import dev.berth.driver.TaskKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {
    @TempDir
    Path directory;

    private final TaskKey key = new TaskKey(new UUID(1, 2), "web", 0);

    @Test
    void anAttemptThatNobodyClaimedIsOverOnceItIsSettled() throws IOException {
        Attempts attempts = new Attempts(directory.resolve("state"));
        TaskDirFiles.create(attempts.next(key), touch("ran"), List.of());

        assertThat(attempts.settle(key)).isEmpty();
        assertThat(directory.resolve("state").resolve(key.fileName())).doesNotExist();
    }

    @Test
    void aClaimedAttemptIsFoundAgain() throws IOException {
        Attempts attempts = new Attempts(directory.resolve("state"));
        TaskDirFiles files = TaskDirFiles.create(attempts.next(key), touch("ran"), List.of());
        Files.createSymbolicLink(files.dir().resolve("task"), Path.of("4711-42-boot"));

        assertThat(attempts.settle(key).orElseThrow().task()).contains(new ProcessIdentity(4711, 42, "boot"));
    }

    @Test
    void aSupervisorThatComesAfterTheFenceRunsNothing() throws IOException {
        TaskDirFiles files = TaskDirFiles.create(directory.resolve("attempt"), touch("ran"), List.of());
        assertThat(files.fence()).isTrue();

        assertThatThrownBy(() -> new Supervisor(Tools.ofAgent()).launch(files, touch("ran")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("was not started");

        assertThat(directory.resolve("ran")).doesNotExist();
        assertThat(files.exit()).isEmpty();
        await().untilAsserted(
                        () -> assertThat(Leftovers.of(directory.toString())).isEmpty());
    }

    @Test
    void aFenceThatComesTooLateSaysSo() throws IOException {
        TaskDirFiles files = TaskDirFiles.create(directory.resolve("attempt"), touch("ran"), List.of());
        ProcessIdentity task = new Supervisor(Tools.ofAgent()).launch(files, touch("ran"));

        assertThat(files.fence()).isFalse();
        assertThat(files.task()).contains(task);
        await().until(() -> files.exit().isPresent());
        await().untilAsserted(
                        () -> assertThat(Leftovers.of(directory.toString())).isEmpty());
    }

    private SupervisedCommand touch(String name) {
        return new SupervisedCommand(
                List.of(),
                List.of("touch", name),
                Map.of("PATH", Tools.DEFAULT_PATH),
                directory,
                directory.resolve("log"),
                LogRotation.ofDefaults(),
                15);
    }
}
