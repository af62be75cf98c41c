package dev.berth.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.driver.ConfigProblem;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.DriverHealth;
import dev.berth.driver.ExecCapable;
import dev.berth.driver.ExitResult;
import dev.berth.driver.LaunchResources;
import dev.berth.driver.LogCapable;
import dev.berth.driver.LogRotation;
import dev.berth.driver.SignalCapable;
import dev.berth.driver.StatsCapable;
import dev.berth.driver.TaskDirs;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link TaskDriver} does. Extend it, implement the four abstract methods, and run it with the module's tests.
 *
 * <p>Tests marked with an assumption are skipped for a driver that does not claim the capability. Everything started is
 * destroyed after each test.
 */
public abstract class TaskDriverContract {
    private static final String SIGTERM = "SIGTERM";

    /** The allocation's directory of the present test. */
    @TempDir
    protected Path directory;

    private final UUID allocation = UUID.randomUUID();
    private final List<TaskKey> keys = new ArrayList<>();
    private TaskDriver driver;

    /**
     * Returns a new instance of the driver over the same state as all others of this test: what an agent has after a
     * restart. The instance before it is closed first.
     */
    protected abstract TaskDriver newDriver() throws Exception;

    /** Returns the config that makes a task behave so. Only asked for behaviours that the driver can have. */
    protected abstract Map<String, Object> config(Behaviour behaviour);

    /** Returns how often this key was really started and began to behave as told, seen from outside of the driver. */
    protected abstract int timesStarted(TaskLaunch launch) throws Exception;

    /** Removes a task and all that could tell about it behind the driver's back. */
    protected abstract void vanish(TaskLaunch launch) throws Exception;

    /** Returns how long the slowest step may take: 30 seconds. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Returns whether tasks are real programs, with arguments, an environment and memory: true. */
    protected boolean runsPrograms() {
        return true;
    }

    @BeforeEach
    void createDriver() throws Exception {
        driver = newDriver();
    }

    @AfterEach
    void destroyWhatWasStarted() {
        for (TaskKey key : keys) {
            driver.destroy(key, true);
        }
        driver.close();
    }

    // ---- starting and ending

    @Test
    void aTaskRunsUntilItIsStopped() {
        TaskHandle handle = startAndSettle(launch("web", new Behaviour.Runs()));
        assertThat(handle.driver()).isEqualTo(driver.name());
        assertThat(driver.inspect(handle.key()).state()).isEqualTo(TaskStatus.State.RUNNING);
        assertThat(driver.awaitExit(handle.key()).toCompletableFuture()).isNotDone();

        await(driver.stop(handle.key(), SIGTERM, patience()));

        assertThat(exit(handle.key())).isEqualTo(ExitResult.signalled(15));
        TaskStatus status = driver.inspect(handle.key());
        assertThat(status.state()).isEqualTo(TaskStatus.State.EXITED);
        assertThat(status.exit()).isEqualTo(ExitResult.signalled(15));
        assertThat(status.startedAt()).isBeforeOrEqualTo(status.finishedAt());
    }

    @Test
    void theExitCodeIsReported() {
        assertThat(exit(start(launch("good", new Behaviour.Exits(0, 0))).key()).successful())
                .isTrue();
        assertThat(exit(start(launch("bad", new Behaviour.Exits(3, 20))).key())).isEqualTo(ExitResult.exited(3));
    }

    @Test
    void aHighExitCodeIsNotTakenForASignal() {
        assertThat(exit(start(launch("high", new Behaviour.Exits(143, 0))).key()))
                .isEqualTo(ExitResult.exited(143));
    }

    @Test
    void deathByASignalIsReportedAsSuch() {
        ExitResult exit = exit(start(launch("dying", new Behaviour.DiesOf(9))).key());

        assertThat(exit).isEqualTo(ExitResult.signalled(9));
        assertThat(exit.successful()).isFalse();
    }

