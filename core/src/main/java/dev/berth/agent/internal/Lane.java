package dev.berth.agent.internal;

import com.google.common.util.concurrent.MoreExecutors;
import dev.berth.host.Cancellable;
import dev.berth.host.TimeSource;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of one owner, one after the other, on shared workers: what is confined to a lane needs no locks. Slow work
 * is sent to the workers and its result comes back to the lane. After {@link #close} nothing runs any more, whatever was
 * on its way: timers, answers, results.
 *
 * <p><b>Thread-safety:</b> all methods may be called from any thread. <b>Order:</b> steps of one caller keep their order.
 */
public final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String name;
    private final Executor workers;
    private final Executor sequence;
    private final TimeSource time;
    private final ErrorLog errors;
    private volatile boolean closed;

    public Lane(String name, Executor workers, TimeSource time, ErrorLog errors) {
        this.name = name;
        this.workers = workers;
        this.sequence = MoreExecutors.newSequentialExecutor(workers);
        this.time = time;
        this.errors = errors;
    }

    /** Runs a step later, never inside this call unless the workers do. */
    public void execute(Runnable step) {
        if (closed) {
            return;
        }
        try {
            sequence.execute(() -> run(step));
        } catch (RejectedExecutionException e) {
            LOG.debug("The workers are gone, {} drops a step.", name);
        }
    }

    /** Runs a step after a delay. */
    public Cancellable schedule(Duration delay, Runnable step) {
        return time.schedule(delay, () -> execute(step));
    }

    /** Runs blocking work on the workers, then the handler on the lane, with the result or the failure. */
    public <T extends @Nullable Object> void blocking(
            Callable<T> work, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        blocking(workers, work, handler);
    }

    /** The same on an executor of the caller's choice, which keeps an order among such work. */
    public <T extends @Nullable Object> void blocking(
            Executor executor, Callable<T> work, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        if (closed) {
            return;
        }
        try {
            executor.execute(() -> call(work, handler));
        } catch (RejectedExecutionException e) {
            LOG.debug("The workers are gone, {} drops a call.", name);
        }
    }

    /** Starts something asynchronous, then runs the handler on the lane, with the result or the unwrapped failure. */
    public <T extends @Nullable Object> void async(
            Supplier<? extends CompletionStage<T>> start, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        CompletionStage<T> stage;
        try {
            stage = start.get();
        } catch (RuntimeException e) {
            execute(() -> handler.accept(null, e));
            return;
        }
        stage.whenComplete((result, failure) -> execute(() -> handler.accept(result, unwrap(failure))));
    }

    /**
     * Like {@link #async}, but runs the handler with a {@link TimeoutFailure} when there is no answer in time; a later one is
     * dropped.
     */
    public <T extends @Nullable Object> void within(
            Duration limit,
            Supplier<? extends CompletionStage<T>> start,
            BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        var once = new Once<>(handler);
        once.timer = schedule(limit, () -> once.accept(null, new TimeoutFailure(limit)));
        async(start, once);
    }

    /** Stops all steps for good. */
    @Override
    public void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    private <T extends @Nullable Object> void call(
            Callable<T> work, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        if (closed) {
            return;
        }
        try {
            T result = work.call();
            execute(() -> handler.accept(result, null));
        } catch (Exception e) {
            execute(() -> handler.accept(null, e));
        }
    }

    private void run(Runnable step) {
        if (closed) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            errors.report(name, e);
        }
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** No answer came in time. */
    public static final class TimeoutFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TimeoutFailure(Duration limit) {
            super("No answer within " + limit.toMillis() + " ms");
        }
    }

    /** Confined to the lane. */
    private static final class Once<T extends @Nullable Object>
            implements BiConsumer<@Nullable T, @Nullable Throwable> {
        private final BiConsumer<@Nullable T, @Nullable Throwable> handler;
        private @Nullable Cancellable timer;
        private boolean answered;

        Once(BiConsumer<@Nullable T, @Nullable Throwable> handler) {
            this.handler = handler;
        }

        @Override
        public void accept(@Nullable T result, @Nullable Throwable failure) {
            if (answered) {
                return;
            }
            answered = true;
            if (timer != null) {
                timer.cancel();
            }
            handler.accept(result, failure);
        }
    }
}
