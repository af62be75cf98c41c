package dev.berth.agent;

import org.jspecify.annotations.Nullable;

/**
 * The agent cannot work on this machine as it was told to. The message is one sentence for people: what, where, and what to
 * do.
 */
public final class AgentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public AgentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
