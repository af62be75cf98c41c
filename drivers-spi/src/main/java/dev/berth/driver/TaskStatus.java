package dev.berth.driver;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a task as its driver sees it. Immutable. The canonical constructor grows; use {@link #running} and {@link
 * #exited}.
 *
 * @param state whether it runs
 * @param startedAt when it was started, or {@code null} when unknown
 * @param finishedAt when it ended, or {@code null} while it runs or when unknown
 * @param exit how it ended, {@code null} while it runs
 * @param attributes what else the driver can tell (process id, container id, address), sorted by name
 */
public record TaskStatus(
        State state,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable ExitResult exit,
        SortedMap<String, String> attributes) {

    /** Whether a task runs. May grow: keep a default branch. */
    public enum State {
        /** It runs. */
        RUNNING,
        /** It has ended. */
        EXITED
    }

    public TaskStatus {
        Checks.argument(
                (state == State.EXITED) == (exit != null), "A task (%s) has an exit result when it has exited.", state);
        attributes = Checks.sorted(attributes);
    }

    /** Returns the status of a running task. */
    public static TaskStatus running(@Nullable Instant startedAt, Map<String, String> attributes) {
        return new TaskStatus(State.RUNNING, startedAt, null, null, Checks.sorted(attributes));
    }

    /** Returns the status of a task that has ended. */
    public static TaskStatus exited(
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            ExitResult exit,
            Map<String, String> attributes) {
        return new TaskStatus(State.EXITED, startedAt, finishedAt, exit, Checks.sorted(attributes));
    }
}
