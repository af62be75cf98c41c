package dev.berth.agent;

import java.nio.charset.StandardCharsets;

/**
 * A stretch of a task's output. Immutable.
 *
 * <p><b>Thread-safety:</b> safe.
 */
public final class LogChunk {
    private final LogPosition start;
    private final LogPosition next;
    private final byte[] bytes;

    LogChunk(LogPosition start, LogPosition next, byte[] bytes) {
        this.start = start;
        this.next = next;
        this.bytes = bytes;
    }

    /**
     * Returns where the first byte lies. When the asked place has been deleted by rotation, this is the oldest byte that
     * is kept.
     */
    public LogPosition start() {
        return start;
    }

    /** Returns where to go on reading. */
    public LogPosition next() {
        return next;
    }

    /** Returns how many bytes there are; 0 when nothing has been written behind the asked place. */
    public int size() {
        return bytes.length;
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the bytes as UTF-8; a character cut at an end becomes U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "LogChunk[" + start + " - " + next + ", " + bytes.length + " bytes]";
    }
}
