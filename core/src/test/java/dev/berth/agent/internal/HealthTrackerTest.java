package dev.berth.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.agent.internal.HealthTracker.Observed;
import dev.berth.agent.internal.HealthTracker.Verdict;
import dev.berth.model.Lifecycle;
import dev.berth.model.TaskState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthTrackerTest {
    private static final Lifecycle PRESTART =
            Lifecycle.builder(Lifecycle.Hook.PRESTART).build();
    private static final Lifecycle POSTSTOP =
            Lifecycle.builder(Lifecycle.Hook.POSTSTOP).build();
    private final HealthTracker tracker = new HealthTracker(Duration.ofSeconds(10), Duration.ofMinutes(5), 0);

    @Test
    void tasksMustRunForTheMinimalTimeCountedFromTheLatestStart() {
        List<Observed> tasks = List.of(running("a", null, 1), running("b", null, 4));

        assertThat(judge(tasks, 13)).isEqualTo(new Verdict.Undecided(Duration.ofSeconds(1)));
        assertThat(judge(tasks, 14)).isEqualTo(new Verdict.Healthy());
    }

    @Test
    void aTaskThatDoesNotRunKeepsTheAllocationFromBeingHealthyUntilTheDeadline() {
        List<Observed> tasks = List.of(running("a", null, 1), in(TaskState.State.PENDING, "b", null));

        assertThat(judge(tasks, 299)).isEqualTo(new Verdict.Undecided(Duration.ofSeconds(1)));
        assertThat(judge(tasks, 300)).isInstanceOf(Verdict.Unhealthy.class);
    }

    @Test
    void beingHealthyJustAtTheDeadlineIsHealthy() {
        assertThat(judge(List.of(running("a", null, 290)), 300)).isEqualTo(new Verdict.Healthy());
    }

    @Test
    void prestartTasksMayBeDoneAndPoststopTasksDoNotCount() {
        List<Observed> tasks = List.of(
                running("a", null, 0),
                in(TaskState.State.DEAD, "init", PRESTART),
                in(TaskState.State.PENDING, "clean", POSTSTOP));

        assertThat(judge(tasks, 10)).isEqualTo(new Verdict.Healthy());
    }

    @Test
    void aMainTaskThatEndedIsUnhealthyEvenWhenItSucceeded() {
        assertThat(judge(List.of(in(TaskState.State.DEAD, "a", null)), 1))
                .isEqualTo(new Verdict.Unhealthy("The main task (a) ended"));
    }

    @Test
    void aFailedTaskIsUnhealthyAtOnce() {
        var failed = new Observed(new TaskView("init", PRESTART, false, TaskState.State.DEAD, true, true), 0);

        assertThat(judge(List.of(failed), 1)).isEqualTo(new Verdict.Unhealthy("The task (init) failed"));
    }

    private Verdict judge(List<Observed> tasks, long seconds) {
        return tracker.judge(tasks, Duration.ofSeconds(seconds).toNanos());
    }

    private static Observed running(String name, @Nullable Lifecycle lifecycle, long sinceSeconds) {
        return new Observed(
                new TaskView(name, lifecycle, false, TaskState.State.RUNNING, false, true),
                Duration.ofSeconds(sinceSeconds).toNanos());
    }

    private static Observed in(TaskState.State state, String name, @Nullable Lifecycle lifecycle) {
        return new Observed(new TaskView(name, lifecycle, false, state, false, true), 0);
    }
}
