package dev.berth.agent;

import static dev.berth.agent.AgentHarness.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.driver.TaskKey;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.JobType;
import dev.berth.model.Lifecycle;
import dev.berth.testkit.TearingStorage.Unforced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The agent's process dies in each change of its disk, one after the other, and another takes over. */
class CrashTest {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration STEP = Duration.ofSeconds(1);

    @TempDir
    Path temp;

    /** A service with a prestart task, a batch job whose first run fails, a stop and a removal. */
    private static final class Story {
        private final AgentHarness harness;
        private final Unforced unforced;
        private Allocation service;
        private Allocation batch;
        private final LongSupplier nextDeath;
        private int crashes;

        /** A story whose agents die in the disk operations that the supplier says. */
        Story(Path directory, Unforced unforced, LongSupplier nextDeath) {
            this.harness = AgentHarness.dyingIn(directory, nextDeath.getAsLong());
            this.unforced = unforced;
            this.nextDeath = nextDeath;
            reviveIfDead();
        }

        void tell() {
            service = harness.place(
                    JobType.SERVICE,
                    task("prepare")
                            .lifecycle(
                                    Lifecycle.builder(Lifecycle.Hook.PRESTART).build())
                            .config(Map.of("run_for", "1s"))
                            .build(),
                    task("web").build());
            live(5);
            batch = harness.place(
                    JobType.BATCH,
                    task("work")
                            .config(Map.of("run_for", "2s", "exit_code", 1, "start_block_for", "2s"))
                            .build());
            live(70);
            harness.servers.stop(service.id());
            live(10);
            harness.servers.remove(batch.id());
            live(10);
        }

        private void live(int seconds) {
            for (long left = Duration.ofSeconds(seconds).dividedBy(STEP); left > 0; left--) {
                harness.advance(STEP);
                reviveIfDead();
            }
        }

        private void reviveIfDead() {
            while (harness.isDead()) {
                crashes++;
                harness.kill(unforced);
                harness.boot(nextDeath.getAsLong());
            }
        }

        void check(String when) throws IOException {
            assertThat(harness.launches()).as("%s: nothing starts twice", when).doesNotHaveDuplicates();
            assertThat(harness.running())
                    .as("%s: nothing is left running", when)
                    .isEmpty();
            assertThat(harness.launches().stream().map(TaskKey::taskName).sorted())
                    .as("%s: one run of each task of the service, four of the batch task", when)
                    .containsExactly("prepare", "web", "work", "work", "work", "work");
            assertThat(harness.status(service))
                    .as("%s: %s", when, harness.said(service))
                    .isEqualTo(ClientStatus.COMPLETE);
            assertThat(harness.status(batch))
                    .as("%s: %s", when, harness.said(batch))
                    .isEqualTo(ClientStatus.FAILED);
            assertThat(harness.disk().list())
                    .as("%s: no record is left", when)
                    .noneMatch(name -> name.contains("" + batch.id()));
            assertThat(Files.exists(harness.agent().directory(batch.id()).path()))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Unforced.class)
    void whereverTheAgentDiesNothingStartsTwiceAndNothingIsLost(Unforced unforced) throws IOException {
        Story undisturbed = new Story(directory("0"), unforced, () -> NEVER);
        undisturbed.tell();
        undisturbed.check("undisturbed");
        long operations = undisturbed.harness.diskOperations();
        assertThat(operations).isGreaterThan(50);

        for (long n = 1; n <= operations; n++) {
            Story story = new Story(directory(Long.toString(n)), unforced, oneDeathIn(n));
            story.tell();
            assertThat(story.crashes).isEqualTo(1);
            story.check("death in disk operation " + n);
        }
    }

    @Property(tries = 60)
    void neitherDoesItHelpToDieAgainAndAgain(@ForAll long seed, @ForAll Unforced unforced) throws IOException {
        var random = new Random(seed);
        Path directory = Files.createTempDirectory("berth-crash");

        Story story = new Story(directory, unforced, () -> random.nextInt(4) == 0 ? NEVER : 2 + random.nextInt(40));
        story.tell();

        story.check("seed " + seed);
        new AllocationDirectory(directory.getParent(), directory.getFileName().toString()).remove();
    }

    private static LongSupplier oneDeathIn(long n) {
        var deaths = new ArrayDeque<Long>(List.of(n));
        return () -> deaths.isEmpty() ? NEVER : deaths.poll();
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectory(temp.resolve(name));
    }
}
