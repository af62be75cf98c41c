package dev.berth.driver.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.driver.ConfigProblem;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverFingerprint;
import dev.berth.driver.DriverHealth;
import dev.berth.driver.TaskDirs;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the docker driver does without a daemon. */
class DockerConfigTest {
    @TempDir
    private Path directory;

    private DockerDriver driver =
            DockerDriver.builder().host("unix:///no/such/socket").build();

    @AfterEach
    void close() {
        driver.close();
    }

    static Stream<Arguments> wrongConfigs() {
        return Stream.of(
                Arguments.of(
                        "comand", "ls", "config.comand (ls) is not a key of the docker driver. Did you mean command?"),
                Arguments.of(
                        "args", "-l", "config.args (-l) must be a list of strings. Put it into brackets: [\"-l\"]."),
                Arguments.of(
                        "work_dir", "tmp", "config.work_dir (tmp) must be an absolute path. Begin it with a slash."),
                Arguments.of(
                        "image_pull_timeout",
                        "soon",
                        "config.image_pull_timeout (soon) must be a duration such as \"30s\"."),
                Arguments.of(
                        "port_map",
                        Map.of("http", 70_000),
                        "config.port_map.http (70000) must be a port. Use a number from 1 to 65535."),
                Arguments.of(
                        "network_mode",
                        "container:x",
                        "config.network_mode (container:x) is another container's network. Use bridge, host, none or a network's name."),
                Arguments.of(
                        "volumes",
                        List.of("data"),
                        "config.volumes[0] (data) must be source:target or source:target:ro."),
                Arguments.of(
                        "volumes",
                        List.of("data:here"),
                        "config.volumes[0] (data:here) must have an absolute path after the colon."),
                Arguments.of(
                        "volumes",
                        List.of("data:/here:x"),
                        "config.volumes[0] (data:/here:x) has a mode other than ro and rw."),
                Arguments.of(
                        "volumes",
                        List.of("/etc:/etc"),
                        "config.volumes[0] (/etc:/etc) is a path of the machine, which is not allowed on this node."
                                + " Use a path relative to the task's directory, or allow host paths in the driver's options."),
                Arguments.of(
                        "mount",
                        Map.of("type", "bind", "source", "/etc", "target", "/etc"),
                        "config.mount.source (/etc) is a path of the machine, which is not allowed on this node."
                                + " Use a path relative to the task's directory, or allow host paths in the driver's options."),
                Arguments.of(
                        "mount",
                        Map.of("type", "bind", "target", "/etc"),
                        "config.mount.source is missing. A bind mount needs the path to be mounted."),
                Arguments.of(
                        "mounts",
                        List.of(Map.of("target", "a"), Map.of("target", "/b")),
                        "config.mounts[0].target (a) must be an absolute path. Begin it with a slash."),
                Arguments.of(
                        "logging",
                        Map.of("type", "syslog"),
                        "config.logging.type (syslog) is not possible. Use one of json-file, local."),
                Arguments.of(
                        "ulimit",
                        Map.of("nofile", "a"),
                        "config.ulimit.nofile (a) must be a number, or two as soft:hard."),
                Arguments.of(
                        "labels",
                        Map.of("dev.berth.task-key", "mine"),
                        "config.labels.dev.berth.task-key (mine) is a label of the driver's own. Use another prefix."),
                Arguments.of(
                        "cap_drop", List.of("flying"), "config.cap_drop[0] (flying) is not a capability of Linux."),
                Arguments.of(
                        "privileged",
                        true,
                        "config.privileged (true) is not allowed on this node. Remove it, or allow it in the driver's options."));
    }

    @ParameterizedTest
    @MethodSource("wrongConfigs")
    void aWrongConfigIsToldInOneSentence(String key, Object value, String sentence) {
        assertThat(driver.validate(Map.of("image", "redis:7", key, value)))
                .extracting(ConfigProblem::message)
                .containsExactly(sentence);
    }

