package dev.berth.driver;

import org.jspecify.annotations.Nullable;

/**
 * How a task ended. Immutable.
 *
 * @param exitCode what the task returned, 0 to 255; 0 when a signal ended it; -1 when unknown
 * @param signal the number of the signal that ended it, else 0
 * @param oomKilled it was killed for using more memory than its limit
 * @param error why the end is unknown or could not be told in numbers, else {@code null}
 */
public record ExitResult(
        int exitCode,
        int signal,
        boolean oomKilled,
        @Nullable String error) {
    public ExitResult {
        Checks.argument(exitCode >= -1, "The exit code (%s) must not be below -1.", exitCode);
        Checks.argument(signal >= 0 && signal <= 127, "The signal (%s) must lie in 0-127.", signal);
    }

    /** Returns the result of a task that exited by itself. */
    public static ExitResult exited(int exitCode) {
        return new ExitResult(exitCode, 0, false, null);
    }

    /** Returns the result of a task that a signal ended. */
    public static ExitResult signalled(int signal) {
        return new ExitResult(0, signal, false, null);
    }

    /** Returns the result of a task that was killed for exceeding its memory limit. */
    public static ExitResult outOfMemory() {
        return new ExitResult(0, Signals.SIGKILL, true, null);
    }

    /** Returns the result of a task of which it is known only that it does not run any more. */
    public static ExitResult lost(String error) {
        return new ExitResult(-1, 0, false, error);
    }

    /** Returns whether the task did what it should: code 0, no signal, no error. */
    public boolean successful() {
        return exitCode == 0 && signal == 0 && !oomKilled && error == null;
    }
}
