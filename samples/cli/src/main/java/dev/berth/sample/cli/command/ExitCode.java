package dev.berth.sample.cli.command;

/** How commands end. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int NOT_PLACED = 2;

    private ExitCode() {}
}
