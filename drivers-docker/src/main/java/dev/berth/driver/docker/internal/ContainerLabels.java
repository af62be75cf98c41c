package dev.berth.driver.docker.internal;

import dev.berth.driver.LogRotation;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the driver writes on a container, so that a later instance knows all about it. Immutable.
 *
 * @param key which run of which task
 * @param killSignal the launch's own, or {@code null}
 * @param logsDir where its output is copied to
 * @param rotation how much of it
 */
record ContainerLabels(TaskKey key, @Nullable String killSignal, Path logsDir, LogRotation rotation) {
    static final String KEY = ConfigChecks.OWN_LABELS + "task-key";
    static final String DRIVER = ConfigChecks.OWN_LABELS + "driver";
    private static final String KILL_SIGNAL = ConfigChecks.OWN_LABELS + "kill-signal";
    private static final String LOGS_DIR = ConfigChecks.OWN_LABELS + "logs-dir";
    private static final String LOG_FILES = ConfigChecks.OWN_LABELS + "log-max-files";
    private static final String LOG_BYTES = ConfigChecks.OWN_LABELS + "log-max-file-bytes";

    /** Returns the labels of a new container: the job's, then the driver's. */
    static Map<String, String> of(TaskLaunch launch, Map<String, String> wanted) {
        var labels = new LinkedHashMap<>(wanted);
        labels.put(DRIVER, DockerSchema.NAME);
        labels.put(KEY, launch.key().toString());
        labels.put(ConfigChecks.OWN_LABELS + "namespace", launch.namespace());
        labels.put(ConfigChecks.OWN_LABELS + "job", launch.jobId());
        labels.put(ConfigChecks.OWN_LABELS + "group", launch.groupName());
        labels.put(ConfigChecks.OWN_LABELS + "task", launch.key().taskName());
        labels.put(ConfigChecks.OWN_LABELS + "allocation", launch.allocationName());
        labels.put(LOGS_DIR, launch.dirs().logsDir().toString());
        labels.put(LOG_FILES, String.valueOf(launch.logRotation().maxFiles()));
        labels.put(LOG_BYTES, String.valueOf(launch.logRotation().maxFileBytes()));
        if (launch.killSignal() != null) {
            labels.put(KILL_SIGNAL, launch.killSignal());
        }
        return labels;
    }

    /**
     * Reads the labels of a container.
     *
     * @throws IllegalArgumentException when it is not the driver's
     */
    static ContainerLabels read(Map<String, String> labels) {
        return new ContainerLabels(
                TaskKey.parse(labels.getOrDefault(KEY, "")),
                labels.get(KILL_SIGNAL),
                Path.of(labels.getOrDefault(LOGS_DIR, "")),
                new LogRotation(
                        Integer.parseInt(labels.getOrDefault(LOG_FILES, "")),
                        Long.parseLong(labels.getOrDefault(LOG_BYTES, ""))));
    }
}
