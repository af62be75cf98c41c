package dev.berth.model;

/**
 * What happened to a task.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum TaskEventType {
    /** The node got the allocation. */
    RECEIVED("Received"),
    /** The task is being prepared. */
    TASK_SETUP("Task Setup"),
    /** The task directory is being built. */
    BUILDING_TASK_DIRECTORY("Building Task Directory"),
    /** Preparing failed. */
    SETUP_FAILURE("Setup Failure"),
    /** The driver refused the task. */
    FAILED_VALIDATION("Failed Validation"),
    /** The driver says something. */
    DRIVER("Driver"),
    /** The driver could not start the task. */
    DRIVER_FAILURE("Driver Failure"),
    /** The task runs. */
    STARTED("Started"),
    /** The task runs again after a pause. */
    RUNNING("Running"),
    /** The task is being paused. */
    PAUSING("Pausing"),
    /** The task ended by itself. */
    TERMINATED("Terminated"),
    /** The task is being stopped. */
    KILLING("Killing"),
    /** The task was stopped. */
    KILLED("Killed"),
    /** The task will be started again after a delay. */
    RESTARTING("Restarting"),
    /** The restart policy is exhausted or forbids it. */
    NOT_RESTARTING("Not Restarting"),
    /** Somebody asked for a restart. */
    RESTART_SIGNALED("Restart Signaled"),
    /** A signal is being sent. */
    SIGNALING("Signaling"),
    /** Artifacts are being fetched. */
    DOWNLOADING_ARTIFACTS("Downloading Artifacts"),
    /** An artifact could not be fetched. */
    FAILED_ARTIFACT_DOWNLOAD("Failed Artifact Download"),
    /** The task used more disk than it may. */
    DISK_RESOURCES_EXCEEDED("Disk Resources Exceeded"),
    /** Another task of the allocation failed. */
    SIBLING_TASK_FAILED("Sibling Task Failed"),
    /** The leader task ended. */
    LEADER_TASK_DEAD("Leader Task Dead"),
    /** All main tasks ended. */
    MAIN_TASKS_DEAD("Main Tasks Dead"),
    /** A hook failed. */
    TASK_HOOK_FAILED("Task hook failed"),
    /** A hook says something. */
    TASK_HOOK_MESSAGE("Task hook message"),
    /** The task could not be found again after a restart of the node. */
    FAILED_RESTORING_TASK("Failed Restoring Task"),
    /** A plugin works again. */
    PLUGIN_BECAME_HEALTHY("Plugin became healthy"),
    /** A plugin stopped working. */
    PLUGIN_BECAME_UNHEALTHY("Plugin became unhealthy"),
    /** The node came back. */
    RECONNECTED("Reconnected"),
    /** The task waits before it is stopped. */
    WAITING_FOR_SHUTDOWN_DELAY("Waiting for shutdown delay"),
    /** The wait before the stop is skipped. */
    SKIPPING_SHUTDOWN_DELAY("Skipping shutdown delay");

    private final String word;

    TaskEventType(String word) {
        this.word = word;
    }

    /** Returns the word that stands for it in Nomad's wire form and in job files. */
    public String word() {
        return word;
    }

    /**
     * Returns the constant with this word.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known ones
     */
    public static TaskEventType parse(String word) {
        return Words.parse("task event type", word, values(), TaskEventType::word);
    }
}
