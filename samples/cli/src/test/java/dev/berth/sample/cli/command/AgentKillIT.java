package dev.berth.sample.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.client.ApiException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the agent at random moments of {@code run} and starts it again on the same data directory: no job and no allocation is
 * lost, tasks that run are found again, and nothing starts twice. Each task notes who it is before it does anything else, so
 * that a second start would show. Repeat a run with {@code -Dberth.seed=…}.
 */
class AgentKillIT {
    private static final int ROUNDS = 20;
    private static final int INSTANCES = 2;
    private static final int FAILING_CODE = 7;
    private static final int LATEST_KILL_MILLIS = 1_500;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Map<String, List<Started>> staying = new LinkedHashMap<>(); // by job
    private AgentProcess agent;

    /** What a task noted: its allocation, its process id, and when the kernel started it. */
    private record Started(String allocation, long pid, String startTicks) {
        static Started parse(String line) {
            String[] words = line.split(" ");
            return new Started(words[0], Long.parseLong(words[1]), words[2]);
        }

        boolean isAlive() {
            try {
                return startTicks.equals(startTicksOf(Path.of("/proc/" + pid + "/stat")));
            } catch (IOException e) {
                return false;
            }
        }

        private static String startTicksOf(Path stat) throws IOException {
            String line = Files.readString(stat);
            return line.substring(line.lastIndexOf(')') + 2).split(" ")[19];
        }
    }

    /** How a round's tasks end. */
    private enum Kind {
        COMPLETES("batch", "sleep 2; exit 0", "complete", 0),
        FAILS("batch", "sleep 2; exit " + FAILING_CODE, "failed", FAILING_CODE),
        STAYS("service", "exec sleep 600", "running", -1);

        final String type;
        final String ending;
        final String status;
        final int exitCode;

        Kind(String type, String ending, String status, int exitCode) {
            this.type = type;
            this.ending = ending;
            this.status = status;
            this.exitCode = exitCode;
        }
    }

