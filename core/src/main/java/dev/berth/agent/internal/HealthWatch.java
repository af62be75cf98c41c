package dev.berth.agent.internal;

import dev.berth.host.Cancellable;
import dev.berth.model.Allocation;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DeploymentId;
import dev.berth.model.HealthCheck;
import dev.berth.model.JobType;
import dev.berth.model.MigrateStrategy;
import dev.berth.model.UpdateStrategy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches the health of an allocation for its deployment, or for the migration that may wait for it, until there is a
 * verdict; that is kept on the disk. Confined to the allocation's lane.
 */
final class HealthWatch {
    private record Rule(HealthCheck check, Duration minHealthyTime, Duration healthyDeadline) {}

    private final AllocationRunner runner;
    private @Nullable HealthTracker tracker;
    private @Nullable Cancellable timer;
    private boolean begun;
    private boolean ended;

    HealthWatch(AllocationRunner runner) {
        this.runner = runner;
    }

    /** The tasks may start from now on. */
    void begin() {
        begun = true;
        watch();
    }

    /** The allocation belongs to another deployment, perhaps. */
    void updated() {
        if (begun && !ended && !judged()) {
            watch();
        }
    }

    /** The allocation is to stop: there will be no verdict any more. */
    void end() {
        ended = true;
        tracker = null;
        cancelTimer();
    }

    /** Returns the verdict on the present deployment, or {@code null} while there is none. */
    @Nullable
    DeploymentHealth verdict() {
        LocalRecord local = runner.local();
        if (local.healthy() == null || !local.healthOf().equals(deployment())) {
            return null;
        }
        return DeploymentHealth.builder()
                .healthy(local.healthy())
                .timestampNanos(local.healthAtNanos())
                .canary(runner.allocation().canary())
                .build();
    }

    /** Looks at the tasks again. */
    void look() {
        if (tracker == null) {
            return;
        }
        cancelTimer();
        List<HealthTracker.Observed> observed = runner.tasks().stream()
                .map(task -> new HealthTracker.Observed(task.view(), task.runningSinceNanos()))
                .toList();
        HealthTracker.Verdict verdict =
                tracker.judge(observed, runner.services().time().monotonicNanos());
        if (verdict instanceof HealthTracker.Verdict.Undecided undecided) {
            timer = runner.lane().schedule(undecided.askAgain(), runner::changed);
        } else {
            tracker = null;
            boolean healthy = verdict instanceof HealthTracker.Verdict.Healthy;
            long now = runner.services().time().epochNanos();
            runner.changeLocal(runner.local().withHealth(healthy, now, deployment()));
        }
    }

    private void watch() {
        tracker = null;
        cancelTimer();
        Rule rule = rule();
        if (rule != null && rule.check() != HealthCheck.MANUAL && !judged()) {
            tracker = new HealthTracker(
                    rule.minHealthyTime(),
                    rule.healthyDeadline(),
                    runner.services().time().monotonicNanos());
        }
    }

    private boolean judged() {
        DeploymentHealth told = runner.allocation().deploymentHealth();
        return verdict() != null || (told != null && told.healthy() != null);
    }

    private @Nullable Rule rule() {
        Allocation allocation = runner.allocation();
        JobType type = allocation.job().type();
        if (allocation.deploymentId() != null) {
            UpdateStrategy update = runner.group().update();
            UpdateStrategy used = update == null ? UpdateStrategy.defaults() : update;
            return new Rule(used.healthCheck(), used.minHealthyTime(), used.healthyDeadline());
        }
        if (type != JobType.SERVICE) {
            return null;
        }
        MigrateStrategy migrate = runner.group().migrate();
        MigrateStrategy used = migrate == null ? MigrateStrategy.defaults() : migrate;
        return new Rule(used.healthCheck(), used.minHealthyTime(), used.healthyDeadline());
    }

    private String deployment() {
        DeploymentId id = runner.allocation().deploymentId();
        return id == null ? "" : id.toString();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
