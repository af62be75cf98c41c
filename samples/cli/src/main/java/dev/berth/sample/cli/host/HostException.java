package dev.berth.sample.cli.host;

import org.jspecify.annotations.Nullable;

/** The host cannot be started; the message is for people. */
public final class HostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
