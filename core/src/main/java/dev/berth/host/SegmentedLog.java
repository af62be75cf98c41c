package dev.berth.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An ordered list of {@link LogSegment}s that is appended to at its end and deleted from its beginning. Confined to one
 * thread at a time.
 */
final class SegmentedLog implements Closeable {
    /*
     * Implementation note: entries of one batch are gathered in `pending` and written with a single call, so that a batch
     * costs one write and one force. A proposal is all or nothing: each entry says how many of its proposal follow, a batch lies
     * in one segment, and a proposal without its last entry is cut like a torn entry. Only the last segment may end in a torn entry: all earlier ones were forced before
     * their successor was created. A torn end anywhere else is damage, and opening fails rather than dropping what follows.
     */
    private static final int INITIAL_BUFFER_BYTES = 64 << 10;
    private static final int KEPT_BUFFER_BYTES = 4 << 20;

    /** Gets each entry of a replay. */
    @FunctionalInterface
    interface EntryVisitor {
        void visit(LogSegment.Entry entry);
    }

    private final Storage storage;
    private final FileLogOptions options;
    private final List<LogSegment> segments = new ArrayList<>();
    private ByteBuffer pending = ByteBuffer.allocate(INITIAL_BUFFER_BYTES);
    private long lastPosition;
    private long highestTerm;

    private SegmentedLog(Storage storage, FileLogOptions options) {
        this.storage = storage;
        this.options = options;
    }

    static SegmentedLog open(Storage storage, FileLogOptions options) throws IOException {
        SegmentedLog log = new SegmentedLog(storage, options);
        for (String name : storage.list()) {
            long firstPosition = LogSegment.firstPositionOf(name);
            if (firstPosition > 0) {
                log.segments.add(new LogSegment(storage, firstPosition));
            }
        }
        return log;
    }

    long lastPosition() {
        return lastPosition;
    }

    long highestTerm() {
        return highestTerm;
    }

    /**
     * Visits every entry above a position, and cuts a torn end.
     *
     * @return how many bytes were cut
     */
    long replay(long afterPosition, EntryVisitor visitor) throws IOException {
        lastPosition = afterPosition;
        long cut = 0;
        for (int i = 0; i < segments.size(); i++) {
            LogSegment segment = segments.get(i);
            long validBytes = replaySegment(segment, afterPosition, visitor);
            cut = segment.bytes() - validBytes;
            if (cut > 0 && i < segments.size() - 1) {
                throw new IOException(
                        "The log file (%s) is damaged at byte %d, with later files behind it.\nRestore the folder from a backup, or remove it to start empty."
                                .formatted(segment.name(), validBytes));
            }
            if (cut > 0) {
                segment.truncate(validBytes);
            }
        }
        return cut;
    }

    /** Visits the whole proposals of a segment and returns where they end. */
    private long replaySegment(LogSegment segment, long afterPosition, EntryVisitor visitor) throws IOException {
        List<LogSegment.Entry> proposal = new ArrayList<>();
        long offset = 0;
        long validBytes = 0;
        while (offset < segment.bytes()) {
            LogSegment.Entry entry = segment.read(offset, options.maxEntryBytes());
            if (entry == null) {
                break;
            }
            proposal.add(entry);
            offset += LogSegment.encodedBytes(entry.payload());
            if (entry.following() == 0) {
                for (LogSegment.Entry whole : proposal) {
                    replayEntry(segment, whole, afterPosition, visitor);
                }
                proposal.clear();
                validBytes = offset;
            }
        }
        return validBytes;
    }

    private void replayEntry(LogSegment segment, LogSegment.Entry entry, long afterPosition, EntryVisitor visitor)
            throws IOException {
        highestTerm = Math.max(highestTerm, entry.term());
        if (entry.position() <= afterPosition) {
            return;
        }
        if (entry.position() != lastPosition + 1) {
            throw new IOException(
                    "The log file (%s) holds position %d where %d was expected: a file is missing.\nRestore the folder from a backup, or remove it to start empty."
                            .formatted(segment.name(), entry.position(), lastPosition + 1));
        }
        lastPosition = entry.position();
        visitor.visit(entry);
    }

    /**
     * Adds a proposal's entries to the batch. Nothing is written before {@link #writeBatch}.
     *
     * @return the position of the first entry
     */
    long append(long term, List<byte[]> payloads) {
        highestTerm = Math.max(highestTerm, term);
        long first = lastPosition + 1;
        int following = payloads.size();
        for (byte[] payload : payloads) {
            following--;
            reserve(LogSegment.encodedBytes(payload));
            lastPosition++;
            LogSegment.encode(lastPosition, term, following, payload, pending);
        }
        return first;
    }

    private void reserve(int bytes) {
        if (pending.remaining() < bytes) {
            long wanted = Math.max(pending.capacity() * 2L, (long) pending.position() + bytes);
            pending = ByteBuffer.allocate(Math.toIntExact(wanted)).put(pending.flip());
        }
    }

    /** Returns how many bytes the batch holds. */
    int batchBytes() {
        return pending.position();
    }

    /**
     * Writes the batch.
     *
     * @param firstPosition position of the batch's first entry
     */
    void writeBatch(long firstPosition) throws IOException {
        pending.flip();
        segmentFor(pending.remaining(), firstPosition).write(pending);
        pending = pending.capacity() > KEPT_BUFFER_BYTES ? ByteBuffer.allocate(INITIAL_BUFFER_BYTES) : pending.clear();
    }

    private LogSegment segmentFor(int bytes, long firstPosition) throws IOException {
        LogSegment current = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        if (current != null && (current.bytes() == 0 || current.bytes() + bytes <= options.segmentBytes())) {
            return current;
        }
        if (current != null) {
            current.force();
        }
        LogSegment next = new LogSegment(storage, firstPosition);
        segments.add(next);
        storage.force();
        return next;
    }

    void force() throws IOException {
        if (!segments.isEmpty()) {
            segments.get(segments.size() - 1).force();
        }
    }

    /** Deletes the segments that hold nothing above a position. The last segment stays. */
    void deleteUpTo(long position) throws IOException {
        while (segments.size() > 1 && segments.get(1).firstPosition() <= position + 1) {
            LogSegment oldest = segments.remove(0);
            oldest.close();
            storage.delete(oldest.name());
        }
        storage.force();
    }

    @Override
    public void close() throws IOException {
        for (LogSegment segment : segments) {
            segment.close();
        }
    }
}
