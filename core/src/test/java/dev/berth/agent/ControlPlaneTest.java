package dev.berth.agent;

import static dev.berth.agent.AgentHarness.key;
import static dev.berth.agent.AgentHarness.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.driver.DriverFingerprint;
import dev.berth.host.AllocationUpdate;
import dev.berth.host.GatewayException;
import dev.berth.host.NodeAllocations;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.DisconnectStrategy;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What passes between the agent and the control plane, and what happens when nothing does. */
class ControlPlaneTest {
    @TempDir
    Path directory;

    @Test
    void theNodeIsRegisteredWithItsDriversAndKeepsItsId() {
        var harness = AgentHarness.with(
                directory, agent -> agent.node(node -> node.datacenter("dc7").meta(Map.of("rack", "r1"))));
        NodeId id = harness.nodeId();
        harness.seconds(1);
        harness.restart();
        harness.seconds(1);

        assertThat(harness.servers.registrations()).hasSize(2).allSatisfy(node -> {
            assertThat(node.id()).isEqualTo(id);
            assertThat(node.datacenter()).isEqualTo("dc7");
            assertThat(node.meta()).containsEntry("rack", "r1");
            assertThat(node.drivers().get("mock").healthy()).isTrue();
            assertThat(node.attributes()).containsEntry("driver.mock", "1");
        });
    }

    @Test
    void heartbeatsComeWellBeforeTheTimeToLiveIsOver() {
        var harness = new AgentHarness(directory);
        harness.seconds(100);

        assertThat(harness.servers.heartbeats()).isBetween(13, 21);
    }

    @Test
    void aDriverThatFallsIllIsReportedOnce() {
        var harness = new AgentHarness(directory);
        harness.seconds(1);

        harness.machine.fingerprint(DriverFingerprint.unhealthy("The daemon is down."));
        harness.seconds(120);

        assertThat(harness.servers.registrations()).hasSize(2);
        Node node = harness.servers.registrations().get(1);
        assertThat(node.drivers().get("mock").healthy()).isFalse();
        assertThat(node.drivers().get("mock").healthDescription()).isEqualTo("The daemon is down.");
        assertThat(node.attributes()).doesNotContainKey("driver.mock");
    }

    @Test
    void changesOfManyTasksTravelTogether() {
        var harness = new AgentHarness(directory);
        harness.seconds(1);
        for (int i = 0; i < 20; i++) {
            harness.place(JobType.SERVICE, task("web").build());
        }
        int before = harness.servers.updateCalls();

        harness.seconds(2);

        assertThat(harness.servers.updateCalls() - before).isLessThanOrEqualTo(3);
        assertThat(harness.agent().status().allocations()).hasSize(20).containsValue(ClientStatus.RUNNING);
        assertThat(harness.agent().status().pendingUpdates()).isZero();
    }

    @Test
    void sequencesGrowOverRestarts() {
        var harness = new AgentHarness(directory);
        harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(2);
        harness.restart();
        harness.seconds(2);

        List<Long> sequences = harness.servers.received().stream()
                .map(AllocationUpdate::sequence)
                .toList();
        assertThat(sequences).hasSizeGreaterThan(1).isSorted();
        assertThat(new HashSet<>(sequences)).hasSameSizeAs(sequences);
    }

    @Test
    void tasksGoOnWhileNobodyAnswersAndTheirStoryIsToldLater() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        Allocation batch = harness.place(
                JobType.BATCH, task("work").config(Map.of("run_for", "30s")).build());
        harness.seconds(1);

        harness.servers.answer(GatewayException.Kind.UNAVAILABLE);
        harness.seconds(600);
        assertThat(harness.running()).containsExactly("web");
        assertThat(harness.status(batch)).isEqualTo(ClientStatus.RUNNING);
        assertThat(harness.agent().status().errors()).containsKeys("heartbeat", "status report");
        assertThat(harness.agent().status().sinceContact()).isGreaterThan(Duration.ofMinutes(4));
        harness.servers.answer(null);
        harness.seconds(30);

