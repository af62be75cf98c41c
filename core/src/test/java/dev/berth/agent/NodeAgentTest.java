package dev.berth.agent;

import static dev.berth.agent.AgentHarness.key;
import static dev.berth.agent.AgentHarness.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.driver.ExitResult;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.JobType;
import dev.berth.model.TaskState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeAgentTest {
    @TempDir
    Path directory;

    @Test
    void anAllocationBecomesARunningTaskOnOneThreadUnderManualTime() {
        var harness = new AgentHarness(directory);

        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);

        assertThat(harness.running()).containsExactly("web");
        assertThat(harness.status(web)).isEqualTo(ClientStatus.RUNNING);
        assertThat(harness.events(web, "web")).containsExactly("Received", "Task Setup", "Started");
    }

    @Test
    void aBatchTaskThatSucceedsCompletesItsAllocation() {
        var harness = new AgentHarness(directory);

        Allocation batch = harness.place(
                JobType.BATCH, task("work").config(Map.of("run_for", "3s")).build());
        harness.seconds(5);

        assertThat(harness.status(batch)).isEqualTo(ClientStatus.COMPLETE);
        assertThat(harness.state(batch, "work").state()).isEqualTo(TaskState.State.DEAD);
        assertThat(harness.state(batch, "work").failed()).isFalse();
        assertThat(harness.events(batch, "work")).contains("Terminated");
    }

    @Test
    void aStopEndsTheTaskWithItsSignalAndSaysSo() {
        var harness = new AgentHarness(directory);
        Allocation web =
                harness.place(JobType.SERVICE, task("web").killSignal("SIGINT").build());
        harness.seconds(1);

        harness.servers.stop(web.id());
        harness.seconds(1);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.status(web)).isEqualTo(ClientStatus.COMPLETE);
        assertThat(harness.events(web, "web")).endsWith("Killing", "Terminated", "Killed");
    }

    @Test
    void aFailingServiceIsRestartedByItsPolicyAndThenFails() {
        var harness = new AgentHarness(directory);

        Allocation web = harness.place(
                JobType.SERVICE,
                task("web").config(Map.of("run_for", "1s", "exit_code", 3)).build());
        harness.seconds(60);

        assertThat(harness.launches()).containsExactly(key(web, "web", 0), key(web, "web", 1), key(web, "web", 2));
        assertThat(harness.status(web)).isEqualTo(ClientStatus.FAILED);
        assertThat(harness.state(web, "web").restarts()).isEqualTo(2);
        assertThat(harness.events(web, "web")).endsWith("Terminated", "Not Restarting");
    }

    @Test
    void tasksGoOnWhileNoAgentWatchesAndTheirTrueEndIsReportedLater() {
        var harness = new AgentHarness(directory);
        Allocation batch = harness.place(JobType.BATCH, task("work").build());
        harness.seconds(1);
        harness.kill();
        harness.seconds(30);
        assertThat(harness.running()).containsExactly("work");

        harness.machine.complete(key(batch, "work", 0), ExitResult.exited(0));
        harness.boot();
        harness.seconds(1);

        assertThat(harness.status(batch)).isEqualTo(ClientStatus.COMPLETE);
        assertThat(harness.launches()).hasSize(1);
    }

    @Test
    void anAllocationThatIsNoLongerListedLeavesNothingBehind() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        assertThat(harness.agent().directory(web.id()).path()).isDirectory();

        harness.servers.remove(web.id());
        harness.seconds(1);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.agent().directory(web.id()).path()).doesNotExist();
        assertThat(harness.agent().status().allocations()).isEmpty();
    }
}
