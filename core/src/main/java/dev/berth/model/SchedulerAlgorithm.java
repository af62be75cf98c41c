package dev.berth.model;

/**
 * What the packing term of the score prefers.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum SchedulerAlgorithm {
    /** Full nodes, so that big holes stay for big tasks. */
    BINPACK("binpack"),
    /** Empty nodes, so that load is even. */
    SPREAD("spread");

    private final String word;

    SchedulerAlgorithm(String word) {
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
    public static SchedulerAlgorithm parse(String word) {
        return Words.parse("scheduler algorithm", word, values(), SchedulerAlgorithm::word);
    }
}
