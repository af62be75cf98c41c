package dev.berth.agent;

import static dev.berth.agent.AgentHarness.key;
import static dev.berth.agent.AgentHarness.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.driver.Signals;
import dev.berth.driver.TaskLaunch;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.DesiredStatus;
import dev.berth.model.DesiredTransition;
import dev.berth.model.JobType;
import dev.berth.model.Lifecycle;
import dev.berth.model.RestartPolicy;
import dev.berth.model.Task;
import dev.berth.model.TaskEventType;
import dev.berth.model.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks of one allocation, from the start to the end. */
class TasksTest {
    @TempDir
    Path directory;

    @Test
    void prestartMainPoststartAndPoststopFollowEachOther() {
        var harness = new AgentHarness(directory);
        Allocation batch = harness.place(
                JobType.BATCH,
                task("main").config(Map.of("run_for", "10s")).build(),
                hook("init", Lifecycle.Hook.PRESTART, false, "2s"),
                hook("proxy", Lifecycle.Hook.PRESTART, true, "1h"),
                hook("notify", Lifecycle.Hook.POSTSTART, false, "3s"),
                hook("clean", Lifecycle.Hook.POSTSTOP, false, "2s"));

        harness.seconds(1);
        assertThat(harness.running()).containsExactlyInAnyOrder("init", "proxy");
        harness.seconds(2);
        assertThat(harness.running()).containsExactlyInAnyOrder("proxy", "main", "notify");
        harness.seconds(8);
        assertThat(harness.running()).containsExactlyInAnyOrder("proxy", "main");
        harness.advance(Duration.ofMillis(1_500));
        assertThat(harness.running()).containsExactly("clean");
        assertThat(harness.events(batch, "proxy")).contains("Main Tasks Dead");
        harness.seconds(3);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.status(batch)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void aPrestartTaskThatFailsForGoodFailsTheAllocationBeforeItsMainTasks() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(
                JobType.SERVICE,
                task("web").build(),
                hook("init", Lifecycle.Hook.PRESTART, false, "1s").toBuilder()
                        .config(Map.of("run_for", "1s", "exit_code", 1))
                        .restart(noRestarts())
                        .build());
        harness.seconds(3);

        assertThat(harness.status(web)).isEqualTo(ClientStatus.FAILED);
        assertThat(harness.launches()).containsExactly(key(web, "init", 0));
        assertThat(harness.events(web, "web")).contains("Sibling Task Failed");
        assertThat(harness.state(web, "web").failed()).isFalse();
    }

