package dev.berth.sample.cli.http;

import org.jspecify.annotations.Nullable;

/** A request that ends with an error status and one sentence as its body. */
final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int TOO_LARGE = 413;
    static final int TOO_MANY_REQUESTS = 429;
    static final int INTERNAL = 500;
    static final int UNAVAILABLE = 503;

    private final int status;
    private final @Nullable Long retryAfterSeconds;

    HttpFailure(int status, String message) {
        this(status, message, null);
    }

    HttpFailure(int status, String message, @Nullable Long retryAfterSeconds) {
        super(message);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    int status() {
        return status;
    }

    @Nullable
    Long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