    @AfterEach
    void endEverything() throws IOException {
        if (agent != null) {
            agent.kill();
        }
        for (Started each : everStarted()) {
            if (each.isAlive()) {
                ProcessHandle.of(each.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nothingIsLostAndNothingStartsTwiceWhereverTheAgentIsKilled() throws Exception {
        long seed = Long.getLong("berth.seed", System.nanoTime());
        System.out.println("AgentKillIT: -Dberth.seed=" + seed);
        Random random = new Random(seed);
        agent = start();
        for (int round = 1; round <= ROUNDS; round++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            String what = "round %d (%s), seed %d, data %s".formatted(round, kind, seed, folder);
            try {
                killAndCheck("job-" + round, kind, random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(what + "\n" + Files.readString(folder.resolve("agent.log")), e);
            }
        }
        stopServices();
        assertThat(agent.stop()).as("seed %d", seed).isZero();
    }

    private AgentProcess start() throws IOException {
        return AgentProcess.start(folder.resolve("data"), folder.resolve("agent.log"));
    }

    private void killAndCheck(String job, Kind kind, Random random) throws IOException {
        Path notes = folder.resolve(job + ".notes");
        String file = JobText.file(folder, job + ".hcl", JobText.of(job, kind.type, INSTANCES, script(notes, kind)));
        String address = agent.address();
        CompletableFuture<Run> submitted = CompletableFuture.supplyAsync(() -> Run.at(address, "run", "-detach", file));
        TreeSet<String> seen = killSomewhen(job, notes, submitted, random);
        boolean confirmed = submitted.join().code() == ExitCode.OK;

        agent = start();

        ApiClient client = client();
        if (!confirmed && !isKnown(client, job)) {
            Run again = Run.at(agent.address(), "run", "-detach", file);
            assertThat(again.code()).as(again.err()).isZero();
        }
        await().atMost(LONG).until(() -> statuses(client, job).equals(List.of(kind.status, kind.status)));
        List<Started> started = started(notes);
        TreeSet<String> allocations = new TreeSet<>();
        allocations(client, job).forEach(each -> allocations.add(each.path("ID").asText()));
        assertThat(allocations).as("no allocation is lost").hasSize(INSTANCES).containsAll(seen);
        assertThat(started)
                .extracting(Started::allocation)
                .as("every task is started once")
                .hasSize(INSTANCES)
                .containsExactlyInAnyOrderElementsOf(allocations);
        if (kind == Kind.STAYS) {
            staying.put(job, started);
        } else {
            allocations(client, job).forEach(each -> assertThat(exitCodes(each)).containsExactly(kind.exitCode));
        }
        staying.forEach((name, tasks) ->
                assertThat(tasks).as("tasks of %s still run", name).allMatch(Started::isAlive));
    }

    private void stopServices() throws IOException {
        for (String job : staying.keySet()) {
            assertThat(started(folder.resolve(job + ".notes")))
                    .as("starts of %s", job)
                    .isEqualTo(staying.get(job));
            assertThat(Run.at(agent.address(), "stop", job).code()).isZero();
        }
        await().atMost(LONG).until(() -> everStarted().stream().noneMatch(Started::isAlive));
    }

    private static String script(Path notes, Kind kind) {
        return """
                set -- $(cut -d')' -f2 /proc/$$/stat)
                shift 19
                echo "$NOMAD_ALLOC_ID $$ $1" >> %s
                %s""".formatted(notes, kind.ending);
    }

    /**
     * Kills the agent: after a random time, or as soon as the first task is about to be started or has started. Returns the
     * allocations that were seen until then.
     */
    private TreeSet<String> killSomewhen(String job, Path notes, CompletableFuture<Run> submitted, Random random)
            throws IOException {
        int mode = random.nextInt(4);
        long begin = System.nanoTime();
        long latest = TimeUnit.MILLISECONDS.toNanos(mode < 2 ? random.nextInt(LATEST_KILL_MILLIS) : 10_000);
        long attemptsBefore = attempts();
        while (System.nanoTime() - begin < latest) {
            boolean now = mode == 2 && attempts() > attemptsBefore || mode == 3 && Files.exists(notes);
            if (now) {
                break;
            }
            LockSupport.parkNanos(200_000);
        }
        TreeSet<String> seen = mode == 1 ? seen(job, submitted) : new TreeSet<>();
        agent.kill();
        return seen;
    }

    /** How many starts of tasks the driver has prepared on disk. */
    private long attempts() throws IOException {
        Path tasks = folder.resolve("data/exec");
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        try (Stream<Path> entries = Files.list(tasks)) {
            return entries.count();
        }
    }

    private TreeSet<String> seen(String job, CompletableFuture<Run> submitted) {
        TreeSet<String> seen = new TreeSet<>();
        if (submitted.isDone() && submitted.join().code() == ExitCode.OK) {
            allocations(client(), job).forEach(each -> seen.add(each.path("ID").asText()));
        }
        return seen;
    }

    private ApiClient client() {
        return ApiClient.to(URI.create(agent.address()), "default");
    }

    private static boolean isKnown(ApiClient client, String job) {
        try {
            client.get("/v1/job/" + job);
            return true;
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    private static JsonNode allocations(ApiClient client, String job) {
        return client.get("/v1/job/" + job + "/allocations");
    }

    private static List<String> statuses(ApiClient client, String job) {
        List<String> statuses = new ArrayList<>();
        allocations(client, job)
                .forEach(each -> statuses.add(each.path("ClientStatus").asText()));
        return statuses;
    }

    /** The exit codes that a task's events tell, one per end. */
    private static List<Integer> exitCodes(JsonNode allocation) {
        List<Integer> codes = new ArrayList<>();
        allocation.path("TaskStates").path("t").path("Events").forEach(event -> {
            if (event.path("Type").asText().equals("Terminated")) {
                codes.add(event.path("ExitCode").asInt());
            }
        });
        return codes;
    }

    private List<Started> everStarted() throws IOException {
        List<Started> all = new ArrayList<>();
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, "*.notes")) {
            for (Path each : notes) {
                all.addAll(started(each));
            }
        }
        return all;
    }

    private static List<Started> started(Path notes) throws IOException {
        return Files.readAllLines(notes).stream().map(Started::parse).toList();
    }
}
