package dev.berth.driver.docker.internal;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the host decided about the driver. Immutable.
 *
 * @param host where the daemon listens
 * @param connectTimeout for one connection
 * @param requestTimeout until a request is answered
 * @param pullTimeout for an image whose job sets none
 * @param privileged jobs may ask for privileged containers
 * @param hostPaths jobs may mount any path of the machine
 * @param capabilities those that jobs may add, without {@code CAP_}, upper case
 */
public record DockerOptions(
        URI host,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration pullTimeout,
        boolean privileged,
        boolean hostPaths,
        Set<String> capabilities) {
    public DockerOptions {
        capabilities = Collections.unmodifiableSet(new TreeSet<>(capabilities));
    }
}
