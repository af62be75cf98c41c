package dev.berth.agent;

import static dev.berth.agent.AgentHarness.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DeploymentId;
import dev.berth.model.HealthCheck;
import dev.berth.model.JobType;
import dev.berth.model.UpdateStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks, setup and health of allocations. */
class AllocationsTest {
    @TempDir
    Path directory;

    private final List<String> calls = new ArrayList<>();

    private final class Recording implements AllocationHook {
        private final String name;
        private String failsIn = "";

        Recording(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        private void called(String step) {
            calls.add(name + " " + step);
            if (step.equals(failsIn)) {
                throw new IllegalStateException("no " + step + " today");
            }
        }

        @Override
        public void prerun(Scope scope) {
            assertThat(scope.directory().shared()).isDirectory();
            called("prerun");
        }

        @Override
        public void updated(Scope scope) {
            called("updated");
        }

        @Override
        public Map<String, String> prestart(Scope scope, String task) {
            called("prestart");
            return Map.of("FROM_" + name.toUpperCase(Locale.ROOT), task);
        }

        @Override
        public void poststart(Scope scope, String task) {
            called("poststart");
        }

        @Override
        public void stopping(Scope scope) {
            called("stopping");
        }

        @Override
        public void exited(Scope scope, String task) {
            called("exited");
        }

        @Override
        public void postrun(Scope scope) {
            called("postrun");
        }
    }

    @Test
    void hooksAreCalledInOrderAndUndoneInReverse() {
        var harness = AgentHarness.with(directory, agent -> agent.hooks(new Recording("a"), new Recording("b")));
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        harness.servers.stop(web.id());
        harness.seconds(2);

        assertThat(calls)
                .containsExactly(
                        "a prerun",
                        "b prerun",
                        "a prestart",
                        "b prestart",
                        "a poststart",
                        "b poststart",
                        "a stopping",
                        "b stopping",
                        "a exited",
                        "b exited",
                        "b postrun",
                        "a postrun");
        assertThat(harness.machine.launches().get(0).env()).containsEntry("FROM_A", "web");
    }

    @Test
    void aFailingPrerunIsASetupFailureAndWhatWasBegunIsUndone() {
        var first = new Recording("a");
        var second = new Recording("b");
        second.failsIn = "prerun";
        var harness = AgentHarness.with(directory, agent -> agent.hooks(first, second, new Recording("c")));

        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);

        assertThat(harness.status(web)).isEqualTo(ClientStatus.FAILED);
        assertThat(harness.said(web).clientDescription())
                .isEqualTo("Setup Failure: The hook (b) failed: no prerun today");
        assertThat(harness.events(web, "web")).endsWith("Setup Failure");
        assertThat(calls).contains("b postrun", "a postrun").doesNotContain("c prerun", "c postrun");
        assertThat(harness.launches()).isEmpty();
    }

    @Test
    void aFailingPrestartCountsAgainstTheRestartPolicy() {
        var hook = new Recording("a");
        hook.failsIn = "prestart";
        var harness = AgentHarness.with(directory, agent -> agent.hooks(hook));
        Allocation web = harness.place(JobType.SERVICE, task("web").build());

        harness.seconds(5);
        hook.failsIn = "";
        harness.seconds(30);

        assertThat(harness.events(web, "web")).containsSubsequence("Task hook failed", "Restarting", "Started");
    }

    @Test
    void aHookThatWasBegunWhenTheAgentDiedIsUndoneByTheNext() {
        var hook = new Recording("a");
        var harness = AgentHarness.with(directory, agent -> agent.hooks(hook));
        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);
        harness.kill();
        harness.servers.stop(web.id());
        calls.clear();

        harness.boot();
        harness.seconds(5);

        assertThat(calls).contains("a exited").endsWith("a postrun");
    }

    @Test
    void anAllocationDirectoryThatCannotBeMadeIsASetupFailure() throws Exception {
        var harness = new AgentHarness(directory);
        harness.seconds(1);
        Files.writeString(directory.resolve("alloc"), "in the way");

        Allocation web = harness.place(JobType.SERVICE, task("web").build());
        harness.seconds(1);

        assertThat(harness.status(web)).isEqualTo(ClientStatus.FAILED);
        assertThat(harness.said(web).clientDescription()).startsWith("Setup Failure: ");
    }

    @Test
    void aDeploymentHearsThatItsAllocationIsHealthyAfterTheMinimalTime() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(deployed(harness, HealthCheck.TASK_STATES, Map.of()));
        harness.seconds(9);
        assertThat(harness.said(web).health()).isNull();
        harness.seconds(3);

        assertThat(harness.said(web).health().isHealthy()).isTrue();
        harness.restart();
        harness.seconds(1);
        assertThat(harness.said(web).health().isHealthy()).isTrue();
    }

    @Test
    void anAllocationWhoseTasksDoNotStayUpIsUnhealthy() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(deployed(harness, HealthCheck.CHECKS, Map.of("run_for", "2s", "exit_code", 1)));
        harness.seconds(90);

        DeploymentHealth health = harness.said(web).health();
        assertThat(health.isUnhealthy()).isTrue();
    }

    @Test
    void aManualVerdictIsNobodysButTheOperators() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(deployed(harness, HealthCheck.MANUAL, Map.of()));
        harness.seconds(600);

        assertThat(harness.said(web).health()).isNull();
    }

    @Test
    void anInPlaceUpdateToAnotherDeploymentIsJudgedAnew() {
        var harness = new AgentHarness(directory);
        Allocation web = harness.place(deployed(harness, HealthCheck.TASK_STATES, Map.of()));
        harness.seconds(15);
        assertThat(harness.said(web).health().isHealthy()).isTrue();

        harness.servers.put(harness.servers.allocation(web.id()).toBuilder()
                .deploymentId(DeploymentId.of(new UUID(5, 99)))
                .build());
        harness.seconds(1);

        assertThat(harness.launches()).hasSize(1);
        assertThat(harness.said(web).health().isHealthy())
                .as("it has been running for long enough")
                .isTrue();
    }

    private static Allocation deployed(AgentHarness harness, HealthCheck check, Map<String, Object> config) {
        return harness
                .allocation(
                        JobType.SERVICE,
                        group -> group.update(UpdateStrategy.defaults().toBuilder()
                                .healthCheck(check)
                                .minHealthyTime(Duration.ofSeconds(10))
                                .build()),
                        task("web").config(config).build())
                .toBuilder()
                .deploymentId(DeploymentId.of(new UUID(5, 1)))
                .build();
    }
}
