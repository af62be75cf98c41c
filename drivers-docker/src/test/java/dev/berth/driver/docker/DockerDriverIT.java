package dev.berth.driver.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import dev.berth.driver.DriverEvent;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverHealth;
import dev.berth.driver.EventCapable;
import dev.berth.driver.ExitResult;
import dev.berth.driver.LaunchResources;
import dev.berth.driver.LogCapable.LogStream;
import dev.berth.driver.LogRotation;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskPort;
import dev.berth.driver.contract.Behaviour;
import dev.berth.driver.contract.ShellTaskDriverContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The docker driver against the machine's daemon. */
class DockerDriverIT extends ShellTaskDriverContract {
    private static DockerClient docker;

    private final List<AutoCloseable> toClose = new ArrayList<>();

    @BeforeAll
    static void importImage() throws IOException {
        String missing = DockerForTests.missing();
        assumeTrue(missing.isEmpty(), missing);
        docker = DockerForTests.client();
        DockerForTests.importImage(docker);
    }

    @AfterAll
    static void disconnect() throws IOException {
        if (docker != null) {
            docker.close();
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    @Override
    protected TaskDriver newDriver() {
        return driverAt(DockerForTests.HOST);
    }

    private static DockerDriver driverAt(String host) {
        return DockerDriver.builder().host(host).build();
    }

    @Override
    protected Map<String, Object> command(List<String> command) {
        var config = new LinkedHashMap<String, Object>();
        config.put("image", DockerForTests.IMAGE);
        config.put("command", command.get(0));
        config.put("args", command.subList(1, command.size()));
        return config;
    }

    /** With a first process that does what the kernel does for others: let signals end a program that handles none. */
    @Override
    protected Map<String, Object> config(Behaviour behaviour) {
        Map<String, Object> config = super.config(behaviour);
        if (!(behaviour instanceof Behaviour.CannotStart)) {
            config.put("init", true);
        }
        return config;
    }

    @Override
    protected String sharedDirInTask() {
        return "/alloc";
    }

    @Override
    protected void vanish(TaskLaunch launch) {
        containers(launch.key())
                .forEach(each ->
                        docker.removeContainerCmd(each.getId()).withForce(true).exec());
    }

    private static List<Container> containers(TaskKey key) {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("dev.berth.task-key", key.toString()))
                .exec();
    }

    private TaskLaunch script(String task, String script) {
        Map<String, Object> config = command(List.of("/bin/sh", "-c", script));
        config.put("init", true);
        return launch(task, new Behaviour.Runs()).toBuilder().config(config).build();
    }

    private static TaskLaunch with(TaskLaunch launch, String key, Object value) {
        var config = new LinkedHashMap<String, Object>(launch.config());
        config.put(key, value);
        return launch.toBuilder().config(config).build();
    }

    private InspectContainerResponse inspect(TaskKey key) {
        return docker.inspectContainerCmd(containers(key).get(0).getId()).exec();
    }

    // ---- resources

    @Test
    void aTaskThatIsKilledForItsMemoryIsReportedSo() {
        TaskLaunch launch = launch("hungry", new Behaviour.EatsMemory()).toBuilder()
                .resources(LaunchResources.builder().memoryBytes(32L << 20).build())
                .build();

        assertThat(exit(start(launch).key())).isEqualTo(ExitResult.outOfMemory());
    }

    @Test
    void cpuMemoryAndCoresReachTheContainer() {
        TaskLaunch launch = with(launch("web", new Behaviour.Runs()), "cpu_hard_limit", true).toBuilder()
                .resources(LaunchResources.builder()
                        .cpuUnits(500)
                        .memoryBytes(64L << 20)
                        .memoryMaxBytes(96L << 20)
                        .reservedCores(List.of(0))
                        .build())
                .build();

        var host = inspect(start(launch).key()).getHostConfig();

        assertThat(host.getCpuShares()).isEqualTo(512);
        assertThat(host.getCpuQuota()).isEqualTo(50_000);
        assertThat(host.getCpusetCpus()).isEqualTo("0");
        assertThat(host.getMemory()).isEqualTo(96L << 20);
        assertThat(host.getMemorySwap()).isEqualTo(96L << 20);
        assertThat(host.getMemoryReservation()).isEqualTo(64L << 20);
        assertThat(host.getLogConfig().getConfig())
                .containsEntry("max-size", "10m")
                .containsEntry("max-file", "2");
    }

    @Test
    void aReservedPortLeadsIntoTheContainer() throws Exception {
        TaskPort port = new TaskPort("http", "127.0.0.1", freePort(), 8_080);
        TaskLaunch launch = with(
                        script("web", "echo hello > /www/index.html; exec httpd -f -p 8080 -h /www"),
                        "ports",
                        List.of("http"))
                .toBuilder()
                .ports(List.of(port))
                .build();

        start(launch);

        eventually(() -> assertThat(get(port.hostPort())).isEqualTo("hello\n"));
    }

    @Test
    void aPortMapLeadsToThePortItNames() throws Exception {
        TaskPort port = new TaskPort("http", "127.0.0.1", freePort(), 1);
        TaskLaunch launch = with(
                        script("web", "echo mapped > /www/index.html; exec httpd -f -p 9090 -h /www"),
                        "port_map",
                        List.of(Map.of("http", 9_090)))
                .toBuilder()
                .ports(List.of(port))
                .build();

        start(launch);

        eventually(() -> assertThat(get(port.hostPort())).isEqualTo("mapped\n"));
    }

    @Test
    void aPortThatTheTaskDidNotReserveIsRefused() {
        TaskLaunch launch = with(launch("web", new Behaviour.Runs()), "ports", List.of("http"));

        assertFails(
                launch,
                DriverException.Kind.INVALID_CONFIG,
                "config.ports names a port (http) that " + launch.key() + " did not reserve. It has none.");
    }

    private static String get(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    // ---- files

    @Test
    void theDirectoriesOfTheAllocationAreMounted() throws Exception {
        TaskLaunch launch =
                script("writer", "echo a > /alloc/a && echo b > /local/b && echo c > /secrets/c && echo d > /data/d");
        start(with(launch, "volumes", List.of("mine/data:/data")));

        assertThat(exit(launch.key())).isEqualTo(ExitResult.exited(0));
        assertThat(launch.dirs().sharedDir().resolve("a")).hasContent("a");
        assertThat(launch.dirs().taskDir().resolve("local/b")).hasContent("b");
        assertThat(launch.dirs().secretsDir().resolve("c")).hasContent("c");
        assertThat(launch.dirs().taskDir().resolve("mine/data/d")).hasContent("d");
    }

    @Test
    void aTaskCannotPutALinkWhereTheAgentWritesItsLogs() {
        TaskLaunch launch = script("evil", "mv /alloc/logs /alloc/other || touch /alloc/logs/x || exit 7");
        start(launch);

        assertThat(exit(launch.key())).isEqualTo(ExitResult.exited(7));
    }

    @Test
    void aVolumeMustNotLeadOutOfTheTasksDirectory() throws Exception {
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(launch.dirs().taskDir().resolve("link"), outside);

        for (String source : List.of("../alloc", "link", "link/new")) {
            assertFails(
                    with(launch, "volumes", List.of(source + ":/data")),
                    DriverException.Kind.INVALID_CONFIG,
                    "The path (" + source + ") that " + launch.key() + " mounts leads out of the task's directory.");
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatAnEarlierRunReplacedByALinkIsNotMounted() throws Exception {
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        Path local = launch.dirs().taskDir().resolve("local");
        Files.createSymbolicLink(local, directory);

        assertFails(
                launch,
                DriverException.Kind.START_FAILED,
                "The directory " + local + " of " + launch.key() + " was replaced by a link, maybe by an earlier run.");
    }

    // ---- images

    @Test
    void anImageThatDoesNotExistIsSaidSoAndPullingIsTold() {
        var told = new ArrayList<String>();
        toClose.add(((EventCapable) driver()).subscribe((DriverEvent event) -> told.add(event.message())));
        TaskLaunch launch = with(launch("web", new Behaviour.Runs()), "image", "localhost:1/no/such:image");

        assertThatThrownBy(() -> driver().start(launch).toCompletableFuture().get())
                .cause()
                .isInstanceOfSatisfying(DriverException.class, e -> {
                    // nothing listens on that port: another try may help
                    assertThat(e.kind()).isEqualTo(DriverException.Kind.UNAVAILABLE);
                    assertThat(e).hasMessageStartingWith("The image localhost:1/no/such:image could not be pulled: ");
                    assertThat(e.getMessage()).doesNotContain("\n");
                });
        assertThat(told).containsExactly("Pulling the image localhost:1/no/such:image.");
        assertThat(driver().find(launch.key())).isEmpty();
    }

    @Test
    void aRegistryThatDoesNotKnowTheImageIsNotAskedAgain() throws Exception {
        try (var registry = new RegistryWithoutImages()) {
            String image = "localhost:" + registry.port() + "/no/such:image";
            TaskLaunch launch = with(launch("web", new Behaviour.Runs()), "image", image);

            assertThatThrownBy(
                            () -> driver().start(launch).toCompletableFuture().get())
                    .cause()
                    .isInstanceOfSatisfying(DriverException.class, e -> {
                        assertThat(e.kind()).isEqualTo(DriverException.Kind.START_FAILED);
                        assertThat(e).hasMessageContaining(image);
                    });
        }
    }

    @Test
    void aPullThatTakesTooLongIsGivenUp() throws Exception {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String image = "localhost:" + silent.getLocalPort() + "/slow:image";
            TaskLaunch launch =
                    with(with(launch("web", new Behaviour.Runs()), "image", image), "image_pull_timeout", "1s");

            assertFails(
                    launch,
                    DriverException.Kind.UNAVAILABLE,
                    "The image " + image + " could not be pulled: it was not there after 1 s (image_pull_timeout).");
        }
    }

    // ---- crashes of the agent

    @Test
    void logsGoOnAfterARestartWithoutLossOrDoubles() throws Exception {
        TaskLaunch launch =
                script("counter", "i=0; while [ $i -lt 3000 ]; do echo $i; echo e$i >&2; i=$((i+1)); done").toBuilder()
                        .logRotation(new LogRotation(100, 1_000))
                        .build();
        TaskHandle handle = start(launch);
        for (int i = 0; i < 5; i++) {
            restart();
            driver().adopt(handle);
        }

        assertThat(exit(handle.key())).isEqualTo(ExitResult.exited(0));
        String numbers = lines("");
        eventually(() -> assertThat(output(launch, LogStream.STDOUT)).hasSameSizeAs(numbers));
        assertThat(output(launch, LogStream.STDOUT)).isEqualTo(numbers);
        eventually(() -> assertThat(output(launch, LogStream.STDERR)).isEqualTo(lines("e")));
    }

    private static String lines(String prefix) {
        var text = new StringBuilder();
        IntStream.range(0, 3_000).forEach(i -> text.append(prefix).append(i).append('\n'));
        return text.toString();
    }

    @Test
    void whatWasWrittenButNotCountedBeforeACrashIsNotDoubled() throws Exception {
        TaskLaunch launch = script("talker", "echo one; while [ ! -e /alloc/go ]; do sleep 0.1; done; echo two");
        TaskHandle handle = start(launch);
        eventually(() -> assertThat(output(launch, LogStream.STDOUT)).isEqualTo("one\n"));
        driver().close();
        // the agent died after it wrote the message and before it noted so
        Path position = launch.dirs().logsDir().resolve("." + handle.key().fileName() + ".stdout.position");
        Files.writeString(position, "0 0 0 0\n");
        Files.writeString(launch.dirs().logsDir().resolve("talker.stdout.1"), "more of it");
        Files.createFile(launch.dirs().sharedDir().resolve("go"));

        restart();
        driver().adopt(handle);

        assertThat(exit(handle.key())).isEqualTo(ExitResult.exited(0));
        eventually(() -> assertThat(output(launch, LogStream.STDOUT)).isEqualTo("one\ntwo\n"));
    }

    @Test
    void theNextRunOfATaskWritesAfterTheOneBefore() throws Exception {
        TaskLaunch first = script("twice", "echo first");
        start(first);
        exit(first.key());
        TaskKey second = new TaskKey(first.key().allocationId(), "twice", 1);
        toClose.add(() -> docker.removeContainerCmd(containers(second).get(0).getId())
                .withForce(true)
                .exec());
        Map<String, Object> config = command(List.of("/bin/sh", "-c", "echo second"));
        await(driver().start(
                        TaskLaunch.builder(second, first.dirs()).config(config).build()));
        exit(second);

        eventually(() -> assertThat(output(first, LogStream.STDOUT)).isEqualTo("first\nsecond\n"));
    }

    @Test
    void aContainerThatWasCreatedButNeverStartedDoesNotCount() throws Exception {
        DaemonProxy proxy = proxy();
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        proxy.loseRequest("/start");
        try (DockerDriver dying = driverAt(proxy.host())) {
            assertThatThrownBy(() -> dying.start(launch).toCompletableFuture().get())
                    .cause()
                    .extracting("kind")
                    .isEqualTo(DriverException.Kind.UNKNOWN_OUTCOME);
        }
        assertThat(containers(launch.key())).hasSize(1);

        assertThat(driver().find(launch.key())).isEmpty();

        assertThat(containers(launch.key())).isEmpty();
        start(launch);
        eventually(() -> assertThat(timesStarted(launch)).isEqualTo(1));
    }

    @Test
    void aStartAfterACrashReplacesTheContainerThatWasNeverStarted() throws Exception {
        DaemonProxy proxy = proxy();
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        proxy.loseRequest("/start");
        try (DockerDriver dying = driverAt(proxy.host())) {
            assertThatThrownBy(() -> dying.start(launch).toCompletableFuture().get());
        }
        String created = containers(launch.key()).get(0).getId();

        TaskHandle handle = start(launch);

        assertThat(handle.state()).isNotEqualTo(created);
        assertThat(containers(launch.key())).hasSize(1);
        eventually(() -> assertThat(timesStarted(launch)).isEqualTo(1));
    }

    @Test
    void aStartWhoseAnswerIsLostIsFound() throws Exception {
        DaemonProxy proxy = proxy();
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        proxy.loseAnswer("/start");
        try (DockerDriver dying = driverAt(proxy.host())) {
            assertThatThrownBy(() -> dying.start(launch).toCompletableFuture().get())
                    .cause()
                    .extracting("kind")
                    .isEqualTo(DriverException.Kind.UNKNOWN_OUTCOME);
        }

        TaskHandle found = driver().find(launch.key()).orElseThrow();

        assertThat(start(launch)).isEqualTo(found);
        eventually(() -> assertThat(timesStarted(launch)).isEqualTo(1));
    }

    // ---- the daemon away

    @Test
    void anExitWhileTheDaemonCouldNotBeReachedIsReportedWhenItCanAgain() throws Exception {
        DaemonProxy proxy = proxy();
        TaskLaunch launch =
                script("waiter", "echo before; while [ ! -e /alloc/go ]; do sleep 0.1; done; echo after; exit 9");
        try (DockerDriver cutOff = driverAt(proxy.host())) {
            await(cutOff.start(launch));
            var exit = cutOff.awaitExit(launch.key());
            assertThat(cutOff.fingerprint(patience()).health()).isEqualTo(DriverHealth.HEALTHY);
            proxy.cut();
            assertThat(cutOff.fingerprint(patience()).health()).isNotEqualTo(DriverHealth.HEALTHY);
            Files.createFile(launch.dirs().sharedDir().resolve("go"));
            eventually(() ->
                    assertThat(inspect(launch.key()).getState().getRunning()).isFalse());
            assertThat(exit.toCompletableFuture()).isNotDone();

            proxy.restore();

            assertThat(await(exit)).isEqualTo(ExitResult.exited(9));
            assertThat(cutOff.fingerprint(patience()).health()).isEqualTo(DriverHealth.HEALTHY);
            eventually(() -> assertThat(output(launch, LogStream.STDOUT)).isEqualTo("before\nafter\n"));
        }
    }

    @Test
    void aContainerThatSomebodyRemovesHasEnded() {
        TaskLaunch launch = launch("web", new Behaviour.Runs());
        start(launch);

        vanish(launch);

        assertThat(exit(launch.key()).successful()).isFalse();
        restart(); // what was lost is not this instance's to destroy
    }

    private DaemonProxy proxy() throws IOException {
        var proxy = new DaemonProxy(
                directory.resolve("d.sock"),
                Path.of(URI.create(DockerForTests.HOST).getPath()));
        toClose.add(proxy);
        return proxy;
    }

    private void assertFails(TaskLaunch launch, DriverException.Kind kind, String message) {
        assertThatThrownBy(() -> driver().start(launch).toCompletableFuture().get())
                .cause()
                .isInstanceOfSatisfying(DriverException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e).hasMessage(message);
                });
        assertThat(containers(launch.key())).isEmpty();
    }
}
