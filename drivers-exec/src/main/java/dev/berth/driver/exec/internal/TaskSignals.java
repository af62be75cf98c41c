package dev.berth.driver.exec.internal;

import dev.berth.driver.DriverException;
import java.io.IOException;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/** Sends signals, for which Java has no call, through the shell's {@code kill}. Thread-safe. */
final class TaskSignals {
    private final Tools tools;

    TaskSignals(Tools tools) {
        this.tools = tools;
    }

    /**
     * Sends a signal to the process group that a living task leads; the task leads its session, so this is all of it but
     * processes that left the group on purpose.
     *
     * @return whether the task still ran
     */
    boolean send(ProcessIdentity leader, int signal) {
        if (!leader.isAlive()) {
            return false;
        }
        var line = new CommandLine(tools.locate("sh"))
                .addArgument("-c", false)
                .addArgument("kill -" + signal + " -" + leader.pid(), false);
        try {
            var executor = DefaultExecutor.builder()
                    .setExecuteStreamHandler(new PumpStreamHandler(null, null, null))
                    .get();
            executor.setExitValues(null);
            if (executor.execute(line) == 0) {
                return true;
            }
        } catch (IOException e) {
            throw new DriverException(
                    DriverException.Kind.UNAVAILABLE,
                    "The signal " + signal + " could not be sent to process " + leader.pid() + ": " + e,
                    e);
        }
        if (leader.isAlive()) {
            throw new DriverException(
                    DriverException.Kind.UNAVAILABLE,
                    "The signal " + signal + " was refused by process " + leader.pid()
                            + ". Does it run as another user?");
        }
        return false;
    }
}
