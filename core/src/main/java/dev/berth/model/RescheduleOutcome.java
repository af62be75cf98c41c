package dev.berth.model;

/**
 * How the last attempt to reschedule an allocation ended.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum RescheduleOutcome {
    /** There was none. */
    NONE(""),
    /** A replacement was placed. */
    OK("ok"),
    /** No node had room. */
    NO_PLACEMENT("no placement");

    private final String word;

    RescheduleOutcome(String word) {
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
    public static RescheduleOutcome parse(String word) {
        return Words.parse("reschedule outcome", word, values(), RescheduleOutcome::word);
    }
}
