package dev.berth.agent.internal;

import dev.berth.model.Lifecycle;
import dev.berth.model.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether an allocation is healthy, for the deployment or migration that waits for it.
 *
 * <p>Healthy: all tasks have been running for the minimal time without a restart, counted from the latest start; prestart
 * tasks may be done, and so may poststart tasks that succeeded. Unhealthy: a task failed, a main task ended, or the deadline
 * passed.
 *
 * <p>Immutable; times are monotonic nanoseconds.
 */
record HealthTracker(Duration minHealthyTime, Duration healthyDeadline, long watchedSinceNanos) {

    /** A judgement. */
    sealed interface Verdict {
        record Healthy() implements Verdict {}

        record Unhealthy(String reason) implements Verdict {}

        /** Ask again after this time, or when a task changes. */
        record Undecided(Duration askAgain) implements Verdict {}
    }

    /** What is judged of a task: the view, and since when the present run is running (monotonic). */
    record Observed(TaskView task, long runningSinceNanos) {}

    Verdict judge(List<Observed> tasks, long nowNanos) {
        String bad = reasonAgainst(tasks);
        if (bad != null) {
            return new Verdict.Unhealthy(bad);
        }
        long healthyIn = Long.MAX_VALUE;
        if (tasks.stream().allMatch(HealthTracker::fine)) {
            long latest = tasks.stream()
                    .filter(observed -> observed.task().running())
                    .mapToLong(Observed::runningSinceNanos)
                    .max()
                    .orElse(watchedSinceNanos);
            healthyIn = Math.max(0, minHealthyTime.toNanos() - (nowNanos - latest));
        }
        long deadlineIn = healthyDeadline.toNanos() - (nowNanos - watchedSinceNanos);
        if (healthyIn == 0) {
            return new Verdict.Healthy();
        }
        if (deadlineIn <= 0) {
            return new Verdict.Unhealthy(String.format(
                    Locale.ROOT, "The tasks were not healthy within %d seconds", healthyDeadline.toSeconds()));
        }
        return new Verdict.Undecided(Duration.ofNanos(Math.min(healthyIn, deadlineIn)));
    }

    private static @Nullable String reasonAgainst(List<Observed> tasks) {
        for (Observed observed : tasks) {
            TaskView task = observed.task();
            if (task.dead() && task.failed()) {
                return "The task (" + task.name() + ") failed";
            }
            if (task.dead() && task.isMain()) {
                return "The main task (" + task.name() + ") ended";
            }
        }
        return null;
    }

    private static boolean fine(Observed observed) {
        TaskView task = observed.task();
        if (task.isHook(Lifecycle.Hook.POSTSTOP)) {
            return true;
        }
        boolean mayBeDone = task.isHook(Lifecycle.Hook.PRESTART) || task.isHook(Lifecycle.Hook.POSTSTART);
        return task.state() == TaskState.State.RUNNING || (mayBeDone && !task.isSidecar() && task.succeeded());
    }
}
