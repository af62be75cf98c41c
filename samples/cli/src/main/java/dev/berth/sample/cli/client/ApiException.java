package dev.berth.sample.cli.client;

/** A request that the agent did not answer, or refused. The message is for people. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;

    private final int status;

    ApiException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns whether the agent answered that there is no such thing. */
    public boolean isNotFound() {
        return status == NOT_FOUND;
    }
}
