package dev.berth.driver.contract;

import dev.berth.driver.TaskLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The contract for drivers whose tasks are programs with {@code sh} at hand: says all behaviours as shell scripts. What is
 * left to say is how a config names a command.
 */
public abstract class ShellTaskDriverContract extends TaskDriverContract {

    /** Returns the config that runs this program with these arguments. */
    protected abstract Map<String, Object> command(List<String> command);

    /** Returns where a task sees the shared directory of its allocation, as a shell word: {@code "$BERTH_ALLOC_DIR"}. */
    protected abstract String sharedDirInTask();

    @Override
    protected Map<String, Object> config(Behaviour behaviour) {
        if (behaviour instanceof Behaviour.CannotStart) {
            return command(List.of("/no/such/program"));
        }
        if (behaviour instanceof Behaviour.WritesArgumentsAndEnvironment it) {
            String to = sharedDirInTask();
            var all = new ArrayList<>(List.of(
                    "/bin/sh",
                    "-c",
                    "[ $# -eq 0 ] || printf '%s\\0' \"$@\" > " + to + "/args; cat /proc/self/environ > " + to + "/env",
                    "sh"));
            all.addAll(it.arguments());
            return command(all);
        }
        String before = behaviour instanceof Behaviour.IgnoresSignals ? "trap '' TERM INT; " : "";
        String started = "echo started >> " + sharedDirInTask() + "/starts; ";
        return command(List.of("/bin/sh", "-c", before + started + script(behaviour)));
    }

    @Override
    protected int timesStarted(TaskLaunch launch) throws IOException {
        Path starts = launch.dirs().sharedDir().resolve("starts");
        return Files.exists(starts) ? Files.readAllLines(starts).size() : 0;
    }

    private static String script(Behaviour behaviour) {
        if (behaviour instanceof Behaviour.Runs) {
            return "exec sleep 600";
        }
        if (behaviour instanceof Behaviour.IgnoresSignals) {
            return "while :; do sleep 0.2; done";
        }
        if (behaviour instanceof Behaviour.Exits it) {
            String seconds = String.valueOf(it.afterMillis() / 1_000.0);
            return (it.afterMillis() > 0 ? "sleep " + seconds + "; " : "") + "exit " + it.code();
        }
        if (behaviour instanceof Behaviour.DiesOf it) {
            return "kill -" + it.signal() + " $$";
        }
        if (behaviour instanceof Behaviour.Prints it) {
            return "i=0; while [ $i -lt " + it.times() + " ]; do echo " + it.stdout() + "; echo " + it.stderr()
                    + " >&2; i=$((i+1)); done";
        }
        if (behaviour instanceof Behaviour.EatsMemory) {
            return "exec head -c 512m /dev/zero | tail -c 512m > /dev/null";
        }
        throw new AssertionError(behaviour);
    }
}