    @Test
    void allWhoWaitGetTheSameResultBeforeAndAfterTheEnd() {
        TaskKey key = start(launch("web", new Behaviour.Exits(7, 100))).key();
        var first = driver.awaitExit(key);
        var second = driver.awaitExit(key);

        assertThat(await(first)).isEqualTo(ExitResult.exited(7));
        assertThat(await(second)).isEqualTo(ExitResult.exited(7));
        assertThat(exit(key)).isEqualTo(ExitResult.exited(7));
    }

    @Test
    void manyTasksStartAtOnce() {
        List<TaskLaunch> launches = IntStream.range(0, 20)
                .mapToObj(i -> launch("task-" + i, new Behaviour.Exits(i, 50)))
                .toList();

        List<CompletionStage<TaskHandle>> starts =
                launches.stream().map(driver::start).toList();

        starts.forEach(this::await);
        for (int i = 0; i < launches.size(); i++) {
            assertThat(exit(launches.get(i).key())).isEqualTo(ExitResult.exited(i));
        }
    }

    // ---- once only

    @Test
    void aKeyIsStartedOnceHoweverOftenItIsAsked() throws Exception {
        TaskLaunch launch = launch("web", new Behaviour.Runs());

        CompletionStage<TaskHandle> first = driver.start(launch);
        CompletionStage<TaskHandle> second = driver.start(launch);
        TaskHandle third = start(launch);

        assertThat(await(first)).isEqualTo(await(second)).isEqualTo(third);
        eventually(() -> assertThat(timesStarted(launch)).isPositive());
        await(driver.stop(launch.key(), SIGTERM, patience()));
        assertThat(timesStarted(launch)).isEqualTo(1);
    }

    @Test
    void aKeyWhoseTaskHasExitedIsNotStartedAgain() throws Exception {
        TaskLaunch launch = launch("web", new Behaviour.Exits(4, 0));
        start(launch);
        exit(launch.key());

        start(launch);

        assertThat(exit(launch.key())).isEqualTo(ExitResult.exited(4));
        assertThat(timesStarted(launch)).isEqualTo(1);
    }

    @Test
    void aKeyStartedBeforeARestartIsNotStartedAgain() throws Exception {
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        TaskHandle before = startAndSettle(launch);
        restart();

        TaskHandle after = start(launch);

        assertThat(after).isEqualTo(before);
        assertThat(driver.inspect(launch.key()).state()).isEqualTo(TaskStatus.State.RUNNING);
        await(driver.stop(launch.key(), SIGTERM, patience()));
        assertThat(timesStarted(launch)).isEqualTo(1);
    }

    // ---- after a restart of the agent

    @Test
    void aStartThatWasNotRecordedIsFoundAndAdopted() {
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        startAndSettle(launch);
        restart();

        TaskHandle found = driver.find(launch.key()).orElseThrow();
        driver.adopt(found);

        assertThat(driver.inspect(launch.key()).state()).isEqualTo(TaskStatus.State.RUNNING);
        await(driver.stop(launch.key(), SIGTERM, patience()));
        assertThat(exit(launch.key())).isEqualTo(ExitResult.signalled(15));
    }

    @Test
    void nothingIsFoundForAKeyThatWasNeverStarted() {
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        startAndSettle(launch);

        assertThat(driver.find(key("other"))).isEmpty();
        assertThat(driver.find(new TaskKey(allocation, "web", 1))).isEmpty();
    }

    @Test
    void anExitAfterTheAdoptionIsObserved() {
        TaskHandle handle = start(launch("web", new Behaviour.Exits(5, 1_000)));
        restart();

        driver.adopt(handle);
        driver.adopt(handle);

        assertThat(exit(handle.key())).isEqualTo(ExitResult.exited(5));
    }

    @Test
    void anExitWhileNobodyWatchedIsReportedWithItsTrueCode() {
        TaskHandle handle = start(launch("web", new Behaviour.Exits(6, 200)));
        exit(handle.key());
        restart();

        assertThat(driver.find(handle.key())).contains(handle);
        driver.adopt(handle);

        assertThat(exit(handle.key())).isEqualTo(ExitResult.exited(6));
    }

