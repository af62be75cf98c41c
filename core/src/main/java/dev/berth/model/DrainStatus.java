package dev.berth.model;

/**
 * How far the last drain of a node came.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum DrainStatus {
    /** Work is still leaving. */
    DRAINING("draining"),
    /** All work left. */
    COMPLETE("complete"),
    /** An operator ended it before. */
    CANCELED("canceled");

    private final String word;

    DrainStatus(String word) {
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
    public static DrainStatus parse(String word) {
        return Words.parse("drain status", word, values(), DrainStatus::word);
    }
}
