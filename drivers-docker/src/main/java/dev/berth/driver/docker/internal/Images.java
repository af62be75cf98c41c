package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.TaskConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The images of one daemon. Its methods block until the image is there. Thread-safe. */
final class Images {
    private static final Logger LOG = LoggerFactory.getLogger(Images.class);

    private final Daemon daemon;
    private final Duration pullTimeout;

    Images(Daemon daemon, Duration pullTimeout) {
        this.daemon = daemon;
        this.pullTimeout = pullTimeout;
    }

    /** Makes sure that the image of a task is there; runs {@code onPull} before it has to be fetched. */
    void ensure(TaskConfig config, Runnable onPull) {
        String image = config.string("image").orElseThrow();
        if (!config.flag("force_pull") && isPresent(image)) {
            return;
        }
        onPull.run();
        pull(image, auth(config), config.duration("image_pull_timeout").orElse(pullTimeout));
    }

    private boolean isPresent(String image) {
        try {
            daemon.requests().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        } catch (DockerException e) {
            throw failed(image, DaemonErrors.kind(e), DaemonErrors.message(e), e);
        } catch (RuntimeException e) {
            throw DaemonErrors.unavailable(daemon.host(), "The image " + image + " could not be looked up", e);
        }
    }

    private void pull(String image, @Nullable AuthConfig auth, Duration timeout) {
        var command = daemon.streams().pullImageCmd(image);
        if (!hasTag(image)) {
            command.withTag("latest"); // without a tag the daemon fetches them all
        }
        if (auth != null) {
            command.withAuthConfig(auth);
        }
        var callback = new Progress();
        try (callback) {
            if (!command.exec(callback).awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed(
                        image,
                        Kind.UNAVAILABLE,
                        "it was not there after " + timeout.toSeconds() + " s (image_pull_timeout)",
                        null);
            }
            if (callback.error != null) {
                throw failed(image, DaemonErrors.kind(500, callback.error), callback.error, null);
            }
        } catch (DockerException e) {
            throw failed(image, DaemonErrors.kind(e), DaemonErrors.message(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(image, Kind.UNAVAILABLE, "the driver was closed", e);
        } catch (IOException e) {
            LOG.debug("The pull of {} did not close well.", image, e);
        } catch (RuntimeException e) {
            throw DaemonErrors.unavailable(daemon.host(), "The image " + image + " could not be pulled", e);
        }
    }

    private static final class Progress extends ResultCallback.Adapter<PullResponseItem> {
        private volatile @Nullable String error;

        @Override
        public void onNext(PullResponseItem item) {
            if (item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null) {
                error = item.getErrorDetail().getMessage();
            }
        }
    }

    private static DriverException failed(String image, Kind kind, String why, @Nullable Throwable cause) {
        return new DriverException(kind, "The image " + image + " could not be pulled: " + why + ".", cause);
    }

    private static @Nullable AuthConfig auth(TaskConfig config) {
        if (config.blocks("auth").isEmpty()) {
            return null;
        }
        TaskConfig given = config.blocks("auth").get(0);
        var auth = new AuthConfig();
        given.string("username").ifPresent(auth::withUsername);
        given.string("password").ifPresent(auth::withPassword);
        given.string("email").ifPresent(auth::withEmail);
        given.string("server_address").ifPresent(auth::withRegistryAddress);
        return auth;
    }

    static boolean hasTag(String image) {
        return image.contains("@") || image.indexOf(':', image.lastIndexOf('/') + 1) >= 0;
    }
}
