package dev.berth.sample.cli.http;

import dev.berth.control.ControlPlane;
import dev.berth.state.ClusterState;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers reads from the committed state. A blocking query (parameter {@code index}) is answered when the state has moved
 * beyond that index, or when its {@code wait} is over; no thread waits with it.
 */
final class Reads {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

    private final ControlPlane controlPlane;
    private final Executor executor;

    /** Answers on the given executor, so that the server loop writes no JSON. */
    Reads(ControlPlane controlPlane, Executor executor) {
        this.controlPlane = controlPlane;
        this.executor = executor;
    }

    /** Answers with what the given function makes of the state, as JSON. */
    void answer(Exchange exchange, Function<ClusterState, String> answer) {
        long after = exchange.number("index", 0);
        ClusterState now = controlPlane.state();
        if (after == 0 || now.index() > after) {
            answerNow(exchange, now, answer);
            return;
        }
        controlPlane
                .awaitIndex(after + 1)
                .toCompletableFuture()
                .orTimeout(exchange.maxWait().toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((state, timeout) -> answerNow(exchange, controlPlane.state(), answer), executor);
    }

    private static void answerNow(Exchange exchange, ClusterState state, Function<ClusterState, String> answer) {
        try {
            String body = answer.apply(state);
            exchange.index(state.index());
            exchange.json(body);
        } catch (HttpFailure e) {
            exchange.fail(e);
        } catch (RuntimeException e) {
            LOG.error("A read failed.", e);
            exchange.fail(new HttpFailure(HttpFailure.INTERNAL, "The request failed: " + e.getMessage()));
        }
    }
}
