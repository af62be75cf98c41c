package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A container as it was at one moment. Immutable.
 *
 * @param startedAt {@code null} when it was created and never started
 * @param exitCode what the daemon tells: 128 + signal for one that a signal ended
 * @param attributes for people
 */
record ContainerView(
        String id,
        Map<String, String> labels,
        boolean running,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int exitCode,
        boolean oomKilled,
        Map<String, String> attributes) {

    static ContainerView of(InspectContainerResponse response) {
        var state = response.getState();
        boolean running = Boolean.TRUE.equals(state.getRunning());
        Long code = state.getExitCodeLong();
        var attributes = new TreeMap<String, String>();
        attributes.put("container_id", response.getId());
        attributes.put(
                "container_name", Objects.toString(response.getName(), "").replaceFirst("^/", ""));
        attributes.put("image_id", Objects.toString(response.getImageId(), ""));
        Long pid = state.getPidLong();
        if (running && pid != null) {
            attributes.put("pid", String.valueOf(pid));
        }
        if (response.getNetworkSettings() != null
                && response.getNetworkSettings().getNetworks() != null) {
            response.getNetworkSettings().getNetworks().forEach((name, network) -> {
                if (network.getIpAddress() != null && !network.getIpAddress().isEmpty()) {
                    attributes.put("ip." + name, network.getIpAddress());
                }
            });
        }
        Map<String, String> labels = response.getConfig().getLabels();
        return new ContainerView(
                response.getId(),
                labels == null ? Map.of() : labels,
                running,
                time(state.getStartedAt()),
                running ? null : time(state.getFinishedAt()),
                code == null ? -1 : (int) Math.max(-1, code),
                Boolean.TRUE.equals(state.getOOMKilled()),
                attributes);
    }

    boolean neverStarted() {
        return !running && startedAt == null;
    }

    /** The daemon says "never" as the year 1. */
    private static @Nullable Instant time(@Nullable String text) {
        if (text == null || text.isEmpty() || text.startsWith("0001-")) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
