package dev.berth.model;

/**
 * Why an evaluation exists.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum EvaluationTrigger {
    /** A job was submitted. */
    JOB_REGISTER("job-register"),
    /** A job was stopped. */
    JOB_DEREGISTER("job-deregister"),
    /** A periodic job is due. */
    PERIODIC_JOB("periodic-job"),
    /** A node is being drained. */
    NODE_DRAIN("node-drain"),
    /** A node changed. */
    NODE_UPDATE("node-update"),
    /** A user stopped an allocation. */
    ALLOC_STOP("alloc-stop"),
    /** Internal upkeep is due. */
    SCHEDULED("scheduled"),
    /** The next batch of a rolling update is due. */
    ROLLING_UPDATE("rolling-update"),
    /** A deployment moved on. */
    DEPLOYMENT_WATCHER("deployment-watcher"),
    /** An earlier evaluation failed. */
    FAILED_FOLLOW_UP("failed-follow-up"),
    /** An earlier evaluation ran out of attempts. */
    MAX_PLAN_ATTEMPTS("max-plan-attempts"),
    /** An allocation failed. */
    ALLOC_FAILURE("alloc-failure"),
    /** Allocations wait for room. */
    QUEUED_ALLOCS("queued-allocs"),
    /** An allocation was evicted for a more important one. */
    PREEMPTION("preemption"),
    /** A group was scaled. */
    JOB_SCALING("job-scaling"),
    /** A disconnected node stayed away too long. */
    MAX_DISCONNECT_TIMEOUT("max-disconnect-timeout"),
    /** A disconnected node came back. */
    RECONNECT("reconnect"),
    /** A failed allocation is due for a replacement. */
    ALLOC_RESCHEDULE("alloc-reschedule");

    private final String word;

    EvaluationTrigger(String word) {
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
    public static EvaluationTrigger parse(String word) {
        return Words.parse("evaluation trigger", word, values(), EvaluationTrigger::word);
    }
}
