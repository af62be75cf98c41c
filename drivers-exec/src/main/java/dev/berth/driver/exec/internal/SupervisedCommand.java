package dev.berth.driver.exec.internal;

import dev.berth.driver.LogRotation;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a supervisor runs. Immutable.
 *
 * @param prefix a program with arguments that turns into the command, such as {@code setpriv … --}; may be empty
 * @param command program and arguments, passed exactly
 * @param env the whole environment, in this order
 * @param workDir where it runs
 * @param log the beginning of the log files' names, to which {@code .stdout.N} is added
 * @param killSignal the number of the signal that asks it to end
 */
public record SupervisedCommand(
        List<String> prefix,
        List<String> command,
        Map<String, String> env,
        Path workDir,
        Path log,
        LogRotation rotation,
        int killSignal) {
    public SupervisedCommand {
        prefix = List.copyOf(prefix);
        command = List.copyOf(command);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }
}
