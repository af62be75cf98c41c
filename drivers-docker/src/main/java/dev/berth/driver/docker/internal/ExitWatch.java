package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of the daemon's events that tells which container of this driver has ended. When it breaks it is opened again,
 * from the last event on, and the owner looks after all its tasks. Thread-safe.
 */
final class ExitWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExitWatch.class);
    private static final long RETRY_MILLIS = 500;
    private static final long OVERLAP_SECONDS = 2;

    private final Daemon daemon;
    private final ScheduledExecutorService timer;
    private final BiConsumer<String, String> onExit; // container id, exit code as text
    private final Runnable onOpen;
    private volatile long sinceSeconds = Instant.now().getEpochSecond();
    private volatile boolean closed;
    private volatile @Nullable Stream stream;

    ExitWatch(Daemon daemon, ScheduledExecutorService timer, BiConsumer<String, String> onExit, Runnable onOpen) {
        this.daemon = daemon;
        this.timer = timer;
        this.onExit = onExit;
        this.onOpen = onOpen;
    }

    void open() {
        if (closed) {
            return;
        }
        var next = new Stream();
        stream = next;
        try {
            daemon.streams()
                    .eventsCmd()
                    .withEventTypeFilter(EventType.CONTAINER)
                    .withEventFilter("die")
                    .withLabelFilter(Map.of(ContainerLabels.DRIVER, DockerSchema.NAME))
                    .withSince(String.valueOf(sinceSeconds - OVERLAP_SECONDS))
                    .exec(next);
        } catch (RuntimeException e) {
            next.ended(e);
        }
    }

    private final class Stream extends ResultCallback.Adapter<Event> {
        private final AtomicBoolean over = new AtomicBoolean();

        @Override
        public void onStart(Closeable closeable) {
            super.onStart(closeable);
            onOpen.run();
        }

        @Override
        public void onNext(Event event) {
            if (event.getTime() != null) {
                sinceSeconds = Math.max(sinceSeconds, event.getTime());
            }
            if (event.getActor() != null && event.getActor().getId() != null) {
                onExit.accept(event.getActor().getId(), Containers.attribute(event, "exitCode"));
            }
        }

        @Override
        public void onError(Throwable e) {
            super.onError(e);
            ended(e);
        }

        @Override
        public void onComplete() {
            super.onComplete();
            ended(null);
        }

        private void ended(@Nullable Throwable e) {
            if (closed || !over.compareAndSet(false, true)) {
                return;
            }
            LOG.debug("The events of {} are read again: {}", daemon.host(), String.valueOf(e));
            try {
                timer.schedule(ExitWatch.this::open, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException rejected) {
                LOG.trace("The driver was closed meanwhile.", rejected);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Stream last = stream;
        if (last != null) {
            try {
                last.close();
            } catch (IOException e) {
                LOG.debug("The events of {} did not close well.", daemon.host(), e);
            }
        }
    }
}
