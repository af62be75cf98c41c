package dev.berth.sample.cli.command;

import org.jspecify.annotations.Nullable;

/** A command cannot go on; the message is for people. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
