package dev.berth.driver.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.berth.driver.DriverException;
import dev.berth.driver.ExitResult;
import dev.berth.driver.LogRotation;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskLaunch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawExecDriverTest {
    @TempDir
    Path directory;

    private RawTasks tasks;

    @BeforeEach
    void create() {
        tasks = new RawTasks(directory);
    }

    @AfterEach
    void destroy() {
        tasks.close();
    }

    // ---- output

    @Test
    void aLineIsInTheLogWhileTheTaskRunsOn() {
        tasks.start("echo hello; exec sleep 600");

        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(tasks.text("stdout")).isEqualTo("hello\n"));
    }

    @Test
    void binaryOutputIsKeptByteForByteAcrossRotations() throws IOException {
        tasks.start(tasks.script(0, "head -c 300000 /dev/urandom | tee copy", new LogRotation(10, 70_001)));
        tasks.exit(0);

        assertThat(tasks.log("stdout"))
                .isEqualTo(Files.readAllBytes(tasks.dirs().taskDir().resolve("copy")));
        assertThat(tasks.logs("stdout")).hasSize(5);
    }

    @Test
    void aFloodOfOutputFlowsAndStaysWithinItsBounds() throws IOException {
        long began = System.nanoTime();
        tasks.start(tasks.script(0, "head -c 200m /dev/zero; echo end", new LogRotation(3, 10 << 20)));
        tasks.exit(0);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        List<Path> files = tasks.logs("stdout");
        assertThat(files).hasSize(3);
        for (Path file : files) {
            assertThat(Files.size(file)).isLessThanOrEqualTo(10 << 20);
        }
        assertThat(files.get(2).getFileName()).hasToString("web.stdout.20");
        assertThat(Files.readString(files.get(2))).endsWith("end\n");
    }

    @Test
    void theNumbersOfLogFilesGoOnOverTheRunsOfATask() throws IOException {
        tasks.start(tasks.script(0, "printf 1234567890", new LogRotation(2, 8)));
        tasks.exit(0);
        tasks.start(tasks.script(1, "printf abcdefgh", new LogRotation(2, 8)));
        tasks.exit(1);

        assertThat(tasks.logs("stdout"))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("web.stdout.1", "web.stdout.2");
        assertThat(tasks.text("stdout")).isEqualTo("90abcdefgh");
    }

    @Test
    void aTaskGoesOnWhenItsLogsAreRemoved() throws IOException {
        tasks.start(tasks.script(
                0,
                "echo x; while [ -d ../alloc/logs ]; do sleep 0.05; done; head -c 1m /dev/zero && exit 5",
                new LogRotation(2, 100)));
        await().until(() -> tasks.text("stdout").equals("x\n"));
        for (String stream : List.of("stdout", "stderr")) {
            for (Path file : tasks.logs(stream)) {
                Files.delete(file);
            }
        }
        Files.delete(tasks.dirs().logsDir());

        assertThat(tasks.exit(0)).isEqualTo(ExitResult.exited(5));
    }

    // ---- processes

    @Test
    void aChildThatHoldsTheOutputDoesNotDelayTheReportAndIsKilledWithTheTask() throws IOException {
        tasks.start("sleep 600 & echo $! > child; exit 4");

        assertThat(tasks.exit(0)).isEqualTo(ExitResult.exited(4));
        long child = Long.parseLong(
                Files.readString(tasks.dirs().taskDir().resolve("child")).strip());
        assertThat(runs(child)).isTrue();
        tasks.driver.destroy(tasks.key(0), false);

        await().until(() -> !runs(child));
    }

    @Test
    void aChildThatLeftTheSessionIsKilledToo() throws IOException {
        assumeThat(tasks.driver.fingerprint(Duration.ofSeconds(5)).attributes())
                .as("needs a control group")
                .doesNotContainEntry("driver.raw_exec.cgroup", "none");
        tasks.start("trap '' INT; setsid sh -c 'echo $$ > child; exec sleep 600' & while :; do sleep 0.1; done");
        Path file = tasks.dirs().taskDir().resolve("child");
        await().until(() -> Files.exists(file) && !Files.readString(file).isBlank());
        long child = Long.parseLong(Files.readString(file).strip());

        tasks.await(tasks.driver.stop(tasks.key(0), null, Duration.ofMillis(100)));

        assertThat(tasks.exit(0)).isEqualTo(ExitResult.signalled(9));
        await().until(() -> !runs(child));
    }

    @Test
    void theKillSignalIsSigintUnlessTheLaunchSaysOtherwise() {
        String script = "trap 'exit 41' INT; trap 'exit 42' HUP; echo ready; while :; do sleep 0.05; done";
        tasks.start(tasks.script(0, script, LogRotation.ofDefaults()));
        await().until(() -> tasks.text("stdout").equals("ready\n"));
        tasks.await(tasks.driver.stop(tasks.key(0), null, Duration.ofSeconds(20)));
        assertThat(tasks.exit(0)).isEqualTo(ExitResult.exited(41));

        TaskLaunch second = tasks.script(1, script, LogRotation.ofDefaults()).toBuilder()
                .killSignal("SIGHUP")
                .build();
        tasks.start(second);
        await().until(() -> tasks.text("stdout").equals("ready\nready\n"));
        tasks.await(tasks.driver.stop(tasks.key(1), null, Duration.ofSeconds(20)));
        assertThat(tasks.exit(1)).isEqualTo(ExitResult.exited(42));
    }

    @Test
    void theKillSignalIsStillKnownAfterARestartOfTheAgent() {
        String script = "trap 'exit 42' HUP; echo ready; while :; do sleep 0.05; done";
        TaskHandle handle = tasks.start(tasks.script(0, script, LogRotation.ofDefaults()).toBuilder()
                .killSignal("SIGHUP")
                .build());
        await().until(() -> tasks.text("stdout").equals("ready\n"));
        tasks.restart();
        tasks.driver.adopt(handle);

        tasks.await(tasks.driver.stop(tasks.key(0), null, Duration.ofSeconds(20)));

        assertThat(tasks.exit(0)).isEqualTo(ExitResult.exited(42));
    }

    @Test
    void aKilledSupervisorMeansThatTheEndIsUnknownButNotThatTheTaskIsOver() throws IOException {
        tasks.start("exec sleep 600");
        long task = tasks.pid(0);
        long supervisor = Long.parseLong(link("supervisor").split("-", 2)[0]);
        var waiting = tasks.driver.awaitExit(tasks.key(0)).toCompletableFuture();

        ProcessHandle.of(supervisor).orElseThrow().destroyForcibly();
        await().during(Duration.ofSeconds(1)).until(() -> runs(task) && !waiting.isDone());
        ProcessHandle.of(task).orElseThrow().destroyForcibly();

        ExitResult exit = tasks.exit(0);
        assertThat(exit.error()).contains("nobody saw how it ended");
        assertThat(exit.successful()).isFalse();
    }

    @Test
    void anotherProcessWithTheIdOfTheTaskIsNeitherTakenForItNorKilled() throws Exception {
        TaskHandle handle = tasks.start("exec sleep 600");
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            String identity = link("task");
            tasks.restart();
            for (String name : List.of("supervisor", "task")) { // nobody is left to note how the task ended
                Path link = attempt().resolve(name);
                long pid =
                        Long.parseLong(Files.readSymbolicLink(link).toString().split("-", 2)[0]);
                Files.delete(link);
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                String forged = identity.replaceFirst("^\\d+", String.valueOf(stranger.pid()));
                Files.createSymbolicLink(link, Path.of(forged));
            }
            var forged = new TaskHandle(
                    handle.driver(), handle.key(), handle.version(), attempt().getFileName() + " " + link("task"));

            tasks.driver.adopt(forged);

            assertThat(tasks.exit(0).error()).isNotNull();
            tasks.driver.destroy(tasks.key(0), true);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    // ---- what reaches the task

    @Test
    void theEnvironmentIsExactlyThatOfTheLaunch() throws IOException {
        var env = new TreeMap<>(Map.of(
                "PATH",
                "/usr/bin:/bin",
                "dir",
                "x",
                "identity",
                "y",
                "a.b",
                "dotted",
                "with-dash",
                "",
                "PWD",
                "elsewhere",
                "IFS",
                "abc",
                "_",
                "under",
                "OPTIND",
                "no number",
                "UNICODE",
                "Á ç 漢 \u0081"));
        env.put("ENV", "/nonexistent");
        env.put("LINES2", "a'b\n\"c\" $X `y` \\");
        TaskLaunch launch = tasks.script(0, "exec cat /proc/self/environ", LogRotation.ofDefaults()).toBuilder()
                .config(Map.of("command", "cat", "args", List.of("/proc/self/environ")))
                .env(env)
                .build();

        tasks.start(launch);
        assertThat(tasks.exit(0)).isEqualTo(ExitResult.exited(0));

        var seen = new TreeMap<String, String>();
        for (String entry : tasks.text("stdout").split("\0", 0)) {
            seen.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        assertThat(seen).isEqualTo(env);
    }

    @Test
    void aPathIsAddedWhenTheLaunchHasNone() throws IOException {
        tasks.start(tasks.command(0, Map.of("command", "cat", "args", List.of("/proc/self/environ"))));
        tasks.exit(0);

        assertThat(tasks.text("stdout"))
                .isEqualTo("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\0");
    }

    @Test
    void secretsInTheEnvironmentAreNeitherLeftOnDiskNorInTheListOfProcesses() throws IOException {
        TaskLaunch launch = tasks.script(0, "exec sleep 600", LogRotation.ofDefaults()).toBuilder()
                .env(Map.of("TOKEN", "s3cr3t-of-this-test"))
                .build();
        tasks.start(launch);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(attempt())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.walk(tasks.stateDir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("s3cr3t");
            }
        }
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains("s3cr3t-of-this-test"));
    }

    @Test
    void aProgramWhoseNameHoldsAnEqualsSignRuns() throws IOException {
        TaskLaunch launch = tasks.command(0, Map.of("command", "./run=me", "args", List.of("A=B")));
        Path program = tasks.dirs().taskDir().resolve("run=me");
        Files.writeString(program, "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

        tasks.start(launch);

        assertThat(tasks.exit(0)).isEqualTo(ExitResult.exited(0));
        assertThat(tasks.text("stdout")).isEqualTo("A=B\n");
    }

    @Test
    void whatPreventsAStartIsSaidBeforeAnythingRuns() throws IOException {
        Files.createDirectories(tasks.dirs().taskDir());
        Files.writeString(tasks.dirs().taskDir().resolve("notes.txt"), "no program");
        var messages = new ArrayList<String>();
        for (Map<String, Object> config : List.<Map<String, Object>>of(
                Map.of("command", "./notes.txt"),
                Map.of("command", "no-such-program"),
                Map.of("command", "true", "work_dir", "nowhere"))) {
            assertThatThrownBy(() -> tasks.start(tasks.command(0, config)))
                    .hasCauseInstanceOf(DriverException.class)
                    .satisfies(e -> messages.add(e.getCause().getMessage()));
        }

        assertThat(messages.get(0)).contains("notes.txt", "may not be executed");
        assertThat(messages.get(1)).contains("no-such-program", "is not in PATH");
        assertThat(messages.get(2)).contains("nowhere", "does not exist");
        assertThat(tasks.driver.find(tasks.key(0))).isEmpty();
    }

    @Test
    void aTaskRunsAsTheUserOfTheLaunch() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("only root may become somebody else")
                .isEqualTo("root");
        TaskLaunch launch = tasks.script(0, "id -un", LogRotation.ofDefaults()).toBuilder()
                .user("nobody")
                .build();

        tasks.start(launch.toBuilder()
                .config(Map.of("command", "id", "args", List.of("-un"), "work_dir", "/"))
                .build());

        assertThat(tasks.exit(0)).isEqualTo(ExitResult.exited(0));
        assertThat(tasks.text("stdout")).isEqualTo("nobody\n");
    }

    private Path attempt() throws IOException {
        try (Stream<Path> attempts =
                Files.list(tasks.stateDir.resolve(tasks.key(0).fileName()))) {
            return attempts.findFirst().orElseThrow();
        }
    }

    private String link(String name) throws IOException {
        return Files.readSymbolicLink(attempt().resolve(name)).toString();
    }

    private static boolean runs(long pid) throws IOException {
        Path stat = Path.of("/proc", String.valueOf(pid), "stat");
        return Files.exists(stat)
                && !new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1).contains(") Z ");
    }
}