    @Test
    void aFailedTaskEndsItsSiblings() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(
                JobType.SERVICE,
                task("web").build(),
                task("cache")
                        .config(Map.of("run_for", "2s", "exit_code", 1))
                        .restart(noRestarts())
                        .build());
        harness.seconds(4);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.status(web)).isEqualTo(ClientStatus.FAILED);
        assertThat(harness.said(web).clientDescription()).isEqualTo("Failed tasks");
        assertThat(harness.events(web, "web"))
                .containsSubsequence("Started", "Sibling Task Failed", "Killing", "Terminated", "Killed");
    }

    @Test
    void whenTheLeaderEndsTheOthersAreEnded() {
        var harness = new AgentHarness(directory);
        Allocation batch = harness.place(
                JobType.BATCH,
                task("main").leader(true).config(Map.of("run_for", "2s")).build(),
                task("logger").build());
        harness.seconds(4);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.events(batch, "logger")).contains("Leader Task Dead", "Killed");
        assertThat(harness.status(batch)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void aTaskThatIgnoresItsSignalIsKilledAfterItsTimeoutWhichTheAgentCaps() {
        var harness = AgentHarness.with(
                directory,
                agent -> agent.limits(AgentLimits.defaults().toBuilder()
                        .maxKillTimeout(Duration.ofSeconds(8))
                        .build()));
        Allocation web = harness.place(
                JobType.SERVICE,
                task("web")
                        .config(Map.of("kill_after", "1h"))
                        .killTimeout(Duration.ofMinutes(10))
                        .killSignal("SIGUSR1")
                        .build());
        harness.seconds(1);

        harness.servers.stop(web.id());
        harness.seconds(7);
        assertThat(harness.running()).containsExactly("web");
        assertThat(harness.machine.signals(key(web, "web", 0))).containsExactly(Signals.number("SIGUSR1"));
        harness.seconds(2);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.eventsInFull(web, "web"))
                .filteredOn(event -> event.type() == TaskEventType.TERMINATED)
                .extracting("signal")
                .containsExactly(Signals.SIGKILL);
    }

    @Test
    void aStopWaitsForTheShutdownDelaysOfGroupAndTask() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(harness.allocation(
                JobType.SERVICE,
                group -> group.shutdownDelay(Duration.ofSeconds(5)),
                task("web").shutdownDelay(Duration.ofSeconds(3)).build()));
        harness.seconds(1);

        harness.servers.stop(web.id());
        harness.advance(Duration.ofMillis(7_900));
        assertThat(harness.running()).containsExactly("web");
        assertThat(harness.machine.signals(key(web, "web", 0))).isEmpty();
        harness.seconds(1);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.events(web, "web")).contains("Waiting for shutdown delay");
    }

    @Test
    void aStopInAHurrySkipsTheDelays() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(harness.allocation(
                JobType.SERVICE,
                group -> group.shutdownDelay(Duration.ofMinutes(5)),
                task("web").shutdownDelay(Duration.ofMinutes(3)).build()));
        harness.seconds(1);
        harness.servers.stop(web.id());
        harness.seconds(1);
        assertThat(harness.running()).containsExactly("web");

        harness.servers.put(harness.servers.allocation(web.id()).toBuilder()
                .transition(DesiredTransition.builder().noShutdownDelay(true).build())
                .build());
        harness.seconds(1);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.status(web)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void aStopDuringTheWaitForARestartWins() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(
                JobType.SERVICE,
                task("web").config(Map.of("run_for", "1s", "exit_code", 1)).build());
        harness.seconds(3);
        assertThat(harness.state(web, "web").state()).isEqualTo(TaskState.State.PENDING);

        harness.servers.stop(web.id());
        harness.seconds(60);

        assertThat(harness.launches()).hasSize(1);
        assertThat(harness.status(web)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void aStopDuringASlowStartWins() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(
                JobType.SERVICE,
                task("web").config(Map.of("start_block_for", "20s")).build());
        harness.seconds(1);

        harness.servers.stop(web.id());
        harness.seconds(30);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.status(web)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void anAllocationThatIsStoppedBeforeItIsSeenCompletesWithoutAStart() {
        var harness = new AgentHarness(directory);

        Allocation web =
                harness.place(harness.allocation(JobType.SERVICE, task("web").build()).toBuilder()
                        .desiredStatus(DesiredStatus.STOP)
                        .build());
        harness.seconds(1);

        assertThat(harness.launches()).isEmpty();
        assertThat(harness.status(web)).isEqualTo(ClientStatus.COMPLETE);
    }

    @Test
    void aStartThatMayWorkLaterIsTriedAgainAndOneThatCannotIsNot() {
        var harness = new AgentHarness(directory);
        Allocation retried = harness.place(
                JobType.SERVICE,
                task("web")
                        .config(Map.of("start_error", "daemon down", "start_error_recoverable", true))
                        .build());
        Allocation refused = harness.place(
                JobType.SERVICE,
                task("web").config(Map.of("start_error", "no such image")).build());
        harness.seconds(2);

        assertThat(harness.status(retried)).isEqualTo(ClientStatus.PENDING);
        assertThat(harness.events(retried, "web")).containsSubsequence("Driver Failure", "Restarting");
        assertThat(harness.status(refused)).isEqualTo(ClientStatus.FAILED);
        assertThat(harness.eventsInFull(refused, "web"))
                .anySatisfy(event -> assertThat(event.message()).contains("no such image"));
    }

    @Test
    void anUnknownDriverAndABadConfigAreNamedInOneSentence() {
        var harness = new AgentHarness(directory);
        Allocation driver =
                harness.place(JobType.SERVICE, Task.builder("web", "dockr").build());
        Allocation config = harness.place(
                JobType.SERVICE, task("web").config(Map.of("run_fro", "1s")).build());
        harness.seconds(1);

        assertThat(harness.eventsInFull(driver, "web"))
                .anySatisfy(event ->
                        assertThat(event.message()).isEqualTo("This node has no driver (dockr), only [mock]."));
        assertThat(harness.status(driver)).isEqualTo(ClientStatus.FAILED);
        assertThat(harness.eventsInFull(config, "web")).anySatisfy(event -> {
            assertThat(event.type()).isEqualTo(TaskEventType.FAILED_VALIDATION);
            assertThat(event.message()).contains("run_fro").contains("run_for");
        });
        assertThat(harness.launches()).isEmpty();
    }

    @Test
    void theDriverGetsEnvironmentConfigAndDirectories() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(
                JobType.SERVICE,
                task("web")
                        .env(new TreeMap<>(Map.of("WHO", "${node.unique.name}")))
                        .config(Map.of("stdout_string", "I am ${WHO} ${NOMAD_ALLOC_INDEX}"))
                        .build());
        harness.seconds(1);

        TaskLaunch launch = harness.machine.launches().get(0);
        assertThat(launch.env()).containsEntry("WHO", "node-1").containsEntry("BERTH_TASK_NAME", "web");
        assertThat(launch.config()).containsEntry("stdout_string", "I am node-1 0");
        assertThat(launch.dirs().logsDir())
                .isEqualTo(harness.agent().directory(web.id()).logs());
        assertThat(launch.dirs().secretsDir()).isDirectory();
        assertThat(launch.resources().memoryBytes()).isEqualTo(300L << 20);
        assertThat(launch.jobId()).isEqualTo("job");
    }

    @Test
    void onlyTheLastTenEventsAreKept() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(
                JobType.SERVICE,
                task("web")
                        .config(Map.of("run_for", "1s", "exit_code", 1))
                        .restart(RestartPolicy.defaultsFor(JobType.SERVICE).toBuilder()
                                .attempts(50)
                                .delay(Duration.ofSeconds(5))
                                .build())
                        .build());
        harness.seconds(120);

        assertThat(harness.state(web, "web").events()).hasSize(10);
        assertThat(harness.state(web, "web").restarts()).isGreaterThan(5);
    }

    @Test
    void aBatchAllocationEndsWithItsMaximalRunDuration() {
        var harness = new AgentHarness(directory);
        Allocation batch = harness.place(harness.allocation(
                JobType.BATCH,
                group -> group.maxRunDuration(Duration.ofSeconds(30)),
                task("work").build()));

        harness.seconds(29);
        assertThat(harness.running()).containsExactly("work");
        harness.seconds(3);

        assertThat(harness.running()).isEmpty();
        assertThat(harness.status(batch)).isEqualTo(ClientStatus.COMPLETE);
        assertThat(harness.said(batch).clientDescription()).contains("maximal run duration");
    }

    private static Task hook(String name, Lifecycle.Hook hook, boolean sidecar, String runFor) {
        return task(name)
                .lifecycle(Lifecycle.builder(hook).sidecar(sidecar).build())
                .config(Map.of("run_for", runFor))
                .build();
    }

    private static RestartPolicy noRestarts() {
        return RestartPolicy.defaultsFor(JobType.SERVICE).toBuilder()
                .attempts(0)
                .build();
    }
}
