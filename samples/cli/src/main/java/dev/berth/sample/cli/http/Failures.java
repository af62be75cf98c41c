package dev.berth.sample.cli.http;

import dev.berth.control.Outcome;
import dev.berth.state.Rejection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which status an unsuccessful request has. */
final class Failures {
    private Failures() {}

    static HttpFailure of(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> refused) {
            int status = refused.rejection().code() == Rejection.Code.NOT_FOUND
                    ? HttpFailure.NOT_FOUND
                    : HttpFailure.BAD_REQUEST;
            return new HttpFailure(status, outcome.explanation());
        }
        if (outcome instanceof Outcome.Unavailable<?> unavailable) {
            return switch (unavailable.reason()) {
                case OVERLOADED ->
                    new HttpFailure(
                            HttpFailure.TOO_MANY_REQUESTS, unavailable.message(), seconds(unavailable.retryAfter()));
                case TOO_LARGE -> new HttpFailure(HttpFailure.TOO_LARGE, unavailable.message());
                case NOT_LEADER, UNKNOWN, CLOSED -> new HttpFailure(HttpFailure.UNAVAILABLE, unavailable.message());
            };
        }
        return new HttpFailure(HttpFailure.BAD_REQUEST, outcome.explanation());
    }

    private static long seconds(@Nullable Duration retryAfter) {
        return retryAfter == null ? 1 : Math.max(1, retryAfter.toSeconds());
    }
}
