package dev.berth.model;

/**
 * What has become of a job, derived by the state machine from its evaluations and allocations.
 */
public enum JobStatus {
    /** Registered; nothing of it runs yet. */
    PENDING("pending"),
    /** Something of it runs or is going to. */
    RUNNING("running"),
    /** Stopped, or all of it has ended. */
    DEAD("dead");

    private final String word;

    JobStatus(String word) {
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
    public static JobStatus parse(String word) {
        return Words.parse("job status", word, values(), JobStatus::word);
    }
}
