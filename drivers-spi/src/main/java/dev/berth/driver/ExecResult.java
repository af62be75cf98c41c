package dev.berth.driver;

import java.nio.charset.StandardCharsets;

/** How a command run inside a task ended, and what it printed. Immutable. */
public final class ExecResult {
    private final int exitCode;
    private final boolean timedOut;
    private final byte[] stdout;
    private final byte[] stderr;

    /** Copies its arguments. */
    public ExecResult(int exitCode, boolean timedOut, byte[] stdout, byte[] stderr) {
        this.exitCode = exitCode;
        this.timedOut = timedOut;
        this.stdout = stdout.clone();
        this.stderr = stderr.clone();
    }

    /** Returns the exit code, or 128 + signal when a signal ended it. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns whether the command was killed because its time was over. */
    public boolean timedOut() {
        return timedOut;
    }

    /** Returns a copy of what went to standard output. */
    public byte[] stdout() {
        return stdout.clone();
    }

    /** Returns a copy of what went to standard error. */
    public byte[] stderr() {
        return stderr.clone();
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + (timedOut ? " (timed out)" : "") + ": "
                + new String(stdout, StandardCharsets.UTF_8) + new String(stderr, StandardCharsets.UTF_8);
    }
}
