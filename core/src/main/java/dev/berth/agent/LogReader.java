package dev.berth.agent;

import com.google.common.base.Preconditions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the rotated output of tasks: {@code <task>.stdout.N} and {@code <task>.stderr.N}, N increasing, the highest being
 * written.
 *
 * <p>Offsets count from the oldest byte that is kept (0) or, from the end, backwards from the newest. A
 * {@link LogPosition} names a byte for good; it is what a follower keeps. Files that rotation deletes while they are read
 * are left out silently: the chunk's {@link LogChunk#start() start} tells.
 *
 * <p><b>Thread-safety:</b> stateless, safe. <b>Cost:</b> one directory listing and the bytes read; blocks for it.
 */
public final class LogReader {
    private static final int BLOCK = 8192;
    private static final byte[] NOTHING = {};

    private final Path directory;

    /** Reads below a directory, usually {@code <allocation>/alloc/logs}, which need not exist yet. */
    public LogReader(Path logsDirectory) {
        this.directory = logsDirectory;
    }

    /** Returns how many bytes of a stream are kept at this moment; 0 for an unknown task. */
    public long sizeBytes(String task, LogStream stream) throws IOException {
        long sum = 0;
        for (long size : files(task, stream).values()) {
            sum += size;
        }
        return sum;
    }

    /**
     * Returns the place {@code offset} bytes behind the oldest byte kept, or the end when there are fewer.
     *
     * @param offset not negative
     */
    public LogPosition fromStart(String task, LogStream stream, long offset) throws IOException {
        Preconditions.checkArgument(offset >= 0, "The offset (%s) must not be negative.", offset);
        NavigableMap<Long, Long> files = files(task, stream);
        long left = offset;
        for (var file : files.entrySet()) {
            boolean last = file.getKey().equals(files.lastKey());
            if (left < file.getValue() || last) {
                return new LogPosition(file.getKey(), Math.min(left, file.getValue()));
            }
            left -= file.getValue();
        }
        return new LogPosition(0, 0);
    }

    /**
     * Returns the place {@code offset} bytes before the end, or the oldest byte kept when there are fewer.
     *
     * @param offset not negative
     */
    public LogPosition fromEnd(String task, LogStream stream, long offset) throws IOException {
        Preconditions.checkArgument(offset >= 0, "The offset (%s) must not be negative.", offset);
        return fromStart(task, stream, Math.max(0, sizeBytes(task, stream) - offset));
    }

    /**
     * Returns where the last {@code lines} lines begin. A last line without a line feed counts as a line. Looks back at most
     * {@code maxBytes}, so that one endless line costs no more than that.
     *
     * @param lines not negative; 0 is the end
     * @param maxBytes positive
     */
    public LogPosition tail(String task, LogStream stream, int lines, long maxBytes) throws IOException {
        Preconditions.checkArgument(lines >= 0, "The number of lines (%s) must not be negative.", lines);
        Preconditions.checkArgument(maxBytes > 0, "The most bytes to look at (%s) must be positive.", maxBytes);
        NavigableMap<Long, Long> files = files(task, stream).descendingMap();
        long looked = 0;
        int found = 0;
        for (var file : files.entrySet()) {
            long end = file.getValue();
            while (end > 0 && looked < maxBytes && lines > 0) {
                int size = (int) Math.min(Math.min(BLOCK, end), maxBytes - looked);
                byte[] block = readAt(path(task, stream, file.getKey()), end - size, size);
                for (int i = block.length - 1; i >= 0; i--) {
                    boolean veryLastByte = looked == 0 && i == block.length - 1;
                    if (block[i] == '\n' && !veryLastByte && ++found == lines) {
                        return new LogPosition(file.getKey(), end - size + i + 1);
                    }
                }
                looked += size;
                end -= size;
            }
            if (looked >= maxBytes || lines == 0) {
                return new LogPosition(file.getKey(), end);
            }
        }
        return fromStart(task, stream, 0);
    }

    /**
     * Reads on from a place, over the ends of files, until {@code maxBytes} or the end as it is now.
     *
     * @param maxBytes 1 or more; the chunk holds at most so many
     */
    public LogChunk read(String task, LogStream stream, LogPosition from, int maxBytes) throws IOException {
        Preconditions.checkArgument(maxBytes > 0, "The most bytes to read (%s) must be positive.", maxBytes);
        NavigableMap<Long, Long> files = files(task, stream);
        LogPosition start = firstKept(files, from);
        LogPosition next = start;
        var out = new ByteArrayOutputStream();
        for (var file : files.tailMap(start.file(), true).entrySet()) {
            long offset = file.getKey() == start.file() ? start.offset() : 0;
            int room = maxBytes - out.size();
            if (room == 0) {
                break;
            }
            byte[] bytes = readAt(path(task, stream, file.getKey()), offset, room);
            out.writeBytes(bytes);
            next = new LogPosition(file.getKey(), offset + bytes.length);
        }
        return new LogChunk(start, next, out.toByteArray());
    }

    /** Returns the names of the tasks that have output here, in order. */
    public List<String> tasks() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString())
                    .map(name -> name.replaceFirst("\\.(stdout|stderr)\\.\\d+$", "\0"))
                    .filter(name -> name.endsWith("\0"))
                    .map(name -> name.substring(0, name.length() - 1))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static LogPosition firstKept(NavigableMap<Long, Long> files, LogPosition from) {
        if (files.isEmpty() || files.containsKey(from.file())) {
            return from;
        }
        Long later = files.ceilingKey(from.file());
        return later == null ? from : new LogPosition(later, 0);
    }

    private Path path(String task, LogStream stream, long file) {
        return directory.resolve(prefix(task, stream) + file);
    }

    private static String prefix(String task, LogStream stream) {
        return task + "." + stream.word() + ".";
    }

    /** Sizes by file number, oldest first. */
    private NavigableMap<Long, Long> files(String task, LogStream stream) throws IOException {
        var found = new TreeMap<Long, Long>();
        String prefix = prefix(task, stream);
        try (var entries = Files.newDirectoryStream(
                directory, path -> path.getFileName().toString().startsWith(prefix))) {
            for (Path path : entries) {
                String number = path.getFileName().toString().substring(prefix.length());
                if (number.matches("\\d{1,18}")) {
                    sizeOf(path).ifPresent(size -> found.put(Long.parseLong(number), size));
                }
            }
        } catch (NoSuchFileException e) {
            return found; // nothing has been written yet
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /** Empty when rotation removed the file since it was listed. */
    private static Optional<Long> sizeOf(Path path) throws IOException {
        try {
            return Optional.of(Files.size(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static byte[] readAt(Path path, long offset, int maxBytes) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(offset);
            int size = (int) Math.min(maxBytes, Math.max(0, channel.size() - offset));
            ByteBuffer buffer = ByteBuffer.allocate(size);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // read until the buffer is full or the file ends
            }
            return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
        } catch (NoSuchFileException e) {
            return NOTHING;
        }
    }
}
