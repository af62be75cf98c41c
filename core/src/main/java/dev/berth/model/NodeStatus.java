package dev.berth.model;

/**
 * What the control plane thinks of a node.
 *
 * <p>The order is part of the binary format: new words go to the end.
 */
public enum NodeStatus {
    /** Registered, not yet reporting. */
    INITIALIZING("initializing"),
    /** Reporting; takes work when it is also eligible and not draining. */
    READY("ready"),
    /** Missed its heartbeats; its work is lost. */
    DOWN("down"),
    /** Missed its heartbeats, but has work that may outlive the gap. */
    DISCONNECTED("disconnected");

    private final String word;

    NodeStatus(String word) {
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
    public static NodeStatus parse(String word) {
        return Words.parse("node status", word, values(), NodeStatus::word);
    }
}
