package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import dev.berth.driver.DriverFingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds out whether the daemon can run tasks now. Thread-safe. */
public final class DaemonLook implements AutoCloseable {
    private final Daemon daemon;
    private final DockerOptions options;
    private final ExecutorService thread = Threads.pool("fingerprint", 1);

    /** Asks nothing yet. */
    public DaemonLook(Daemon daemon, DockerOptions options) {
        this.daemon = daemon;
        this.options = options;
    }

    /** Asks the daemon, and waits for its answer not longer than this. */
    public DriverFingerprint fingerprint(Duration atMost) {
        if ("unix".equals(daemon.host().getScheme())
                && !Files.exists(Path.of(daemon.host().getPath()))) {
            return DriverFingerprint.undetected("There is no Docker daemon: "
                    + daemon.host().getPath() + " does not exist. Start Docker, or tell the driver where it listens.");
        }
        CompletableFuture<DriverFingerprint> answer = CompletableFuture.supplyAsync(this::ask, thread);
        try {
            return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return DriverFingerprint.unhealthy(
                    "The Docker daemon at " + daemon.host() + " has not answered for " + atMost.toMillis() + " ms.");
        } catch (ExecutionException e) {
            return DriverFingerprint.unhealthy(DaemonErrors.silent(daemon.host(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DriverFingerprint.unhealthy("The look at the Docker daemon was interrupted.");
        }
    }

    private DriverFingerprint ask() {
        Version version = daemon.requests().versionCmd().exec();
        Info info = daemon.requests().infoCmd().exec();
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("driver.docker", "1");
        attributes.put("driver.docker.version", Objects.toString(version.getVersion(), ""));
        attributes.put("driver.docker.api_version", Objects.toString(version.getApiVersion(), ""));
        attributes.put("driver.docker.os_type", Objects.toString(info.getOsType(), ""));
        attributes.put("driver.docker.cgroup_version", Objects.toString(info.getCGroupVersion(), "1"));
        attributes.put("driver.docker.privileged.enabled", String.valueOf(options.privileged()));
        attributes.put("driver.docker.volumes.enabled", String.valueOf(options.hostPaths()));
        if (info.getRuntimes() != null) {
            attributes.put(
                    "driver.docker.runtimes",
                    String.join(",", new TreeSet<>(info.getRuntimes().keySet())));
        }
        return DriverFingerprint.healthy("Docker " + version.getVersion() + " at " + daemon.host() + ".", attributes);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
