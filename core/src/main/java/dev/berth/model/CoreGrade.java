package dev.berth.model;

/**
 * How fast a core is compared with the others of its processor.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum CoreGrade {
    /** A full-speed core. */
    PERFORMANCE("performance"),
    /** A slower core that needs less power. */
    EFFICIENCY("efficiency");

    private final String word;

    CoreGrade(String word) {
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
    public static CoreGrade parse(String word) {
        return Words.parse("core grade", word, values(), CoreGrade::word);
    }
}
