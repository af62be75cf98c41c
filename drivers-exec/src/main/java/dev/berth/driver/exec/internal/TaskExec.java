package dev.berth.driver.exec.internal;

import dev.berth.driver.DriverException;
import dev.berth.driver.ExecResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a further command beside a task: its directory and environment are those the task was started with. Stateless. */
final class TaskExec {
    private static final int MAX_OUTPUT_BYTES = 1 << 20;

    private TaskExec() {}

    /**
     * Blocks until the command has ended or its time is over. Output goes through files, since a child that it leaves behind
     * would hold a pipe open.
     */
    static ExecResult run(SupervisedTask task, List<String> command, Duration timeout) {
        try {
            Path out = Files.createTempFile(task.files().dir(), "exec", ".out");
            Path err = Files.createTempFile(task.files().dir(), "exec", ".err");
            try {
                return run(prepare(task, command, out, err), timeout, out, err);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new DriverException(
                    DriverException.Kind.START_FAILED, "The command " + command.get(0) + " could not be run: " + e, e);
        }
    }

    private static ProcessBuilder prepare(SupervisedTask task, List<String> command, Path out, Path err)
            throws IOException {
        Path proc = Path.of("/proc", String.valueOf(task.process().pid()));
        awaitCommand(proc, task.files().dir().resolve("task.sh").toString());
        byte[] environ = Files.readAllBytes(proc.resolve("environ"));
        Path workDir = proc.resolve("cwd").toRealPath();
        var builder = new ProcessBuilder(command)
                .directory(workDir.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        for (String entry : new String(environ, StandardCharsets.UTF_8).split("\0", -1)) {
            int equals = entry.indexOf('=', 1);
            if (equals > 0) {
                builder.environment().put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return builder;
    }

    /** Waits until the process has turned from the script into {@code env} and from that into the command. */
    private static void awaitCommand(Path proc, String script) throws IOException {
        for (int looks = 0; looks < 200; looks++) {
            String[] words =
                    new String(Files.readAllBytes(proc.resolve("cmdline")), StandardCharsets.UTF_8).split("\0", -1);
            boolean isScript = words.length > 1 && words[1].equals(script);
            boolean isEnv = words.length > 1 && words[0].endsWith("/env") && words[1].matches("-u|--");
            if (!isScript && !isEnv) {
                return;
            }
            Pause.millis(2);
        }
    }

    private static ExecResult run(ProcessBuilder builder, Duration timeout, Path out, Path err) throws IOException {
        Process process = builder.start();
        boolean ended = false;
        try {
            ended = process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit().join();
        }
        return new ExecResult(process.exitValue(), !ended, head(out), head(err));
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_OUTPUT_BYTES);
        }
    }
}
