package dev.berth.driver.exec.internal;

import dev.berth.driver.DriverException;
import dev.berth.driver.TaskLaunch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Turns a launch into a command, and says before anything runs what would prevent it: no such program, not executable, no
 * such directory or user. Thread-safe.
 */
public final class CommandResolver {
    private final Tools tools;

    /** Creates a resolver. */
    public CommandResolver(Tools tools) {
        this.tools = tools;
    }

    /**
     * Returns the command of a launch.
     *
     * @throws DriverException {@link DriverException.Kind#START_FAILED} saying what is missing
     */
    public SupervisedCommand resolve(
            TaskLaunch launch, String program, List<String> args, String workDir, int killSignal) {
        Path dir = launch.dirs().taskDir().resolve(workDir);
        if (!Files.isDirectory(dir)) {
            throw failed("The directory (" + dir + ") of the task " + launch.key() + " does not exist.");
        }
        if (!Files.isDirectory(launch.dirs().logsDir())) {
            throw failed(
                    "The logs directory (" + launch.dirs().logsDir() + ") of " + launch.key() + " does not exist.");
        }
        var env = new LinkedHashMap<>(launch.env());
        env.putIfAbsent("PATH", Tools.DEFAULT_PATH);
        requireProgram(program, dir, String.valueOf(env.get("PATH")));
        var command = new ArrayList<String>();
        command.add(program);
        command.addAll(args);
        if (command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw failed("An argument of the task " + launch.key() + " holds a NUL, which no program can be given.");
        }
        Path log = launch.dirs().logsDir().resolve(launch.key().taskName());
        return new SupervisedCommand(
                userPrefix(launch.user()), command, env, dir, log, launch.logRotation(), killSignal);
    }

    private static void requireProgram(String program, Path dir, String path) {
        if (program.indexOf('/') < 0) {
            if (Tools.find(program, path).isEmpty()) {
                throw failed("The program (" + program + ") is not in PATH (" + path + ").");
            }
            return;
        }
        Path file = dir.resolve(program);
        if (!Files.isRegularFile(file)) {
            throw failed("The program (" + file + ") does not exist.");
        }
        if (!Files.isExecutable(file)) {
            throw failed("The program (" + file + ") may not be executed. Maybe chmod +x is missing.");
        }
    }

    private List<String> userPrefix(@Nullable String user) {
        if (user == null || user.isEmpty() || user.equals(System.getProperty("user.name"))) {
            return List.of();
        }
        Optional<Path> setpriv = Tools.find("setpriv", tools.path());
        if (setpriv.isEmpty()) {
            throw failed("Running as another user (" + user + ") needs the program setpriv of util-linux.");
        }
        String uid = id("-u", user);
        return List.of(setpriv.get().toString(), "--reuid=" + uid, "--regid=" + id("-g", user), "--init-groups", "--");
    }

    private String id(String what, String user) {
        var out = new ByteArrayOutputStream();
        var line = new CommandLine(tools.locate("id"));
        List.of(what, "--", user).forEach(argument -> line.addArgument(argument, false));
        try {
            var executor = DefaultExecutor.builder()
                    .setExecuteStreamHandler(new PumpStreamHandler(out, new ByteArrayOutputStream()))
                    .get();
            executor.execute(line, Map.of("LC_ALL", "C"));
            return out.toString(StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new DriverException(
                    DriverException.Kind.START_FAILED, "The user (" + user + ") does not exist on this machine.", e);
        }
    }

    private static DriverException failed(String message) {
        return new DriverException(DriverException.Kind.START_FAILED, message);
    }
}
