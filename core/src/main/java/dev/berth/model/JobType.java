package dev.berth.model;

/**
 * Which scheduler takes care of a job, and with it the defaults of its policies. May grow: keep a default
 * branch.
 */
public enum JobType {
    /** Long-lived instances, kept running and updated by deployments. */
    SERVICE("service"),
    /** Instances that run until they exit with 0. */
    BATCH("batch"),
    /** One instance on every fitting node, kept running. */
    SYSTEM("system"),
    /** One instance on every fitting node, each until it exits with 0. */
    SYSBATCH("sysbatch"),
    /** Internal evaluations of the control plane (garbage collection); never the type of a submitted job. */
    CORE("_core");

    private final String word;

    JobType(String word) {
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
    public static JobType parse(String word) {
        return Words.parse("job type", word, values(), JobType::word);
    }
}
