package dev.berth.agent;

/** One of the two output streams of a task. */
public enum LogStream {
    /** Standard output, files {@code <task>.stdout.N}. */
    STDOUT("stdout"),
    /** Standard error, files {@code <task>.stderr.N}. */
    STDERR("stderr");

    private final String word;

    LogStream(String word) {
        this.word = word;
    }

    /** Returns the word in the names of the files. */
    public String word() {
        return word;
    }
}
