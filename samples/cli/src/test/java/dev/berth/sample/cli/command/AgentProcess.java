package dev.berth.sample.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code agent -dev -data-dir D} in a JVM of its own, which can be killed. */
final class AgentProcess {
    private static final Pattern ADDRESS = Pattern.compile("Address = (\\S+)");

    private final Process process;
    private final String address;

    private AgentProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static AgentProcess start(Path data, Path log) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.berth.sample.cli.Main",
                        "agent",
                        "-dev",
                        "-http-port",
                        "0",
                        "-data-dir",
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            return new AgentProcess(process, awaitAddress(process.getInputStream(), log));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String awaitAddress(InputStream out, Path log) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int each = out.read(); each >= 0; each = out.read()) {
            text.append((char) each);
            Matcher matcher = ADDRESS.matcher(text);
            if (each == '\n' && matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new IllegalStateException(
                "The agent did not start: " + text + Files.readString(log, StandardCharsets.UTF_8));
    }

    String address() {
        return address;
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends it politely, and returns its exit code. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The agent (process %d) does not end.".formatted(process.pid()));
            }
            process.getInputStream().close();
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
