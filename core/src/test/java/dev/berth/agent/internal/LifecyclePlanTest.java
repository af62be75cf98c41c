package dev.berth.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.agent.internal.LifecyclePlan.Stopping;
import dev.berth.model.Lifecycle;
import dev.berth.model.TaskState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifecyclePlanTest {
    private static final Lifecycle PRESTART =
            Lifecycle.builder(Lifecycle.Hook.PRESTART).build();
    private static final Lifecycle SIDECAR = PRESTART.toBuilder().sidecar(true).build();
    private static final Lifecycle POSTSTART =
            Lifecycle.builder(Lifecycle.Hook.POSTSTART).build();
    private static final Lifecycle POSTSTOP =
            Lifecycle.builder(Lifecycle.Hook.POSTSTOP).build();

    @Test
    void prestartTasksGoFirst() {
        var plan = plan(Stopping.NO, pending("init", PRESTART), pending("proxy", SIDECAR), pending("web", null));

        assertThat(plan.start()).containsExactly("init", "proxy");
        assertThat(plan.kill()).isEmpty();
    }

    @Test
    void mainTasksWaitForPrestartTasksToSucceedAndSidecarsToRun() {
        assertThat(plan(Stopping.NO, done("init", PRESTART), pending("proxy", SIDECAR), pending("web", null))
                        .start())
                .doesNotContain("web");
        assertThat(plan(Stopping.NO, running("init", PRESTART), running("proxy", SIDECAR), pending("web", null))
                        .start())
                .doesNotContain("web");
        assertThat(plan(Stopping.NO, done("init", PRESTART), running("proxy", SIDECAR), pending("web", null))
                        .start())
                .contains("web");
    }

    @Test
    void poststartTasksWaitForAllMainTasksToRun() {
        assertThat(plan(Stopping.NO, running("a", null), pending("b", null), pending("notify", POSTSTART))
                        .start())
                .doesNotContain("notify");
        assertThat(plan(Stopping.NO, running("a", null), running("b", null), pending("notify", POSTSTART))
                        .start())
                .contains("notify");
    }

    @Test
    void sidecarsEndWhenAllMainTasksAreDead() {
        var plan = plan(Stopping.NO, running("proxy", SIDECAR), done("a", null), done("b", null));

        assertThat(plan.kill()).isEqualTo(Map.of("proxy", KillReason.MAIN_DEAD));
    }

    @Test
    void poststopTasksWaitUntilEverythingElseIsDead() {
        assertThat(plan(Stopping.NO, running("proxy", SIDECAR), done("a", null), pending("clean", POSTSTOP))
                        .start())
                .isEmpty();
        assertThat(plan(Stopping.NO, done("proxy", SIDECAR), done("a", null), pending("clean", POSTSTOP))
                        .start())
                .containsExactly("clean");
    }

    @Test
    void poststopTasksRunAfterAStopButNotWhenNothingEverRan() {
        assertThat(plan(Stopping.TASKS, done("a", null), pending("clean", POSTSTOP))
                        .start())
                .containsExactly("clean");
        assertThat(plan(Stopping.TASKS, neverStarted("a", null), pending("clean", POSTSTOP))
                        .kill())
                .containsOnlyKeys("clean");
    }

    @Test
    void aRemovalEndsPoststopTasksToo() {
        var plan = plan(Stopping.EVERYTHING, done("a", null), running("clean", POSTSTOP));

        assertThat(plan.kill()).containsOnlyKeys("clean");
    }

    @Test
    void aFailedTaskEndsItsSiblingsAtOnceButForSidecars() {
        var plan = plan(Stopping.NO, failed("a", null), running("b", null), running("proxy", SIDECAR));

        assertThat(plan.kill()).isEqualTo(Map.of("b", KillReason.SIBLING_FAILED));
        assertThat(plan(Stopping.NO, failed("a", null), done("b", null), running("proxy", SIDECAR))
                        .kill())
                .isEqualTo(Map.of("proxy", KillReason.SIBLING_FAILED));
    }

    @Test
    void aFailedPrestartTaskKeepsTheMainTasksFromStarting() {
        var plan = plan(Stopping.NO, failed("init", PRESTART), pending("web", null));

        assertThat(plan.start()).isEmpty();
        assertThat(plan.kill()).containsOnlyKeys("web");
    }

    @Test
    void aDeadLeaderEndsTheOthers() {
        var plan = plan(Stopping.NO, leader(done("main", null)), running("b", null));

        assertThat(plan.kill()).isEqualTo(Map.of("b", KillReason.LEADER_DEAD));
    }

    @Test
    void onAStopTheLeaderEndsFirstThenTheOthersLastTheSidecars() {
        TaskView proxy = running("proxy", SIDECAR);

        assertThat(plan(Stopping.TASKS, leader(running("main", null)), running("b", null), proxy)
                        .kill())
                .containsOnlyKeys("main");
        assertThat(plan(Stopping.TASKS, leader(done("main", null)), running("b", null), proxy)
                        .kill())
                .containsOnlyKeys("b");
        assertThat(plan(Stopping.TASKS, leader(done("main", null)), done("b", null), proxy)
                        .kill())
                .containsOnlyKeys("proxy");
    }

    @Test
    void onAStopWhatNeverRanEndsAtOnce() {
        var plan = plan(Stopping.TASKS, leader(running("main", null)), pending("notify", POSTSTART));

        assertThat(plan.kill()).containsOnlyKeys("main", "notify");
        assertThat(plan.start()).isEmpty();
    }

    private static LifecyclePlan plan(Stopping stopping, TaskView... tasks) {
        return LifecyclePlan.of(List.of(tasks), stopping);
    }

    private static TaskView pending(String name, @Nullable Lifecycle lifecycle) {
        return new TaskView(name, lifecycle, false, TaskState.State.PENDING, false, false);
    }

    private static TaskView running(String name, @Nullable Lifecycle lifecycle) {
        return new TaskView(name, lifecycle, false, TaskState.State.RUNNING, false, true);
    }

    private static TaskView done(String name, @Nullable Lifecycle lifecycle) {
        return new TaskView(name, lifecycle, false, TaskState.State.DEAD, false, true);
    }

    private static TaskView neverStarted(String name, @Nullable Lifecycle lifecycle) {
        return new TaskView(name, lifecycle, false, TaskState.State.DEAD, false, false);
    }

    private static TaskView failed(String name, @Nullable Lifecycle lifecycle) {
        return new TaskView(name, lifecycle, false, TaskState.State.DEAD, true, true);
    }

    private static TaskView leader(TaskView view) {
        return new TaskView(view.name(), view.lifecycle(), true, view.state(), view.failed(), view.started());
    }
}
