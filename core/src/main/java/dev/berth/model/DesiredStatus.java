package dev.berth.model;

/**
 * What the scheduler wants of an allocation.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum DesiredStatus {
    /** Keep it running. */
    RUN("run"),
    /** Stop it. */
    STOP("stop"),
    /** Stop it because another allocation takes its place. */
    EVICT("evict");

    private final String word;

    DesiredStatus(String word) {
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
    public static DesiredStatus parse(String word) {
        return Words.parse("desired status", word, values(), DesiredStatus::word);
    }
}
