package dev.berth.host;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a node's call was not answered. The kind tells the agent what to do next. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. The set may grow: treat an unknown kind like {@link #UNAVAILABLE}. */
    public enum Kind {
        /** The control plane does not know the node (or has forgotten it): register again. */
        UNKNOWN_NODE,
        /** The secret is not the one of the first registration: stop, a person must look. */
        BAD_SECRET,
        /** The request itself is wrong; repeating it will not help. */
        INVALID,
        /** The server that was asked does not lead: ask another one. */
        NOT_LEADER,
        /** A queue is full: try again after {@link #retryAfter()}. */
        OVERLOADED,
        /** Nobody answered, or the answer was lost: try again with back-off. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    /**
     * Creates one.
     *
     * @param message one sentence for people
     * @param retryAfter how long to wait at least; null when the caller's own back-off decides
     */
    public GatewayException(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** Creates one without advice on when to try again. */
    public GatewayException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns how long to wait before trying again, or null when the caller decides. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
