package dev.berth.driver;

import org.jspecify.annotations.Nullable;

/** The outside world did not do what a driver asked of it. The message is one sentence that names the task or the thing. */
public final class DriverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as it matters to the caller. May grow: keep a default branch. */
    public enum Kind {
        /** The task's config is wrong; it fails the same way each time. */
        INVALID_CONFIG(false),
        /** The handle belongs to another driver or cannot be read. */
        INVALID_HANDLE(false),
        /** The task could not be started, for a reason that stays. */
        START_FAILED(false),
        /** The driver's world (daemon, disk, process table) does not answer or has no room now; a later try may work. */
        UNAVAILABLE(true),
        /** The answer to a request was lost: it may have happened. Look before another try. */
        UNKNOWN_OUTCOME(true),
        /** This driver instance knows no such task: neither started nor adopted here, or destroyed. */
        UNKNOWN_TASK(false),
        /** The task does not exist any more. */
        TASK_GONE(false),
        /** The task runs, and what was asked needs it to have ended. */
        TASK_RUNNING(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Kind kind;

    /** Creates an exception without a cause. */
    public DriverException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** Creates an exception. */
    public DriverException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether the same call may succeed later without anybody changing the job. */
    public boolean retryable() {
        return kind.retryable;
    }
}
