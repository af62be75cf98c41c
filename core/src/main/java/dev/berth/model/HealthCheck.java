package dev.berth.model;

/**
 * What makes an allocation count as healthy during a deployment or a drain.
 */
public enum HealthCheck {
    /** All tasks run and all service checks pass. */
    CHECKS("checks"),
    /** All tasks run; checks are not looked at. */
    TASK_STATES("task_states"),
    /** Somebody says so. */
    MANUAL("manual"),
    /** Not chosen: what Nomad writes into a job-level block that its groups override; never in a canonical group. */
    UNSPECIFIED("");

    private final String word;

    HealthCheck(String word) {
        this.word = word;
    }

    /** Returns the word that job files and Nomad's JSON use. */
    public String word() {
        return word;
    }

    /**
     * Reads a {@link #word()}; upper and lower case matter.
     *
     * @throws IllegalArgumentException if no constant has this word
     */
    public static HealthCheck parse(String word) {
        return Words.parse("health check", word, values(), HealthCheck::word);
    }
}
