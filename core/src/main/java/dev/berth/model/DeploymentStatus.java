package dev.berth.model;

/**
 * Where a deployment stands.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum DeploymentStatus {
    /** Moving on. */
    RUNNING("running"),
    /** Stopped by an operator, can go on. */
    PAUSED("paused"),
    /** Ended: unhealthy or too slow. */
    FAILED("failed"),
    /** Ended: all healthy. */
    SUCCESSFUL("successful"),
    /** Ended: made pointless by a newer version or a stop. */
    CANCELLED("cancelled"),
    /** Of a multi-region job: created. */
    INITIALIZING("initializing"),
    /** Of a multi-region job: waits for its turn. */
    PENDING("pending"),
    /** Of a multi-region job: done here, waits for the others. */
    BLOCKED("blocked"),
    /** Of a multi-region job: all regions are done. */
    UNBLOCKING("unblocking");

    private final String word;

    DeploymentStatus(String word) {
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
    public static DeploymentStatus parse(String word) {
        return Words.parse("deployment status", word, values(), DeploymentStatus::word);
    }

    /** Returns whether it can still change: all but failed, successful and cancelled. */
    public boolean active() {
        return this != FAILED && this != SUCCESSFUL && this != CANCELLED;
    }
}
