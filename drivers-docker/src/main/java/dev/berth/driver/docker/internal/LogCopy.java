package dev.berth.driver.docker.internal;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.berth.driver.DriverException;
import dev.berth.driver.TaskKey;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the output of one container from the daemon into the files of its allocation, as it comes, until the container has
 * ended and all is copied. Occupies one thread of the executor while it follows.
 */
final class LogCopy {
    /*
     * Implementation note. The daemon keeps the output whether or not anybody reads it, each message with a time. Per stream
     * the copy remembers the last time and how many messages had it (messages of one stream are in order; the two streams
     * may be a little out of order against each other, hence the slack), together with where the files ended. After a
     * restart the files are cut back to that, and the daemon is asked again from there.
     */
    private static final Logger LOG = LoggerFactory.getLogger(LogCopy.class);
    private static final long SLACK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long COMMIT_MILLIS = 100;
    private static final long RETRY_MILLIS = 250;
    private static final long MAX_RETRY_MILLIS = 4_000;

    private final Daemon daemon;
    private final Containers containers;
    private final String id;
    private final ContainerLabels labels;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile long retryMillis = RETRY_MILLIS;
    private volatile boolean closed;
    private @Nullable Output files;
    private volatile DockerHttpClient.@Nullable Response open;

    LogCopy(
            Daemon daemon,
            Containers containers,
            String id,
            ContainerLabels labels,
            Executor threads,
            ScheduledExecutorService timer) {
        this.daemon = daemon;
        this.containers = containers;
        this.id = id;
        this.labels = labels;
        this.threads = threads;
        this.timer = timer;
    }

    void begin() {
        threads.execute(this::step);
    }

    /** Returns a stage that completes when everything is copied, or nothing more can be. */
    CompletableFuture<Void> done() {
        return done;
    }

    private void step() {
        try {
            if (closed) {
                return;
            }
            if (!Files.isDirectory(labels.logsDir())) {
                LOG.info("The output of {} is not copied: {} is not there any more.", labels.key(), labels.logsDir());
                done.complete(null);
            } else if (follow() && hasEnded()) {
                done.complete(null);
            } else {
                again();
            }
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                LOG.debug("The output of {} is read again: {}", labels.key(), e.toString());
                again();
            }
        }
    }

    private void again() {
        if (!closed && !done.isDone()) {
            timer.schedule(() -> threads.execute(this::step), retryMillis, TimeUnit.MILLISECONDS);
            retryMillis = Math.min(MAX_RETRY_MILLIS, 2 * retryMillis);
        }
    }

    private boolean hasEnded() {
        try {
            return containers.inspect(id).filter(ContainerView::running).isEmpty();
        } catch (DriverException e) {
            return false;
        }
    }

    /** Copies what there is and what comes; returns true at the end of the output. */
    private boolean follow() throws IOException {
        try (Output files = openFiles()) {
            long since =
                    Math.max(0, Math.max(files.stdout().nanos(), files.stderr().nanos()) - SLACK_NANOS);
            String path = String.format(
                    "/containers/%s/logs?stdout=1&stderr=1&follow=1&timestamps=1&since=%d.%09d",
                    id, since / 1_000_000_000L, since % 1_000_000_000L);
            try (DockerHttpClient.Response response = daemon.open(path)) {
                open = response;
                if (closed) {
                    return false;
                }
                return switch (response.getStatusCode()) {
                    case 200 -> copy(new LogFrames(response.getBody()), files.stdout(), files.stderr());
                    case 404, 409 -> true;
                    default -> throw new IOException("The daemon answered " + response.getStatusCode() + ".");
                };
            } finally {
                open = null;
            }
        }
    }

    private synchronized Output openFiles() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        String task = labels.key().taskName();
        CopiedStream stdout = stream(task + ".stdout", "stdout");
        try {
            files = new Output(stdout, stream(task + ".stderr", "stderr"));
            return files;
        } catch (IOException e) {
            stdout.close();
            throw e;
        }
    }

    private record Output(CopiedStream stdout, CopiedStream stderr) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (stderr) {
                stdout.close();
            }
        }
    }

    private CopiedStream stream(String name, String suffix) throws IOException {
        return CopiedStream.open(
                labels.logsDir(), name, positionPath(labels.logsDir(), labels.key(), suffix), labels.rotation());
    }

    private boolean copy(LogFrames frames, CopiedStream stdout, CopiedStream stderr) throws IOException {
        var pending = new AtomicBoolean();
        for (LogFrames.Frame frame = frames.next(); frame != null; frame = frames.next()) {
            retryMillis = RETRY_MILLIS;
            if (frame.stream() == LogFrames.STDOUT) {
                stdout.message(frame.nanos(), frame.data(), frame.offset());
            } else if (frame.stream() == LogFrames.STDERR) {
                stderr.message(frame.nanos(), frame.data(), frame.offset());
            }
            if (pending.compareAndSet(false, true)) {
                timer.schedule(
                        () -> threads.execute(() -> commit(pending, stdout, stderr)),
                        COMMIT_MILLIS,
                        TimeUnit.MILLISECONDS);
            }
        }
        return true;
    }

    private void commit(AtomicBoolean pending, CopiedStream stdout, CopiedStream stderr) {
        pending.set(false);
        try {
            stdout.commit();
            stderr.commit();
        } catch (IOException e) {
            LOG.debug("How far {} is copied could not be noted; it is with the next message.", labels.key(), e);
        }
    }

    private static Path positionPath(Path logsDir, TaskKey key, String suffix) {
        return logsDir.resolve("." + key.fileName() + "." + suffix + ".position");
    }

    /** Removes what the copy remembered; the files stay. */
    void forget() {
        close();
        for (String suffix : new String[] {"stdout", "stderr"}) {
            try {
                Files.deleteIfExists(positionPath(labels.logsDir(), labels.key(), suffix));
            } catch (IOException e) {
                LOG.warn("The position of the output of {} could not be removed.", labels.key(), e);
            }
        }
    }

    /** Ends the copy; a later one goes on where it was. Nothing is written any more when this returns. */
    void close() {
        synchronized (this) {
            closed = true;
            if (files != null) {
                try {
                    files.close();
                } catch (IOException e) {
                    LOG.debug("How far {} is copied could not be noted.", labels.key(), e);
                }
            }
        }
        DockerHttpClient.Response response = open;
        if (response != null) {
            response.close();
        }
    }
}
