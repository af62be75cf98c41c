package dev.berth.agent;

import static dev.berth.agent.AgentHarness.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.driver.TaskKey;
import dev.berth.host.AllocationUpdate;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.JobType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Between agent and control plane everything goes wrong for a while; afterwards both agree on the truth. */
class FaultyNetworkTest {
    private static final FakeControlPlane.Fault[] FAULTS = FakeControlPlane.Fault.values();

    /** What the test told the control plane, by seed. */
    private static final class Turmoil {
        private final Random random;
        private final AgentHarness harness;
        private final List<Allocation> placed = new ArrayList<>();
        private final Set<AllocationId> stopped = new TreeSet<>();
        private final Set<AllocationId> removed = new TreeSet<>();

        Turmoil(long seed, Path directory) {
            random = new Random(seed);
            harness = new AgentHarness(directory);
        }

        void rage() {
            harness.servers.network(
                    () -> random.nextInt(3) == 0 ? FAULTS[random.nextInt(FAULTS.length)] : FakeControlPlane.Fault.NONE);
            for (int i = 0; i < 40; i++) {
                step();
                harness.advance(Duration.ofMillis(random.nextInt(4_000)));
            }
        }

        private void step() {
            switch (random.nextInt(6)) {
                case 0, 1 ->
                    placed.add(harness.place(
                            random.nextBoolean() ? JobType.SERVICE : JobType.BATCH,
                            task("main").config(config()).build()));
                case 2 ->
                    some().ifPresent(id -> {
                        if (!removed.contains(id)) {
                            harness.servers.stop(id);
                            stopped.add(id);
                        }
                    });
                case 3 ->
                    some().ifPresent(id -> {
                        harness.servers.remove(id);
                        removed.add(id);
                    });
                case 4 -> {
                    if (random.nextInt(3) == 0) {
                        harness.servers.forgetNode();
                    }
                }
                default -> {
                    if (random.nextInt(3) == 0) {
                        harness.restart();
                    }
                }
            }
        }

        private Map<String, Object> config() {
            return switch (random.nextInt(4)) {
                case 0 -> Map.of("run_for", random.nextInt(20) + "s");
                case 1 -> Map.of("run_for", random.nextInt(20) + "s", "exit_code", 1);
                case 2 -> Map.of("start_block_for", random.nextInt(5) + "s", "kill_after", random.nextInt(8) + "s");
                default -> Map.of();
            };
        }

        private Optional<AllocationId> some() {
            return placed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(placed.get(random.nextInt(placed.size())).id());
        }

        /** The network works again, and everybody has time. */
        void calm() {
            harness.servers.network(() -> FakeControlPlane.Fault.NONE);
            harness.advance(Duration.ofMinutes(10));
        }

        void check() throws IOException {
            assertThat(harness.launches()).as("each run starts at most once").doesNotHaveDuplicates();
            Set<String> running = harness.machine.running().stream()
                    .map(TaskKey::allocationId)
                    .map(Object::toString)
                    .collect(Collectors.toSet());
            for (Allocation allocation : placed) {
                String id = allocation.id().toString();
                if (stopped.contains(allocation.id()) || removed.contains(allocation.id())) {
                    assertThat(running).as("a stop always wins").doesNotContain(id);
                }
                if (removed.contains(allocation.id())) {
                    assertThat(harness.disk().list()).as("nothing is left").noneMatch(name -> name.contains(id));
                } else {
                    checkBelief(allocation, running.contains(id));
                }
            }
            assertThat(harness.agent().status().pendingUpdates()).isZero();
        }

        private void checkBelief(Allocation allocation, boolean runs) {
            AllocationUpdate said = harness.said(allocation);
            assertThat(said.clientStatus() == ClientStatus.RUNNING)
                    .as("the control plane believes what is true: %s", said)
                    .isEqualTo(runs);
            assertThat(harness.agent().status().allocations().get(allocation.id()))
                    .isEqualTo(said.clientStatus());
            assertThat(said.clientStatus()).isNotEqualTo(ClientStatus.PENDING);
        }
    }

    @Property(tries = 150)
    void afterAnyTurmoilAgentAndControlPlaneAgree(@ForAll long seed) throws IOException {
        Path directory = Files.createTempDirectory("berth-turmoil");
        var turmoil = new Turmoil(seed, directory);

        turmoil.rage();
        turmoil.calm();

        turmoil.check();
        new AllocationDirectory(directory.getParent(), directory.getFileName().toString()).remove();
    }
}
