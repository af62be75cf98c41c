package dev.berth.sample.cli;

import dev.berth.sample.cli.command.Berth;
import dev.berth.sample.cli.command.Console;
import dev.berth.sample.cli.command.StopSignal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process: streams, signals, exit code. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        StopSignal stop = StopSignal.ofThisProcess();
        Console console = new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), System.getenv(), stop);
        int code = Berth.run(console, args);
        console.out().flush();
        stop.finished(code);
        System.exit(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