    @Test
    void aVanishedTaskCannotBeAdopted() throws Exception {
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        TaskHandle handle = start(launch);
        restart();
        vanish(launch);

        assertFails(Kind.TASK_GONE, () -> driver.adopt(handle));
    }

    @Test
    void aHandleOfAnotherDriverIsRefused() {
        var handle = new TaskHandle("another", key("web"), 1, "state");

        assertFails(Kind.INVALID_HANDLE, () -> driver.adopt(handle));
    }

    // ---- stopping and destroying

    @Test
    void aTaskThatIgnoresTheSignalIsKilledAfterTheTimeout() {
        TaskKey key = startAndSettle(launch("stubborn", new Behaviour.IgnoresSignals()))
                .key();

        await(driver.stop(key, SIGTERM, Duration.ofMillis(300)));

        assertThat(exit(key)).isEqualTo(ExitResult.signalled(9));
    }

    @Test
    void aZeroKillTimeoutKillsAtOnce() {
        TaskKey key =
                startAndSettle(launch("web", new Behaviour.IgnoresSignals())).key();

        await(driver.stop(key, null, Duration.ZERO));

        assertThat(exit(key)).isEqualTo(ExitResult.signalled(9));
    }

    @Test
    void theShortestKillTimeoutWinsWhenATaskIsStoppedTwice() {
        TaskKey key = startAndSettle(launch("stubborn", new Behaviour.IgnoresSignals()))
                .key();

        CompletionStage<Void> first = driver.stop(key, SIGTERM, Duration.ofHours(1));
        CompletionStage<Void> second = driver.stop(key, SIGTERM, Duration.ofMillis(50));

        await(first);
        await(second);
        await(driver.stop(key, SIGTERM, patience()));
        assertThat(exit(key)).isEqualTo(ExitResult.signalled(9));
    }

    @Test
    void stoppingWhatDoesNotRunIsDoneAtOnce() {
        TaskKey exited = start(launch("done", new Behaviour.Exits(0, 0))).key();
        exit(exited);

        await(driver.stop(exited, SIGTERM, patience()));
        await(driver.stop(key("unknown"), SIGTERM, patience()));

        assertThat(exit(exited)).isEqualTo(ExitResult.exited(0));
    }

