package dev.berth.model;

/**
 * Whether an operator lets a node take new work.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum Eligibility {
    /** Takes new work. */
    ELIGIBLE("eligible"),
    /** Keeps what it has and takes nothing new. */
    INELIGIBLE("ineligible");

    private final String word;

    Eligibility(String word) {
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
    public static Eligibility parse(String word) {
        return Words.parse("eligibility", word, values(), Eligibility::word);
    }
}
