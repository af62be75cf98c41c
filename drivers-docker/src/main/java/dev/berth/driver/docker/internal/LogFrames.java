package dev.berth.driver.docker.internal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output of a container with timestamps, one message of the log at a time. docker-java's own reader cuts messages
 * into pieces, after which it cannot be told any more where a timestamp stands. Confined to one thread.
 */
final class LogFrames {
    static final int STDOUT = 1;
    static final int STDERR = 2;
    private static final int MAX_FRAME = 32 << 20; // the daemon cuts lines at 16 KiB

    /**
     * One message.
     *
     * @param stream {@link #STDOUT}, {@link #STDERR} or another
     * @param nanos since the epoch
     * @param data timestamp, space, text
     * @param offset where the text begins
     */
    @SuppressWarnings("ArrayRecordComponent") // read once and thrown away
    record Frame(int stream, long nanos, byte[] data, int offset) {}

    private final DataInputStream in;

    LogFrames(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in));
    }

    /** Waits for the next message; {@code null} at the end. */
    @Nullable
    Frame next() throws IOException {
        int stream = in.read();
        if (stream < 0) {
            return null;
        }
        in.readFully(new byte[3]);
        int length = in.readInt();
        if (length < 0 || length > MAX_FRAME) {
            throw new IOException("The daemon announced a message of " + length + " bytes.");
        }
        byte[] data = in.readNBytes(length);
        if (data.length < length) {
            throw new EOFException("The daemon went away within a message.");
        }
        int space = 0;
        while (space < data.length && data[space] != ' ') {
            space++;
        }
        return new Frame(stream, nanos(data, space), data, Math.min(space + 1, data.length));
    }

    private static long nanos(byte[] data, int end) throws IOException {
        String text = new String(data, 0, end, StandardCharsets.US_ASCII);
        try {
            Instant at = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IOException("The daemon sent a message without a time: " + text, e);
        }
    }
}
