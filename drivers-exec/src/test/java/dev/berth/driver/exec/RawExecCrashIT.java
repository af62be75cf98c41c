package dev.berth.driver.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.driver.ExitResult;
import dev.berth.driver.LogRotation;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskLaunch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real agent process in the middle of a start, and asks its successor to carry on. */
class RawExecCrashIT {
    private static final int ROUNDS = 20;
    private static final long LATEST_KILL_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final String SCRIPT = "echo $$ >> pids; trap 'exit 3' INT; while :; do sleep 0.05; done";

    @TempDir
    Path directory;

    @Test
    void anAgentKilledWhileItStartsATaskNeverLeadsToTwo() throws Exception {
        long seed = Long.getLong("berth.seed", System.nanoTime());
        var random = new Random(seed);
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path root = directory.resolve("round-" + round);
            Files.createDirectories(root);
            // every second round aims at the short time between the intent on disk and the running task
            boolean aimed = round % 2 == 1;
            long delay = (long) (random.nextDouble() * (aimed ? SOON_NANOS : LATEST_KILL_NANOS));
            found += round(root, aimed, delay, "round " + round + ", -Dberth.seed=" + seed) ? 1 : 0;
        }
        assertThat(found)
                .as("starts that outlived their agent; -Dberth.seed=%d", seed)
                .isBetween(1, ROUNDS);
    }

    private static boolean round(Path root, boolean aimed, long killAfterNanos, String story) throws Exception {
        UUID allocation = UUID.randomUUID();
        killAgentDuringStart(root, allocation, aimed, killAfterNanos);
        try (RawTasks tasks = new RawTasks(root, allocation)) {
            Optional<TaskHandle> handle = tasks.driver.find(tasks.key(0));
            handle.ifPresentOrElse(tasks.driver::adopt, () -> tasks.start(launch(tasks)));

            Path pids = tasks.dirs().taskDir().resolve("pids");
            await().until(() -> Files.exists(pids) && !Files.readString(pids).isBlank());
            await().during(Duration.ofMillis(200))
                    .until(() -> Files.readAllLines(pids).size() == 1);
            assertThat(Files.readAllLines(pids)).as(story).containsExactly(String.valueOf(tasks.pid(0)));
            tasks.await(tasks.driver.stop(tasks.key(0), null, Duration.ofSeconds(20)));
            assertThat(tasks.exit(0)).as(story).isEqualTo(ExitResult.exited(3));
            return handle.isPresent();
        }
    }

    private static void killAgentDuringStart(Path root, UUID allocation, boolean aimed, long killAfterNanos)
            throws IOException, InterruptedException {
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Agent.class.getName(),
                        root.toString(),
                        allocation.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("ready");
            agent.getOutputStream().write('\n');
            agent.getOutputStream().flush();
            if (aimed) {
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> Files.exists(root.resolve("state")));
            }
            LockSupport.parkNanos(killAfterNanos);
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }

    private static TaskLaunch launch(RawTasks tasks) {
        return tasks.script(0, SCRIPT, new LogRotation(2, 1_000));
    }

    /** The process that is killed. */
    static final class Agent {
        private Agent() {}

        public static void main(String[] args) throws IOException {
            var tasks = new RawTasks(Path.of(args[0]), UUID.fromString(args[1]));
            TaskLaunch launch = launch(tasks);
            System.out.println("ready");
            if (System.in.read() >= 0) {
                tasks.start(launch);
                System.in.transferTo(System.out);
            }
        }
    }
}
