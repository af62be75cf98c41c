package dev.berth.driver.exec.internal;

import dev.berth.driver.DriverException;
import dev.berth.driver.TaskHandle;
import org.jspecify.annotations.Nullable;

/** What a handle of a supervised task holds. Immutable. */
record TaskHandleState(String attempt, ProcessIdentity process) {

    String text() {
        return attempt + " " + process;
    }

    /** Reads a handle's state; a name that leads out of the state directory is not accepted. */
    static TaskHandleState parse(TaskHandle handle) {
        String[] words = handle.state().split(" ", -1);
        try {
            if (handle.version() == 1 && words.length == 2 && words[0].matches("[0-9a-f]{16}")) {
                return new TaskHandleState(words[0], ProcessIdentity.parse(words[1]));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(handle, e);
        }
        throw invalid(handle, null);
    }

    private static DriverException invalid(TaskHandle handle, @Nullable IllegalArgumentException cause) {
        return new DriverException(
                DriverException.Kind.INVALID_HANDLE,
                "The handle of " + handle.key() + " (version " + handle.version() + ": " + handle.state()
                        + ") cannot be read.",
                cause);
    }
}
