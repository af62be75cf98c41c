package dev.berth.agent;

import dev.berth.model.JobType;
import dev.berth.model.Lifecycle;
import dev.berth.model.RestartPolicy;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a task that ended is started again, and when, by the restart policy of its group.
 *
 * <p>Attempts are counted in windows of the policy's interval: the first end after a window has passed opens a new one. With
 * the defaults of a service (2 attempts in 30 minutes, delay 15 seconds, mode fail) the first and second end lead to a
 * restart after 15 to 18.75 seconds (a quarter of the delay is spread, so that tasks that died together do not come back
 * together), the third is final.
 *
 * <p>Restarted after success: main tasks of service and system jobs, and sidecars; main tasks of batch and sysbatch jobs and
 * other lifecycle tasks are done when they succeed.
 *
 * <p><b>Thread-safety:</b> immutable. <b>Determinism:</b> time, window and randomness are arguments.
 */
public final class RestartTracker {
    private final RestartPolicy policy;
    private final boolean restartOnSuccess;

    /** Follows a policy for a task of a job of the type, with its lifecycle hook ({@code null} for a main task). */
    public RestartTracker(RestartPolicy policy, JobType jobType, @Nullable Lifecycle lifecycle) {
        this.policy = policy;
        this.restartOnSuccess = lifecycle == null
                ? jobType == JobType.SERVICE || jobType == JobType.SYSTEM
                : lifecycle.sidecar() && lifecycle.hook() != Lifecycle.Hook.POSTSTOP;
    }

    /**
     * Where the counting stands; kept over a restart of the agent.
     *
     * @param count how many ends fell into the window
     * @param startNanos when the window began, nanoseconds since the epoch; 0 before the first end
     */
    public record Window(int count, long startNanos) {
        /** Before the first end. */
        public static final Window NONE = new Window(0, 0);
    }

    /** How a run of a task ended. May grow: keep a default branch. */
    public sealed interface End {
        /** It ran and is over. */
        record Exited(boolean successful) implements End {}

        /** It could not be started. */
        record NotStarted(boolean retryable) implements End {}

        /** Somebody asked for a restart; nothing failed. */
        record RestartRequested() implements End {}

        /** The agent ended it. */
        record Killed() implements End {}
    }

    /** What to do now. May grow: keep a default branch. */
    public sealed interface Next {
        /** Start again after a delay, zero or more. */
        record Restart(Duration delay, String reason) implements Next {}

        /** It has done what it should. */
        record Done(String reason) implements Next {}

        /** It was ended on purpose. */
        record Killed() implements Next {}

        /** It failed for good. */
        record Failed(String reason) implements Next {}
    }

    /** What to do now, and the window to pass the next time. */
    public record Decision(Next next, Window window) {}

    /**
     * Decides.
     *
     * @param nowNanos nanoseconds since the epoch
     * @param jitter any random number; the same one gives the same delay
     */
    public Decision decide(End end, Window window, long nowNanos, long jitter) {
        if (end instanceof End.Killed) {
            return new Decision(new Next.Killed(), window);
        }
        if (end instanceof End.RestartRequested) {
            return new Decision(new Next.Restart(Duration.ZERO, "A restart was asked for"), window);
        }
        if (policy.attempts() == 0) {
            return new Decision(withoutAttempts(end), window);
        }
        Window counted = count(window, nowNanos);
        return new Decision(afterCounting(end, counted, nowNanos, jitter), counted);
    }

    private Next withoutAttempts(End end) {
        return isFinalSuccess(end)
                ? new Next.Done("The task ended successfully")
                : new Next.Failed("The restart policy allows no restarts");
    }

    private Window count(Window window, long nowNanos) {
        boolean over = window.startNanos() == 0
                || nowNanos - window.startNanos() > policy.interval().toNanos();
        return over ? new Window(1, nowNanos) : new Window(window.count() + 1, window.startNanos());
    }

    private Next afterCounting(End end, Window window, long nowNanos, long jitter) {
        if (end instanceof End.NotStarted notStarted && !notStarted.retryable()) {
            return new Next.Failed("The start failed for a reason that stays");
        }
        if (isFinalSuccess(end)) {
            return new Next.Done("The task ended successfully");
        }
        if (window.count() > policy.attempts()) {
            return exhausted(window, nowNanos);
        }
        return new Next.Restart(delay(jitter), "Within the restart policy");
    }

    private Next exhausted(Window window, long nowNanos) {
        String text = String.format(
                Locale.ROOT,
                "%d restarts within %s are used up",
                policy.attempts(),
                DurationText.of(policy.interval()));
        if (policy.mode() == RestartPolicy.Mode.FAIL) {
            return new Next.Failed(text);
        }
        long left = window.startNanos() + policy.interval().toNanos() - nowNanos;
        return new Next.Restart(Duration.ofNanos(Math.max(0, left)), text);
    }

    private boolean isFinalSuccess(End end) {
        return end instanceof End.Exited exited && exited.successful() && !restartOnSuccess;
    }

    /** The delay and a random quarter of it: delay + U[0, delay) x 0.25. */
    private Duration delay(long jitter) {
        long delay = policy.delay().toNanos();
        long spread = delay / 4;
        return Duration.ofNanos(delay + (spread == 0 ? 0 : Long.remainderUnsigned(jitter, spread)));
    }
}
