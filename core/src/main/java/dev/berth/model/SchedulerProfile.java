package dev.berth.model;

/**
 * Which scoring formula is used.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum SchedulerProfile {
    /** Berth's: exact, weighted, with imbalance. */
    BERTH("default"),
    /** Nomad's: the mean of the appended terms. */
    NOMAD("nomad");

    private final String word;

    SchedulerProfile(String word) {
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
    public static SchedulerProfile parse(String word) {
        return Words.parse("scheduler profile", word, values(), SchedulerProfile::word);
    }
}
