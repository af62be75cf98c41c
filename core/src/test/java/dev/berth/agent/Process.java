package dev.berth.agent;

import dev.berth.host.Cancellable;
import dev.berth.host.Storage;
import dev.berth.host.StorageFile;
import dev.berth.host.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * An operating system process as an agent sees it: an executor, timers and a disk that are all gone when it dies. Everything
 * runs on the calling thread, in order, never nested. When a write to its storage fails, the process is dead at that
 * instruction.
 */
final class Process implements Executor {
    private final TimeSource world;
    private final Storage disk;
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private boolean running;
    private boolean dead;
    private long diskOperations;
    private long lastDiskOperation = Long.MAX_VALUE;

    Process(TimeSource world, Storage disk) {
        this.world = world;
        this.disk = disk;
    }

    /** Unwinds to where the process was entered. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies in the n-th change of the disk from the start, 1 or more: of a write, half is done. */
    void dieInDiskOperation(long n) {
        lastDiskOperation = n;
    }

    /** Returns how many changes of the disk there were. */
    long diskOperations() {
        return diskOperations;
    }

    boolean isDead() {
        return dead;
    }

    void kill() {
        dead = true;
        queue.clear();
    }

    @Override
    public void execute(Runnable task) {
        if (dead) {
            return;
        }
        queue.add(task);
        if (running) {
            return;
        }
        running = true;
        try {
            while (!queue.isEmpty() && !dead) {
                queue.poll().run();
            }
        } catch (Died e) {
            queue.clear();
        } finally {
            running = false;
        }
    }

    /** Runs a step of the process that a test begins, such as its main method. */
    void enter(Runnable step) {
        execute(step);
    }

    TimeSource time() {
        return new TimeSource() {
            @Override
            public long epochNanos() {
                return world.epochNanos();
            }

            @Override
            public long monotonicNanos() {
                return world.monotonicNanos();
            }

            @Override
            public Cancellable schedule(Duration delay, Runnable task) {
                return world.schedule(delay, () -> execute(task));
            }
        };
    }

    Storage storage() {
        return new MortalStorage();
    }

    private <T> T onDisk(DiskCall<T> call) {
        if (dead) {
            throw new Died();
        }
        try {
            return call.run();
        } catch (IOException e) {
            kill();
            throw new Died();
        }
    }

    private <T> T change(DiskCall<T> call) {
        if (!dead && ++diskOperations >= lastDiskOperation) {
            kill();
        }
        return onDisk(call);
    }

    private interface DiskCall<T> {
        T run() throws IOException;
    }

    private final class MortalStorage implements Storage {
        @Override
        public List<String> list() {
            return onDisk(disk::list);
        }

        @Override
        public StorageFile open(String name) {
            return new MortalFile(onDisk(() -> disk.open(name)));
        }

        @Override
        public void delete(String name) {
            change(() -> {
                disk.delete(name);
                return name;
            });
        }

        @Override
        public void rename(String from, String to) {
            change(() -> {
                disk.rename(from, to);
                return to;
            });
        }

        @Override
        public void force() {
            change(() -> {
                disk.force();
                return disk;
            });
        }
    }

    private final class MortalFile implements StorageFile {
        private final StorageFile file;

        MortalFile(StorageFile file) {
            this.file = file;
        }

        @Override
        public long size() {
            return onDisk(file::size);
        }

        @Override
        public int read(long position, ByteBuffer into) {
            return onDisk(() -> file.read(position, into));
        }

        @Override
        public void write(long position, ByteBuffer from) {
            if (!dead && diskOperations + 1 >= lastDiskOperation) {
                from.limit(from.position() + from.remaining() / 2);
                onDisk(() -> {
                    file.write(position, from);
                    return file;
                });
            }
            change(() -> {
                file.write(position, from);
                return file;
            });
        }

        @Override
        public void truncate(long size) {
            change(() -> {
                file.truncate(size);
                return file;
            });
        }

        @Override
        public void force() {
            change(() -> {
                file.force();
                return file;
            });
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
