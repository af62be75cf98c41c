package dev.berth.driver.docker.internal;

import dev.berth.driver.LogRotation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One output stream of a task as rotated files {@code <task>.<stream>.N}, written exactly once also across restarts of the
 * agent. Thread-safe: one thread writes, another commits.
 */
final class CopiedStream implements AutoCloseable {
    private final Path dir;
    private final String prefix; // web.stdout.
    private final Path positionPath;
    private final LogRotation rotation;
    private int file;
    private long bytes;
    private long nanos;
    private int same;
    private int toSkip; // messages of time `nanos` that the daemon will send again
    private LogPosition whole; // after the last message that was written to its end
    private LogPosition committed;
    private boolean closed;
    private FileChannel channel;

    private CopiedStream(Path dir, String prefix, Path positionPath, LogRotation rotation, LogPosition from)
            throws IOException {
        this.dir = dir;
        this.prefix = prefix;
        this.positionPath = positionPath;
        this.rotation = rotation;
        this.file = from.file();
        this.bytes = from.bytes();
        this.nanos = from.nanos();
        this.same = from.same();
        this.toSkip = from.same();
        this.channel = openFile();
        this.committed = from;
        this.whole = from;
    }

    /**
     * Goes on where the copy had got to, or begins after what earlier runs of the task wrote.
     *
     * @param name {@code <task>.<stream>}
     */
    static CopiedStream open(Path dir, String name, Path positionPath, LogRotation rotation) throws IOException {
        String prefix = name + ".";
        Optional<LogPosition> saved = LogPosition.read(positionPath);
        SortedMap<Integer, Path> files = files(dir, prefix);
        if (saved.isEmpty()) {
            int last = files.isEmpty() ? 0 : files.lastKey();
            long size = files.isEmpty() ? 0 : Files.size(files.get(last));
            var start = new LogPosition(0, 0, last, size);
            start.write(positionPath);
            return new CopiedStream(dir, prefix, positionPath, rotation, start);
        }
        for (Path uncounted : files.tailMap(saved.get().file() + 1).values()) {
            Files.delete(uncounted);
        }
        return new CopiedStream(dir, prefix, positionPath, rotation, saved.get());
    }

    private FileChannel openFile() throws IOException {
        FileChannel opened = FileChannel.open(
                dir.resolve(prefix + file),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        if (opened.size() > bytes) {
            opened.truncate(bytes);
        }
        bytes = opened.size();
        opened.position(bytes);
        return opened;
    }

    /** Returns the time of the last message copied. */
    synchronized long nanos() {
        return nanos;
    }

    /**
     * Appends a message unless it was copied before. Messages of one stream come in the order of their times.
     *
     * @throws ClosedChannelException after {@link #close()}: the files may be another instance's by then
     */
    synchronized void message(long at, byte[] data, int offset) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (at < nanos) {
            return;
        }
        if (at == nanos && toSkip > 0) {
            toSkip--;
            return;
        }
        toSkip = 0;
        append(ByteBuffer.wrap(data, offset, data.length - offset));
        same = at == nanos ? same + 1 : 1;
        nanos = at;
        whole = new LogPosition(nanos, same, file, bytes);
    }

    private void append(ByteBuffer rest) throws IOException {
        int end = rest.limit();
        while (rest.position() < end) {
            if (bytes >= rotation.maxFileBytes()) {
                rotate();
            }
            rest.limit((int) Math.min(end, rest.position() + rotation.maxFileBytes() - bytes));
            bytes += channel.write(rest);
            rest.limit(end);
        }
    }

    private void rotate() throws IOException {
        channel.close();
        file++;
        bytes = 0;
        channel = openFile();
        for (Path old :
                files(dir, prefix).headMap(file - rotation.maxFiles() + 1).values()) {
            Files.deleteIfExists(old);
        }
    }

    /** Counts all whole messages up to here as copied. Does nothing after {@link #close()}. */
    synchronized void commit() throws IOException {
        if (!closed && !whole.equals(committed)) {
            whole.write(positionPath);
            committed = whole;
        }
    }

    private static SortedMap<Integer, Path> files(Path dir, String prefix) throws IOException {
        var found = new TreeMap<Integer, Path>();
        try (Stream<Path> all = Files.list(dir)) {
            all.forEach(path -> {
                String name = path.getFileName().toString();
                if (name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,9}")) {
                    found.put(Integer.parseInt(name.substring(prefix.length())), path);
                }
            });
        }
        return found;
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            commit();
        } finally {
            closed = true;
            channel.close();
        }
    }
}
