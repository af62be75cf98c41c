package dev.berth.testkit;

import dev.berth.host.Storage;
import dev.berth.host.StorageFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files in memory that can be crashed at any byte: for tests and simulations of what a power cut leaves behind.
 *
 * <p>Every byte written and every creation, deletion, rename and truncation costs one unit of budget; when the budget is
 * spent the storage has crashed, and each further call fails. {@link #afterCrash} then gives what a disk may hold: with
 * everything that was written, or with only what was forced. Thread-safe.
 */
public final class TearingStorage implements Storage {
    /** What a crash keeps of that which was written but not forced. */
    public enum Unforced {
        /** All of it, as when only the process dies. */
        KEPT,
        /** None of it, the worst that a power cut does. */
        LOST
    }

    private final TreeMap<String, Content> files = new TreeMap<>();
    private TreeMap<String, Content> forcedNames = new TreeMap<>();
    private long budget;

    private static final class Content {
        private byte[] bytes = new byte[0];
        private byte[] forced = new byte[0];
    }

    private TearingStorage(long budget) {
        this.budget = budget;
    }

    /** Returns an empty storage that never crashes by itself. */
    public static TearingStorage reliable() {
        return new TearingStorage(Long.MAX_VALUE);
    }

    /** Returns an empty storage that crashes after a number of units. */
    public static TearingStorage crashingAfter(long units) {
        return new TearingStorage(units);
    }

    /** Returns how many units a reliable storage has spent so far: the number of places it could have crashed at. */
    public synchronized long unitsSpent() {
        return Long.MAX_VALUE - budget;
    }

    /** Returns a reliable storage with what this one would hold after a crash right now. */
    public synchronized TearingStorage afterCrash(Unforced unforced) {
        TearingStorage survivor = reliable();
        Map<String, Content> names = unforced == Unforced.KEPT ? files : forcedNames;
        names.forEach((name, content) -> {
            Content copy = new Content();
            copy.bytes = (unforced == Unforced.KEPT ? content.bytes : content.forced).clone();
            copy.forced = copy.bytes.clone();
            survivor.files.put(name, copy);
        });
        survivor.forcedNames = new TreeMap<>(survivor.files);
        return survivor;
    }

    private int spend(int units) throws IOException {
        int affordable = (int) Math.min(units, budget);
        budget -= affordable;
        if (budget == 0 && affordable == 0) {
            throw new IOException("The storage has crashed.");
        }
        return affordable;
    }

    @Override
    public synchronized List<String> list() throws IOException {
        return new ArrayList<>(files.keySet());
    }

    @Override
    public synchronized StorageFile open(String name) throws IOException {
        if (!files.containsKey(name)) {
            spend(1);
            files.put(name, new Content());
        }
        return new OpenFile(files.get(name));
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        if (files.containsKey(name)) {
            spend(1);
            files.remove(name);
        }
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        Content content = files.get(from);
        if (content == null) {
            throw new FileNotFoundException(from);
        }
        spend(1);
        files.remove(from);
        files.put(to, content);
    }

    @Override
    public synchronized void force() throws IOException {
        spend(1);
        forcedNames = new TreeMap<>(files);
    }

    private final class OpenFile implements StorageFile {
        private final Content content;

        OpenFile(Content content) {
            this.content = content;
        }

        @Override
        public long size() {
            synchronized (TearingStorage.this) {
                return content.bytes.length;
            }
        }

        @Override
        public int read(long position, ByteBuffer into) {
            synchronized (TearingStorage.this) {
                int available = (int) Math.min(into.remaining(), content.bytes.length - position);
                if (available <= 0) {
                    return into.hasRemaining() ? -1 : 0;
                }
                into.put(content.bytes, (int) position, available);
                return available;
            }
        }

        @Override
        public void write(long position, ByteBuffer from) throws IOException {
            synchronized (TearingStorage.this) {
                int wanted = from.remaining();
                int written = spend(wanted);
                int end = (int) position + written;
                if (end > content.bytes.length) {
                    content.bytes = Arrays.copyOf(content.bytes, end);
                }
                from.get(content.bytes, (int) position, written);
                if (written < wanted) {
                    throw new IOException("The storage crashed after %d of %d bytes.".formatted(written, wanted));
                }
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (TearingStorage.this) {
                spend(1);
                content.bytes = Arrays.copyOf(content.bytes, (int) size);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (TearingStorage.this) {
                spend(1);
                content.forced = content.bytes.clone();
            }
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