    @Test
    void anUnknownSignalIsRefusedAndNothingIsSent() {
        TaskKey key = startAndSettle(launch("web", new Behaviour.Runs())).key();

        assertThatThrownBy(() -> driver.stop(key, "SIGNONSENSE", patience()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SIGNONSENSE");
        assertThat(driver.inspect(key).state()).isEqualTo(TaskStatus.State.RUNNING);
    }

    @Test
    void destroyRefusesARunningTaskUnlessItIsForced() {
        TaskKey key = startAndSettle(launch("web", new Behaviour.Runs())).key();
        CompletionStage<ExitResult> waiting = driver.awaitExit(key);

        assertFails(Kind.TASK_RUNNING, () -> driver.destroy(key, false));
        assertThat(driver.inspect(key).state()).isEqualTo(TaskStatus.State.RUNNING);
        driver.destroy(key, true);

        assertThat(await(waiting)).isEqualTo(ExitResult.signalled(9));
        assertUnknown(key);
    }

    @Test
    void aDestroyedTaskIsUnknownAndDestroyingItAgainIsHarmless() {
        TaskKey key = start(launch("web", new Behaviour.Exits(0, 0))).key();
        exit(key);

        driver.destroy(key, false);
        driver.destroy(key, false);

        assertUnknown(key);
    }

    @Test
    void aTaskIsDestroyedWithoutHavingBeenAdopted() {
        TaskKey key = startAndSettle(launch("web", new Behaviour.Runs())).key();
        restart();

        assertFails(Kind.TASK_RUNNING, () -> driver.destroy(key, false));
        driver.destroy(key, true);

        assertUnknown(key);
    }

    @Test
    void anUnknownKeyIsSaidToBeUnknown() {
        assertUnknown(key("nobody"));
    }

    // ---- what can be wrong

    @Test
    void allProblemsOfAConfigAreToldAtOnce() {
        String known = driver.configSchema().keys().iterator().next().name();
        var config = new LinkedHashMap<String, Object>(config(new Behaviour.Runs()));
        config.put(known + "x", "1");
        config.put("zzz_nonsense", Map.of("a", 1));

        List<ConfigProblem> problems = driver.validate(config);

        assertThat(problems).extracting(ConfigProblem::path).containsExactly(known + "x", "zzz_nonsense");
        assertThat(problems.get(0).advice()).contains(known);
        TaskLaunch launch =
                launch("web", new Behaviour.Runs()).toBuilder().config(config).build();
        assertThat(failure(driver.start(launch)).kind()).isEqualTo(Kind.INVALID_CONFIG);
        assertThat(driver.find(launch.key())).isEmpty();
    }

    @Test
    void everyBehaviourOfThisSuiteHasAValidConfig() {
        assertThat(driver.validate(config(new Behaviour.Runs()))).isEmpty();
        assertThat(driver.validate(config(new Behaviour.Exits(1, 10)))).isEmpty();
    }

    @Test
    void aProgramThatDoesNotExistFailsTheStartAndLeavesNothing() {
        TaskLaunch launch = launch("web", new Behaviour.CannotStart());

        DriverException failure = failure(driver.start(launch));

        assertThat(failure.kind()).isEqualTo(Kind.START_FAILED);
        assertThat(failure.retryable()).isFalse();
        assertThat(driver.find(launch.key())).isEmpty();
    }

    @Test
    void theFingerprintIsHealthyWithAttributesUnderTheDriversName() {
        var fingerprint = driver.fingerprint(patience());

        assertThat(fingerprint.health()).as(fingerprint.description()).isEqualTo(DriverHealth.HEALTHY);
        assertThat(fingerprint.attributes()).isNotEmpty();
        assertThat(fingerprint.attributes().keySet()).allMatch(name -> name.startsWith("driver." + driver.name()));
    }

    @Test
    void theCapabilitiesAreThoseTheDriverImplements() {
        assertThat(driver.capabilities().signals()).isEqualTo(driver instanceof SignalCapable);
        assertThat(driver.capabilities().exec()).isEqualTo(driver instanceof ExecCapable);
        assertThat(driver.capabilities().stats()).isEqualTo(driver instanceof StatsCapable);
        assertThat(driver.name()).matches("[a-z][a-z0-9_]*");
    }

    // ---- output

    @Test
    void bothOutputStreamsAreKeptApartAndComplete() throws Exception {
        TaskLaunch launch = launch("printer", new Behaviour.Prints("hello", "sorry", 3));
        start(launch);
        exit(launch.key());

        eventually(() -> assertThat(output(launch, LogCapable.LogStream.STDOUT).replace("\n", ""))
                .isEqualTo("hellohellohello"));
        eventually(() -> assertThat(output(launch, LogCapable.LogStream.STDERR).replace("\n", ""))
                .isEqualTo("sorrysorrysorry"));
    }

    @Test
    void logFilesAreRotatedAndTheOldestDeleted() throws Exception {
        assumeThat(driver).as("keeps output in files").isNotInstanceOf(LogCapable.class);
        TaskLaunch launch = launch("printer", new Behaviour.Prints("0123456789", "x", 3_000)).toBuilder()
                .logRotation(new LogRotation(3, 4_096))
                .build();
        start(launch);
        exit(launch.key());

        eventually(() -> assertThat(output(launch, LogCapable.LogStream.STDOUT)).endsWith("0123456789\n"));
        List<Path> files = logFiles(launch, "stdout");
        assertThat(files).hasSizeLessThanOrEqualTo(3);
        for (Path file : files) {
            assertThat(Files.size(file)).isLessThanOrEqualTo(4_096);
        }
        assertThat(output(launch, LogCapable.LogStream.STDOUT)).hasSizeGreaterThan(4_096);
    }

    // ---- what reaches a program

    @Test
    void argumentsReachTheTaskExactly() throws Exception {
        assumeThat(runsPrograms()).isTrue();
        List<String> arguments =
                List.of("a b", "", "it's", "\"quoted\"", "line\nbreak", "$HOME `x` \\ *", "Ünïcødé Á 漢", "-n", "a=b");
        TaskLaunch launch = launch("writer", new Behaviour.WritesArgumentsAndEnvironment(arguments));
        start(launch);
        assertThat(exit(launch.key())).isEqualTo(ExitResult.exited(0));

        assertThat(strings(launch.dirs().sharedDir().resolve("args"))).isEqualTo(arguments);
    }

    @Test
    void theEnvironmentReachesTheTaskExactly() throws Exception {
        assumeThat(runsPrograms()).isTrue();
        var env = new LinkedHashMap<String, String>();
        env.put("PLAIN", "value");
        env.put("EMPTY", "");
        env.put("QUOTES", "it's \"so\" $HOME `x` \\");
        env.put("LINES", "one\ntwo\n");
        env.put("UNICODE", "Ünïcødé Á 漢");
        TaskLaunch launch = launch("writer", new Behaviour.WritesArgumentsAndEnvironment(List.of())).toBuilder()
                .env(env)
                .build();
        start(launch);
        assertThat(exit(launch.key())).isEqualTo(ExitResult.exited(0));

        List<String> expected = env.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        assertThat(strings(launch.dirs().sharedDir().resolve("env"))).containsAll(expected);
    }

    // ---- capabilities

    @Test
    void aSignalReachesTheTask() {
        assumeThat(driver.capabilities().signals()).isTrue();
        TaskKey key = startAndSettle(launch("web", new Behaviour.Runs())).key();

        ((SignalCapable) driver).signal(key, "SIGTERM");

        if (runsPrograms()) {
            assertThat(exit(key)).isEqualTo(ExitResult.signalled(15));
            assertFails(Kind.TASK_GONE, () -> ((SignalCapable) driver).signal(key, "SIGTERM"));
        }
        assertFails(Kind.UNKNOWN_TASK, () -> ((SignalCapable) driver).signal(key("nobody"), "SIGTERM"));
    }

    @Test
    void aCommandRunsInsideTheTask() {
        assumeThat(driver.capabilities().exec()).isTrue();
        TaskLaunch launch = launch("web", new Behaviour.Runs()).toBuilder()
                .env(Map.of("GREETING", "hello there"))
                .build();
        TaskKey key = startAndSettle(launch).key();
        var exec = (ExecCapable) driver;

        var result =
                await(exec.exec(key, List.of("/bin/sh", "-c", "echo $GREETING; echo bad >&2; exit 3"), patience()));
        var late = await(exec.exec(key, List.of("/bin/sh", "-c", "sleep 60"), Duration.ofMillis(200)));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(new String(result.stdout(), StandardCharsets.UTF_8)).isEqualTo("hello there\n");
        assertThat(new String(result.stderr(), StandardCharsets.UTF_8)).isEqualTo("bad\n");
        assertThat(late.timedOut()).isTrue();
        assertThat(failure(exec.exec(key("nobody"), List.of("true"), patience()))
                        .kind())
                .isEqualTo(Kind.UNKNOWN_TASK);
    }

    @Test
    void theUseOfARunningTaskIsTold() {
        assumeThat(driver.capabilities().stats()).isTrue();
        TaskKey key = startAndSettle(launch("web", new Behaviour.Runs())).key();

        var first = ((StatsCapable) driver).stats(key);
        var second = ((StatsCapable) driver).stats(key);

        assertThat(first.rssBytes()).isPositive();
        assertThat(second.cpuNanos()).isGreaterThanOrEqualTo(first.cpuNanos());
        assertThat(second.cpuPercentSince(first)).isBetween(0.0, 10_000.0);
        assertFails(Kind.UNKNOWN_TASK, () -> ((StatsCapable) driver).stats(key("nobody")));
    }

    @Test
    void aTaskThatExceedsItsMemoryIsKilledAndSaidToBe() {
        assumeThat(driver.capabilities().memoryEnforced()).isTrue();
        TaskLaunch launch = launch("hungry", new Behaviour.EatsMemory()).toBuilder()
                .resources(LaunchResources.builder().memoryBytes(64L << 20).build())
                .build();
        start(launch);

        ExitResult exit = exit(launch.key());

        assertThat(exit.oomKilled()).isTrue();
        assertThat(exit.successful()).isFalse();
    }

    // ---- for tests of one driver

    /** Returns the present instance of the driver. */
    protected final TaskDriver driver() {
        return driver;
    }

    /** Closes the present instance and goes on with a new one. */
    protected final void restart() {
        driver.close();
        try {
            driver = newDriver();
        } catch (Exception e) {
            throw new AssertionError("The driver could not be created again.", e);
        }
    }

    /** Returns the key of the first run of a task of this test's allocation, to be destroyed after the test. */
    protected final TaskKey key(String task) {
        TaskKey key = new TaskKey(allocation, task, 0);
        if (!keys.contains(key)) {
            keys.add(key);
        }
        return key;
    }

    /** Returns a launch with directories of its own. */
    protected final TaskLaunch launch(String task, Behaviour behaviour) {
        TaskDirs dirs = TaskDirs.under(directory.resolve(task + "-allocation"), task);
        try {
            for (Path dir : List.of(dirs.taskDir(), dirs.sharedDir(), dirs.secretsDir(), dirs.logsDir())) {
                Files.createDirectories(dir);
            }
        } catch (IOException e) {
            throw new AssertionError("The directories of the task could not be made.", e);
        }
        return TaskLaunch.builder(key(task), dirs)
                .env(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"))
                .config(config(behaviour))
                .build();
    }

    /** Starts a task and returns its handle. */
    protected final TaskHandle start(TaskLaunch launch) {
        return await(driver.start(launch));
    }

    /** Starts a task and waits until it does what it should, so that a signal does not come before. */
    protected final TaskHandle startAndSettle(TaskLaunch launch) {
        TaskHandle handle = start(launch);
        eventually(() -> assertThat(timesStarted(launch)).isEqualTo(1));
        return handle;
    }

    /** Waits for the end of a task. */
    protected final ExitResult exit(TaskKey key) {
        return await(driver.awaitExit(key));
    }

    /** Waits for a stage, not longer than {@link #patience()}. */
    protected final <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The stage did not complete: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted.", e);
        }
    }

    /** Returns all that is kept of an output stream. */
    protected final String output(TaskLaunch launch, LogCapable.LogStream stream) throws IOException {
        if (driver instanceof LogCapable logs) {
            try (InputStream in = logs.openLog(launch.key(), stream)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        var text = new StringBuilder();
        for (Path file : logFiles(launch, stream == LogCapable.LogStream.STDOUT ? "stdout" : "stderr")) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    /** Returns the log files of a stream, the oldest first. */
    protected static List<Path> logFiles(TaskLaunch launch, String stream) throws IOException {
        String prefix = launch.key().taskName() + "." + stream + ".";
        try (Stream<Path> files = Files.list(launch.dirs().logsDir())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().substring(prefix.length()))))
                    .toList();
        }
    }

    /** Waits until an assertion holds. */
    protected final void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(patience())
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion);
    }

    private void assertUnknown(TaskKey key) {
        assertThat(failure(driver.awaitExit(key)).kind()).isEqualTo(Kind.UNKNOWN_TASK);
        assertFails(Kind.UNKNOWN_TASK, () -> driver.inspect(key));
        assertThat(driver.find(key)).isEmpty();
        driver.destroy(key, false);
    }

    private static void assertFails(Kind kind, Runnable action) {
        assertThat(catchThrowable(action::run))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private DriverException failure(CompletionStage<?> stage) {
        Throwable thrown =
                catchThrowable(() -> stage.toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS));
        assertThat(thrown).isInstanceOfAny(ExecutionException.class, CompletionException.class);
        assertThat(thrown.getCause()).isInstanceOf(DriverException.class);
        return (DriverException) thrown.getCause();
    }

    private static List<String> strings(Path file) throws IOException {
        var parts = new ArrayList<String>(List.of(Files.readString(file).split("\0", -1)));
        parts.remove(parts.size() - 1);
        return parts;
    }
}
