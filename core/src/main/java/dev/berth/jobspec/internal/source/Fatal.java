package dev.berth.jobspec.internal.source;

import org.jspecify.annotations.Nullable;

/** A problem after which reading the file makes no sense: a limit passed, a broken nesting. Never leaves the package tree. */
public final class Fatal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position at;
    private final @Nullable String advice;

    public Fatal(Position at, String message, @Nullable String advice) {
        this(at, message, advice, null);
    }

    public Fatal(Position at, String message, @Nullable String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.at = at;
        this.advice = advice;
    }

    /** Returns where the problem is. */
    public Position at() {
        return at;
    }

    /** Returns the sentence. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** Returns what to do about it. */
    public @Nullable String advice() {
        return advice;
    }
}
