package dev.berth.sample.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskResources;
import dev.berth.wire.nomad.NomadForm;
import dev.berth.wire.nomad.NomadJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a real agent twenty times while it takes and starts jobs, and starts it again on the same data directory: no job and
 * no allocation is lost, every task is found again as the same process, and nothing was ever started twice.
 *
 * <p>Each task appends its process id to a file of its allocation before it does anything else, so a second start shows.
 */
class AgentKillIT {
    private static final int ROUNDS = 20;
    private static final int TASKS_PER_JOB = 2;
    private static final long MAX_DELAY_MILLIS = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path JAR = Path.of("target", "berth.jar").toAbsolutePath();

    @TempDir
    private Path folder;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Long> pidByAllocation = new LinkedHashMap<>();
    private @Nullable Process agent;
    private int port;

    @AfterEach
    void leaveNoProcessBehind() throws InterruptedException {
        kill();
        pidByAllocation.values().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void anAgentKilledAtAnyMomentLosesNothingAndStartsNothingTwice() throws Exception {
        assertThat(JAR).as("the sample host's jar; build it with mvn package").exists();
        long seed = Long.getLong("berth.seed", System.nanoTime());
        System.out.println("AgentKillIT: -Dberth.seed=" + seed);
        Random random = new Random(seed);
        Files.createDirectories(starts());
        startAgent();
        for (int round = 0; round < ROUNDS; round++) {
            long delayMillis = (long) (random.nextDouble() * MAX_DELAY_MILLIS);
            CompletableFuture<Boolean> answered = submit("job-" + round);
            pause(delayMillis);
            boolean confirmed = answered.getNow(false);
            kill();
            startAgent();
            if (!confirmed && !exists("job-" + round)) {
                assertThat(submit("job-" + round).get(30, TimeUnit.SECONDS)).isTrue();
            }
            assertEverythingRunsOnce(round);
        }
        stopAllJobs();
    }

    private void assertEverythingRunsOnce(int lastRound) {
        for (int round = 0; round <= lastRound; round++) {
            String job = "job-" + round;
            Awaitility.await(job + " runs")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> runningAllocations(job).size() == TASKS_PER_JOB);
            for (String allocation : runningAllocations(job)) {
                assertStartedOnce(job, allocation);
            }
        }
        assertThat(startedAllocations())
                .as("allocations that ever started a process")
                .isEqualTo(pidByAllocation.keySet());
    }

    private void assertStartedOnce(String job, String allocation) {
        Path file = starts().resolve(allocation);
        Awaitility.await("the start of " + allocation)
                .atMost(PATIENCE)
                .until(() -> Files.exists(file) && !readLines(file).isEmpty());
        List<String> lines = readLines(file);
        assertThat(lines).as("starts of %s of %s", allocation, job).hasSize(1);
        long pid = Long.parseLong(lines.get(0).strip());
        assertThat(ProcessHandle.of(pid))
                .as("process %d of %s", pid, allocation)
                .hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());
        Long before = pidByAllocation.putIfAbsent(allocation, pid);
        assertThat(before == null ? pid : before)
                .as("process of %s", allocation)
                .isEqualTo(pid);
    }

    private Set<String> startedAllocations() {
        try (Stream<Path> files = Files.list(starts())) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> readLines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path starts() {
        return folder.resolve("starts");
    }

    // --- The agent

    private void startAgent() throws IOException {
        port = freePort();
        agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString(),
                        "agent",
                        "-dev",
                        "-data-dir",
                        folder.resolve("data").toString(),
                        "-http-port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("agent.log").toFile()))
                .start();
        Awaitility.await("the agent answers")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!agent.isAlive()) {
                        throw new AssertionError("The agent ended:\n" + Files.readString(folder.resolve("agent.log")));
                    }
                    return status("GET", "/v1/agent/health", "") == 200;
                });
    }

    private void kill() throws InterruptedException {
        if (agent != null) {
            agent.destroyForcibly();
            assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
            agent = null;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause(long millis) {
        Awaitility.await()
                .pollDelay(Duration.ofMillis(millis))
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> true);
    }

    // --- Talking to it

    private CompletableFuture<Boolean> submit(String id) {
        String body = "{\"Job\":" + NomadJson.create().write(NomadForm.JOB, job(id)) + "}";
        return http.sendAsync(request("PUT", "/v1/jobs", body), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> response.statusCode() == 200)
                .exceptionally(error -> false);
    }

    private Job job(String id) {
        String script = "echo $$ >> " + starts() + "/$NOMAD_ALLOC_ID; exec sleep 3600";
        Task task = Task.builder("sleeper", "raw_exec")
                .config(Map.of("command", "/bin/sh", "args", List.of("-c", script)))
                .resources(
                        TaskResources.builder().cpu(10).memoryBytes(16L << 20).build())
                .build();
        return Job.builder(JobKey.of(id))
                .type(JobType.SERVICE)
                .taskGroups(TaskGroup.builder("sleepers")
                        .count(TASKS_PER_JOB)
                        .tasks(task)
                        .build())
                .build();
    }

    private boolean exists(String id) {
        return status("GET", "/v1/job/" + id, "") == 200;
    }

    private List<String> runningAllocations(String job) throws UncheckedIOException {
        try {
            JsonNode list = mapper.readTree(
                    send("GET", "/v1/job/" + job + "/allocations", "").body());
            return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                    .map(list::get)
                    .filter(allocation ->
                            allocation.path("ClientStatus").asText().equals("running"))
                    .filter(allocation ->
                            allocation.path("DesiredStatus").asText().equals("run"))
                    .map(allocation -> allocation.path("ID").asText())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopAllJobs() {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(status("DELETE", "/v1/job/job-" + round, "")).isEqualTo(200);
        }
        Awaitility.await("all tasks end")
                .atMost(PATIENCE)
                .until(() -> pidByAllocation.values().stream()
                        .noneMatch(pid -> ProcessHandle.of(pid)
                                .map(ProcessHandle::isAlive)
                                .orElse(false)));
    }

    private int status(String method, String path, String body) {
        try {
            return send(method, path, body).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpResponse<String> send(String method, String path, String body) throws IOException {
        try {
            return http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