    @Test
    void aConfigWithEveryKeyIsRight() {
        var config = new LinkedHashMap<String, Object>(Map.of("image", "redis:7", "command", "redis-server"));
        config.put("args", List.of("--port", 6_379));
        config.put("ports", List.of("db"));
        config.put("port_map", List.of(Map.of("db", 6_379)));
        config.put("volumes", List.of("data:/data", "conf:/conf:ro"));
        config.put("mount", List.of(Map.of("type", "tmpfs", "target", "/cache")));
        config.put("labels", Map.of("team", "data"));
        config.put("cap_add", List.of("cap_chown", "SETUID"));
        config.put("cap_drop", List.of("all"));
        config.put("ulimit", Map.of("nofile", "1024:2048", "nproc", 100));
        config.put("logging", Map.of("type", "json-file", "config", List.of(Map.of("max-file", 3))));
        config.put("auth", Map.of("username", "u", "password", "p"));
        config.put("privileged", "false");
        config.put("cpu_hard_limit", true);
        config.put("memory_hard_limit", 512);

        assertThat(driver.validate(config)).isEmpty();
    }

    @Test
    void whatIsNotKnownYetIsNotJudged() {
        assertThat(driver.validate(Map.of(
                        "image", "${IMAGE}",
                        "work_dir", "${NOMAD_TASK_DIR}",
                        "volumes", List.of("${meta.volume}"),
                        "port_map", Map.of("http", "${meta.port}"),
                        "cap_add", List.of("${meta.capability}"))))
                .isEmpty();
    }

    @Test
    void problemsComeInTheOrderOfTheSchema() {
        assertThat(driver.validate(Map.of(
                        "zzz",
                        1,
                        "privileged",
                        true,
                        "volumes",
                        List.of("x"),
                        "work_dir",
                        "y",
                        "cap_add",
                        List.of("SYS_ADMIN"))))
                .extracting(ConfigProblem::path)
                .containsExactly("image", "work_dir", "volumes[0]", "cap_add[0]", "privileged", "zzz");
    }

    @Test
    void theHostMayAllowMore() {
        driver.close();
        driver = DockerDriver.builder()
                .host("tcp://localhost:1")
                .allowPrivileged(true)
                .allowHostPaths(true)
                .allowCapabilities(Set.of("SYS_ADMIN"))
                .build();

        assertThat(driver.validate(Map.of(
                        "image",
                        "x",
                        "privileged",
                        true,
                        "volumes",
                        List.of("/etc:/etc"),
                        "cap_add",
                        List.of("sys_admin"))))
                .isEmpty();
    }

    @Test
    void aHostThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> DockerDriver.builder().host("localhost:2375").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The Docker host (localhost:2375) must be unix:///path or tcp://name:port.");
    }

    @Test
    void withoutASocketThereIsNoDocker() {
        DriverFingerprint fingerprint = driver.fingerprint(Duration.ofSeconds(5));

        assertThat(fingerprint.health()).isEqualTo(DriverHealth.UNDETECTED);
        assertThat(fingerprint.description())
                .isEqualTo("There is no Docker daemon: /no/such/socket does not exist."
                        + " Start Docker, or tell the driver where it listens.");
    }

    @Test
    void aDeadSocketIsToldInOneSentence() throws Exception {
        Path socket = directory.resolve("dead.sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
        driver.close();
        driver = DockerDriver.builder().host("unix://" + socket).build();
        TaskKey key = new TaskKey(UUID.randomUUID(), "web", 0);
        TaskLaunch launch = TaskLaunch.builder(key, TaskDirs.under(directory, "web"))
                .config(Map.of("image", "x"))
                .build();
        String sentence = "The Docker daemon at unix://" + socket
                + " does not answer (Connection refused). Is it running, and may this user talk to it?";

        DriverFingerprint fingerprint = driver.fingerprint(Duration.ofSeconds(20));

        assertThat(fingerprint.health()).isEqualTo(DriverHealth.UNHEALTHY);
        assertThat(fingerprint.description()).isEqualTo(sentence);
        assertThatThrownBy(() -> driver.find(key))
                .isInstanceOf(DriverException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> driver.start(launch).toCompletableFuture().get())
                .cause()
                .isInstanceOfSatisfying(DriverException.class, e -> {
                    assertThat(e.kind()).isEqualTo(DriverException.Kind.UNAVAILABLE);
                    assertThat(e).hasMessage(sentence);
                });
    }

    @Test
    void aDaemonThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        Path socket = directory.resolve("slow.sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            driver.close();
            driver = DockerDriver.builder().host("unix://" + socket).build();

            DriverFingerprint fingerprint = driver.fingerprint(Duration.ofMillis(300));

            assertThat(fingerprint.health()).isEqualTo(DriverHealth.UNHEALTHY);
            assertThat(fingerprint.description())
                    .isEqualTo("The Docker daemon at unix://" + socket + " has not answered for 300 ms.");
        }
    }
}
