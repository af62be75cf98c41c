package dev.berth.sample.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.sample.cli.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in containers of the machine's Docker daemon; skipped where there is none. */
class DockerJobIT {
    private static final String IMAGE = "berth-test:cli";
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private record Ended(int code, String output) {}

    private static Ended shell(String script) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(script).isTrue();
        return new Ended(process.exitValue(), output.strip());
    }

    @BeforeAll
    static void makeTheImage() throws Exception {
        assumeTrue(Files.isExecutable(BUSYBOX), "needs docker's test image, made of " + BUSYBOX + " (busybox-static)");
        Ended version = shell("docker version");
        assumeTrue(version.code() == 0, () -> "needs docker: " + version.output());
        Path bin = Files.createDirectories(folder.resolve("image/bin"));
        Files.copy(BUSYBOX, bin.resolve("busybox"));
        for (String program : List.of("sh", "sleep", "echo")) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("busybox"));
        }
        Ended imported = shell("tar -C %s/image -c . | docker import - %s".formatted(folder, IMAGE));
        assertThat(imported.code()).as(imported.output()).isZero();
    }

    @Test
    void theDockerSampleRunsToItsEnd() {
        Run run = Run.of("dev", "../jobs/docker.hcl", "-var", "image=" + IMAGE);

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .containsPattern("[0-9a-f]{8}/count \\| 3 in counter.counters\\[0\\]")
                .contains("Terminated: Exit code 0")
                .endsWith("==> Job counter is over: 1 complete, 0 failed\n");
    }

    @Test
    void aContainerIsFoundAgainAfterTheAgentWasKilled() throws Exception {
        String job = JobText.of("lasting", "service", 1, "sleep 600")
                .replace("raw_exec", "docker")
                .replace("command = \"/bin/sh\"", "image = \"%s\"\ncommand = \"/bin/sh\"".formatted(IMAGE));
        AgentProcess agent = start();
        try {
            Run run = Run.at(agent.address(), "run", JobText.file(folder, "lasting.hcl", job));
            assertThat(run.code()).as(run.out() + run.err()).isZero();
            String allocation = awaitStatus(agent, "running");
            List<String> before = containers(allocation);

            agent.kill();
            agent = start();

            assertThat(awaitStatus(agent, "running")).isEqualTo(allocation);
            assertThat(containers(allocation)).hasSize(1).isEqualTo(before);
            assertThat(Run.at(agent.address(), "stop", "lasting").code()).isZero();
            awaitStatus(agent, "complete");
            await().atMost(LONG).until(() -> containers(allocation).isEmpty());
        } finally {
            agent.stop();
        }
    }

    private static AgentProcess start() throws IOException {
        return AgentProcess.start(folder.resolve("data"), folder.resolve("agent.log"));
    }

    /** Returns the allocation, which must stay the only one. */
    private static String awaitStatus(AgentProcess agent, String status) {
        ApiClient client = ApiClient.to(URI.create(agent.address()), "default");
        await().atMost(LONG).until(() -> {
            JsonNode allocations = client.get("/v1/job/lasting/allocations");
            return allocations.size() == 1
                    && allocations.get(0).path("ClientStatus").asText().equals(status);
        });
        return client.get("/v1/job/lasting/allocations").get(0).path("ID").asText();
    }

    /** Returns the running containers of an allocation. */
    private static List<String> containers(String allocation) throws Exception {
        return shell("docker ps -q --no-trunc --filter name=" + allocation)
                .output()
                .lines()
                .toList();
    }
}
