package dev.berth.control;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Problem;
import dev.berth.state.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to the control plane. The set of cases may grow: keep a default branch.
 *
 * @param <T> what a successful request gives
 */
public sealed interface Outcome<T> {

    /** It took effect. */
    record Done<T>(T value) implements Outcome<T> {
        public Done {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * It was wrong in itself and never reached the log.
     *
     * @param problems everything that is wrong, at least one
     */
    record Invalid<T>(List<Problem> problems) implements Outcome<T> {
        public Invalid {
            problems = ImmutableList.copyOf(problems);
        }
    }

    /** The cluster decided against it, on every replica alike. */
    record Refused<T>(Rejection rejection) implements Outcome<T> {}

    /**
     * It was not decided here and now.
     *
     * @param reason what stands in the way
     * @param message one sentence for people
     * @param retryAfter when to try again; null when waiting alone does not help
     */
    record Unavailable<T>(
            Reason reason, String message, @Nullable Duration retryAfter) implements Outcome<T> {}

    /** Why a request was not decided. May grow: keep a default branch. */
    enum Reason {
        /** This server does not lead: ask the one that does. */
        NOT_LEADER,
        /** A queue is full: try again. */
        OVERLOADED,
        /** The log takes no entry of this size: make the job smaller. */
        TOO_LARGE,
        /** The answer of the log was lost: the request may or may not take effect. Look before repeating it. */
        UNKNOWN,
        /** The control plane is closed, or its log failed for good. */
        CLOSED
    }

    /** Returns whether it took effect. */
    default boolean isDone() {
        return this instanceof Done;
    }

    /**
     * Returns the value of a successful request.
     *
     * @throws IllegalStateException otherwise, with the reason in its message
     */
    default T orElseThrow() {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        throw new IllegalStateException(explanation());
    }

    /** Returns one sentence (one per problem, for an invalid request) for people; empty when it took effect. */
    default String explanation() {
        if (this instanceof Invalid<T> invalid) {
            return invalid.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        }
        if (this instanceof Refused<T> refused) {
            return refused.rejection().message();
        }
        if (this instanceof Unavailable<T> unavailable) {
            return unavailable.message();
        }
        return "";
    }

    /** Returns the same outcome with another value. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> mapper) {
        if (this instanceof Done<T> done) {
            return new Done<>(mapper.apply(done.value()));
        }
        if (this instanceof Invalid<T> invalid) {
            return new Invalid<>(invalid.problems());
        }
        if (this instanceof Refused<T> refused) {
            return new Refused<>(refused.rejection());
        }
        if (this instanceof Unavailable<T> unavailable) {
            return new Unavailable<>(unavailable.reason(), unavailable.message(), unavailable.retryAfter());
        }
        throw new AssertionError(this);
    }
}
