package dev.berth.model;

/**
 * Where an evaluation stands.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum EvaluationStatus {
    /** Parked until something changes. */
    BLOCKED("blocked"),
    /** Waits for a scheduler. */
    PENDING("pending"),
    /** Done. */
    COMPLETE("complete"),
    /** Given up after too many attempts. */
    FAILED("failed"),
    /** Made pointless by a newer one. */
    CANCELED("canceled");

    private final String word;

    EvaluationStatus(String word) {
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
    public static EvaluationStatus parse(String word) {
        return Words.parse("evaluation status", word, values(), EvaluationStatus::word);
    }

    /** Returns whether it will not change any more: complete, failed or canceled. */
    public boolean terminal() {
        return this == COMPLETE || this == FAILED || this == CANCELED;
    }
}
