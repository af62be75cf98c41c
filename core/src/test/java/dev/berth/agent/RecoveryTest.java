package dev.berth.agent;

import static dev.berth.agent.AgentHarness.key;
import static dev.berth.agent.AgentHarness.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.driver.ExitResult;
import dev.berth.host.GatewayException;
import dev.berth.host.StorageFile;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.JobType;
import dev.berth.model.TaskState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another agent makes of what the one before left. */
class RecoveryTest {
    @TempDir
    Path directory;

    @Test
    void aRunningTaskIsAdoptedAndCanBeStoppedStill() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        harness.restart();
        harness.seconds(5);
        assertThat(harness.running()).containsExactly("web");
        assertThat(harness.state(web, "web").restarts()).isZero();

        harness.servers.stop(web.id());
        harness.seconds(1);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.launches()).hasSize(1);
    }

    @Test
    void theTrueExitCodeOfATaskThatEndedUnseenIsReported() {
        var harness = new AgentHarness(directory);
        Allocation batch = harness.place(JobType.BATCH, task("work").build());
        harness.seconds(1);
        harness.kill();
        harness.machine.complete(key(batch, "work", 0), ExitResult.exited(42));

        harness.boot();
        harness.seconds(1);

        assertThat(harness.eventsInFull(batch, "work"))
                .anySatisfy(event -> assertThat(event.exitCode()).isEqualTo(42));
        assertThat(harness.state(batch, "work").restarts()).isEqualTo(1);
    }

    @Test
    void aStartUnderWayWhenTheAgentDiedIsSettledBeforeAnother() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(
                JobType.SERVICE,
                task("web").config(Map.of("start_block_for", "10s")).build());
        harness.seconds(5);
        harness.restart();
        harness.seconds(30);

        assertThat(harness.running()).containsExactly("web");
        assertThat(harness.launches()).containsExactly(key(web, "web", 1));
        assertThat(harness.state(web, "web").restarts())
                .as("it never ran, so it was not restarted")
                .isZero();
    }

    @Test
    void aTaskThatIsGoneWaitsForTheControlPlaneBeforeItIsStartedAgain() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        harness.kill();
        harness.machine.vanish(key(web, "web", 0));
        harness.servers.answer(GatewayException.Kind.UNAVAILABLE);

        harness.boot();
        harness.seconds(120);
        assertThat(harness.launches()).hasSize(1);
        harness.servers.answer(null);
        harness.seconds(60);

        assertThat(harness.launches()).containsExactly(key(web, "web", 0), key(web, "web", 1));
        assertThat(harness.events(web, "web")).containsSubsequence("Failed Restoring Task", "Restarting", "Started");
    }

    @Test
    void aTaskThatIsGoneIsNotStartedAgainWhenItsJobWasStoppedMeanwhile() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        harness.kill();
        harness.machine.vanish(key(web, "web", 0));
        harness.servers.stop(web.id());

        harness.boot();
        harness.seconds(120);

        assertThat(harness.launches()).hasSize(1);
        assertThat(harness.status(web)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void restartsAlreadyUsedAreNotForgotten() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(
                JobType.SERVICE,
                task("web").config(Map.of("run_for", "1s", "exit_code", 1)).build());
        for (int i = 0; i < 20; i++) {
            harness.seconds(5);
            harness.restart();
        }
        harness.seconds(5);

        assertThat(harness.launches()).hasSize(3);
        assertThat(harness.status(web)).isEqualTo(ClientStatus.FAILED);
    }

    @Test
    void aTaskWhoseRecordsAreDestroyedIsFoundAgain() throws IOException {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        harness.kill();
        damage(harness, "task-");

        harness.boot();
        harness.seconds(5);

        assertThat(harness.running()).containsExactly("web");
        assertThat(harness.launches()).containsExactly(key(web, "web", 0));
        assertThat(harness.agent().status().errors().get("store")).contains("damaged");
        harness.servers.stop(web.id());
        harness.seconds(2);
        assertThat(harness.running()).isEmpty();
    }

    @Test
    void aTaskThatWasOverAndWhoseRecordsAreDestroyedIsNotRunAgain() throws IOException {
        var harness = new AgentHarness(directory);
        Allocation batch = harness.place(
                JobType.BATCH, task("work").config(Map.of("run_for", "1s")).build());
        harness.seconds(3);
        assertThat(harness.state(batch, "work").state()).isEqualTo(TaskState.State.DEAD);
        harness.servers.put(harness.servers.allocation(batch.id()).toBuilder()
                .taskStates(harness.said(batch).taskStates())
                .build());
        harness.seconds(1);
        harness.kill();
        damage(harness, "task-");

        harness.boot();
        harness.seconds(60);

        assertThat(harness.launches()).hasSize(1);
        assertThat(harness.status(batch)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void anAllocationWhoseRecordIsDestroyedIsTakenUpWhenTheControlPlaneNamesIt() throws IOException {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        harness.kill();
        damage(harness, "alloc-");

        harness.boot();
        harness.seconds(5);

        assertThat(harness.launches()).containsExactly(key(web, "web", 0));
        assertThat(harness.status(web)).isEqualTo(ClientStatus.RUNNING);
    }

    @Test
    void anAllocationWhoseRecordIsDestroyedAndThatNobodyWantsAnyMoreIsCleanedUp() throws IOException {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        harness.kill();
        damage(harness, "alloc-");
        harness.servers.remove(web.id());

        harness.boot();
        harness.seconds(5);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.disk().list())
                .noneMatch(name -> name.contains(web.id().toString()));
        assertThat(harness.agent().directory(web.id()).path()).doesNotExist();
    }

    private static void damage(AgentHarness harness, String prefix) throws IOException {
        for (String name : harness.disk().list()) {
            if (name.startsWith(prefix)) {
                try (StorageFile file = harness.disk().open(name)) {
                    file.write(file.size() / 2, ByteBuffer.wrap(new byte[] {9, 9, 9, 9}));
                }
            }
        }
    }
}
