package dev.berth.driver.exec.internal;

import dev.berth.driver.DriverException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Launches supervisors: a short-lived launcher detaches {@code supervise.sh} into a session of its own, so that neither it nor
 * the task is ever a child of the agent. Thread-safe.
 */
final class Supervisor {
    private static final long CLAIM_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Tools tools;

    Supervisor(Tools tools) {
        this.tools = tools;
    }

    /**
     * Starts a command in a directory made for it, and waits until the task has claimed its start. When this fails, nothing
     * runs and nothing will.
     */
    ProcessIdentity launch(TaskDirFiles files, SupervisedCommand command) {
        try {
            runLauncher(files, command);
        } catch (IOException e) {
            return claimedOrFenced(files, "its launcher failed: " + e, e);
        }
        long deadline = System.nanoTime() + CLAIM_NANOS;
        for (int looks = 0;
                System.nanoTime() < deadline && !Thread.currentThread().isInterrupted();
                looks++) {
            Optional<ProcessIdentity> task = files.task();
            if (task.isPresent()) {
                return task.get();
            }
            if (looks > 100
                    && files.supervisor().filter(ProcessIdentity::isAlive).isEmpty()) {
                break;
            }
            Pause.millis(looks < 50 ? 1 : 10);
        }
        return claimedOrFenced(files, "its supervisor did not begin", null);
    }

    private static ProcessIdentity claimedOrFenced(TaskDirFiles files, String reason, @Nullable Throwable cause) {
        if (files.fence()) {
            String complaint = files.supervisorComplaint();
            throw new DriverException(
                    DriverException.Kind.UNAVAILABLE,
                    "The task in " + files.dir() + " was not started: " + reason
                            + (complaint.isEmpty() ? "." : " (" + complaint + ")."),
                    cause);
        }
        return files.task().orElseThrow(() -> new IllegalStateException("The claim vanished from " + files.dir()));
    }

    private void runLauncher(TaskDirFiles files, SupervisedCommand command) throws IOException {
        var line = new CommandLine(tools.locate("sh"));
        List<String> arguments = new ArrayList<>(List.of(
                "-c",
                "log=$1; shift; exec \"$@\" < /dev/null > /dev/null 2>> \"$log\"",
                "launcher",
                files.supervisorLog().toString(),
                tools.locate("setsid"),
                "-f",
                tools.locate("sh"),
                files.script().toString(),
                files.dir().toString(),
                command.workDir().toString(),
                command.log().toString(),
                String.valueOf(command.rotation().maxFiles()),
                String.valueOf(command.rotation().maxFileBytes())));
        arguments.addAll(taskArguments(command));
        arguments.forEach(argument -> line.addArgument(argument, false));
        var executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(new PumpStreamHandler(null, null, null))
                .setWorkingDirectory(files.dir().toFile())
                .get();
        executor.execute(line, new HashMap<>(Map.of("PATH", tools.path(), "LC_ALL", "C")));
    }

    /**
     * {@code env} turns into the prefix, which turns into the command; a {@code =} in the program's name must not look like a
     * variable. An agent started with {@code nohup} or in the background ignores signals, and children inherit that, so
     * {@code env} sets them back: a task must hear its kill signal.
     */
    private List<String> taskArguments(SupervisedCommand command) {
        var arguments = new ArrayList<String>();
        arguments.add(tools.locate("env"));
        arguments.add("--default-signal");
        arguments.addAll(EnvFile.arguments(command.env()));
        arguments.addAll(command.prefix());
        if (command.prefix().isEmpty() && command.command().get(0).indexOf('=') >= 0) {
            arguments.addAll(List.of(tools.locate("nice"), "-n", "0", "--"));
        }
        arguments.addAll(command.command());
        return arguments;
    }
}
