package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.source.Position;
import org.jspecify.annotations.Nullable;

/** An expression that has no value. Caught per attribute, so that the other attributes are looked at too. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position at;
    private final @Nullable String advice;

    Failure(Position at, String message, @Nullable String advice) {
        super(message, null, false, false);
        this.at = at;
        this.advice = advice;
    }

    Failure(Position at, String message) {
        this(at, message, null);
    }

    Position at() {
        return at;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String advice() {
        return advice;
    }
}