        assertThat(harness.status(batch)).isEqualTo(ClientStatus.COMPLETE);
        assertThat(harness.status(web)).isEqualTo(ClientStatus.RUNNING);
        assertThat(harness.agent().status().errors()).doesNotContainKeys("heartbeat", "status report");
    }

    @Test
    void aControlPlaneThatForgotTheNodeHearsOfEverythingAgain() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        int said = harness.servers.received().size();

        harness.servers.forgetNode();
        harness.seconds(20);

        assertThat(harness.servers.registrations()).hasSizeGreaterThan(1);
        assertThat(harness.servers.received()).hasSizeGreaterThan(said);
        assertThat(harness.servers
                        .received()
                        .get(harness.servers.received().size() - 1)
                        .id())
                .isEqualTo(web.id());
    }

    @Test
    void aNodeThatIsTurnedAwayStopsAskingAndSaysWhy() {
        var harness = new AgentHarness(directory);
        harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);

        harness.servers.answer(GatewayException.Kind.BAD_SECRET);
        harness.seconds(60);
        harness.servers.answer(null);
        int heartbeats = harness.servers.heartbeats();
        harness.seconds(60);

        assertThat(harness.servers.heartbeats()).isEqualTo(heartbeats);
        assertThat(harness.agent().status().registered()).isFalse();
        assertThat(harness.agent().status().errors().get("node")).contains("another secret");
        assertThat(harness.running()).containsExactly("web");
    }

    @Test
    void anAnswerOlderThanWhatTheNodeKnowsRemovesNothing() {
        var harness = new AgentHarness(directory);
        harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);

        harness.servers.answerWatchersWith(new NodeAllocations(1, Collections.emptySortedMap(), List.of()));
        harness.seconds(1);
        harness.restart();
        harness.seconds(1);

        assertThat(harness.running()).containsExactly("web");
        assertThat(harness.launches()).hasSize(1);
    }

    @Test
    void anAllocationThatIsListedButWasMissedIsAskedForAgain() {
        var harness = new AgentHarness(directory);
        harness.seconds(1);

        harness.servers.leaveOutChangesOnce();
        harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(20);

        assertThat(harness.running()).containsExactly("web");
    }

    @Test
    void whatIsOverAndWhatIsOfAnotherNodeIsNotStarted() {
        var harness = new AgentHarness(directory);
        harness.place(harness.allocation(JobType.BATCH, task("work").build()).toBuilder()
                .clientStatus(ClientStatus.COMPLETE)
                .build());
        harness.place(harness.allocation(JobType.SERVICE, task("web").build()).toBuilder()
                .nodeId(NodeId.of(new UUID(9, 9)))
                .build());
        harness.seconds(10);

        assertThat(harness.launches()).isEmpty();
        assertThat(harness.agent().status().errors().get("watch")).contains("another node's");
    }

    @Test
    void aJobThatWantsSoIsStoppedWhenContactIsLostForLong() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(harness.allocation(
                JobType.SERVICE,
                group -> group.disconnect(DisconnectStrategy.builder()
                        .stopOnClientAfter(Duration.ofMinutes(2))
                        .build()),
                task("web").build()));
        harness.seconds(1);

        harness.servers.answer(GatewayException.Kind.UNAVAILABLE);
        harness.seconds(110);
        assertThat(harness.running()).containsExactly("web");
        harness.seconds(30);
        assertThat(harness.running()).isEmpty();
        harness.restart();
        harness.servers.answer(null);
        harness.seconds(30);

        assertThat(harness.launches()).containsExactly(key(web, "web", 0));
        assertThat(harness.said(web).clientDescription()).contains("no contact");
    }

    @Test
    void closingLeavesTasksAndDrainingEndsThem() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        harness.close();
        harness.seconds(5);
        assertThat(harness.running()).containsExactly("web");

        harness.restart();
        harness.seconds(1);
        var drained = harness.agent().drainAndClose().toCompletableFuture();
        harness.seconds(2);

        assertThat(drained).isCompleted();
        assertThat(harness.running()).isEmpty();
        assertThat(harness.status(web)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void drainingAnIdleAgentIsDoneAtOnce() {
        var harness = new AgentHarness(directory);
        harness.seconds(1);

        assertThat(harness.agent().drainAndClose().toCompletableFuture()).isCompleted();
    }
}
