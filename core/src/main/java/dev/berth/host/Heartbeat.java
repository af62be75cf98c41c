package dev.berth.host;

/**
 * A sign of life. May grow; create it with {@link #of}.
 *
 * @param sequence counts the node's heartbeats since its agent started, from 1; a late duplicate has a lower one
 */
public record Heartbeat(long sequence) {
    /** Returns a heartbeat that says no more than that the node lives. */
    public static Heartbeat of(long sequence) {
        return new Heartbeat(sequence);
    }
}
