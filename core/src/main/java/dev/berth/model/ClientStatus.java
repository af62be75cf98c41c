package dev.berth.model;

/**
 * What a node reports of an allocation.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum ClientStatus {
    /** Not started yet. */
    PENDING("pending"),
    /** At least one task runs and none has failed for good. */
    RUNNING("running"),
    /** All tasks ended well. */
    COMPLETE("complete"),
    /** A task failed for good. */
    FAILED("failed"),
    /** Its node went away; set by the control plane. */
    LOST("lost"),
    /** Its node is disconnected; set by the control plane. */
    UNKNOWN("unknown");

    private final String word;

    ClientStatus(String word) {
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
    public static ClientStatus parse(String word) {
        return Words.parse("client status", word, values(), ClientStatus::word);
    }

    /** Returns whether the node will never run it again: complete, failed or lost. */
    public boolean terminal() {
        return this == COMPLETE || this == FAILED || this == LOST;
    }
}
