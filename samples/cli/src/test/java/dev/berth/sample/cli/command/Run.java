package dev.berth.sample.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a command did: exit code and streams. */
record Run(int code, String out, String err) {

    /** Runs a command against the agent at an address, in this JVM. */
    static Run at(String address, String... args) {
        return with(new StopSignal(), Map.of("BERTH_ADDR", address), args);
    }

    /** Runs a command that needs no agent. */
    static Run of(String... args) {
        return at("http://127.0.0.1:9", args);
    }

    static Run with(StopSignal stop, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Berth.run(new Console(stream(out), stream(err), environment, stop), args);
        return new Run(code, text(out), text(err));
    }

    static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }

    static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
