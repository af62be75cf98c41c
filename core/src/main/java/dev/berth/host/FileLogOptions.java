package dev.berth.host;

import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link FileCommandLog} stores entries. Immutable; the canonical constructor is unstable, use {@link #builder()}.
 *
 * @param fsync when written entries are forced to the disk
 * @param fsyncInterval with {@link Fsync#INTERVAL}: the longest time a committed entry may be lost by a power cut
 * @param segmentBytes a new file begins when the current one would grow beyond this, 4 KiB or more
 * @param maxEntryBytes larger entries are refused as too large
 * @param snapshotBytes a snapshot is written after this many bytes of entries, and what it covers is deleted
 * @param queueCapacity how many proposals may wait before further ones are refused as overloaded, 2 or more
 * @param maxBatch how many proposals share one force at most (group commit)
 */
public record FileLogOptions(
        Fsync fsync,
        Duration fsyncInterval,
        long segmentBytes,
        int maxEntryBytes,
        long snapshotBytes,
        int queueCapacity,
        int maxBatch) {

    /** When written entries are forced to the disk. */
    public enum Fsync {
        /** Before an answer is given: a committed entry survives a power cut. Proposals that wait together share one force. */
        ALWAYS,
        /** After a while: a committed entry survives the death of the process, and a power cut when it is old enough. */
        INTERVAL,
        /** When the operating system likes: a committed entry survives the death of the process only. */
        NEVER
    }

    public FileLogOptions {
        Objects.requireNonNull(fsync, "fsync");
        require(!fsyncInterval.isNegative() && !fsyncInterval.isZero(), "fsyncInterval", fsyncInterval, "above 0");
        require(segmentBytes >= 4_096, "segmentBytes", segmentBytes, "4,096 or more");
        require(maxEntryBytes >= 1, "maxEntryBytes", maxEntryBytes, "1 or more");
        require(snapshotBytes >= 1, "snapshotBytes", snapshotBytes, "1 or more");
        require(queueCapacity >= 2, "queueCapacity", queueCapacity, "2 or more");
        require(maxBatch >= 1, "maxBatch", maxBatch, "1 or more");
    }

    private static void require(boolean holds, String name, Object value, String range) {
        if (!holds) {
            throw new IllegalArgumentException("The option %s (%s) must be %s.".formatted(name, value, range));
        }
    }

    /** Returns the defaults: force always, segments of 64 MiB, entries up to 64 MiB, a snapshot every 256 MiB. */
    public static FileLogOptions defaults() {
        return builder().build();
    }

    /** Starts from the {@linkplain #defaults() defaults}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options; each setter documents itself by the component it sets. */
    public static final class Builder {
        private Fsync fsync = Fsync.ALWAYS;
        private Duration fsyncInterval = Duration.ofMillis(100);
        private long segmentBytes = 64L << 20;
        private int maxEntryBytes = 64 << 20;
        private long snapshotBytes = 256L << 20;
        private int queueCapacity = 16_384;
        private int maxBatch = 1_024;

        private Builder() {}

        /** Sets when entries are forced to the disk; always by default. */
        public Builder fsync(Fsync fsync) {
            this.fsync = fsync;
            return this;
        }

        /** Sets the longest time between forces with {@link Fsync#INTERVAL}; 100 ms by default. */
        public Builder fsyncInterval(Duration fsyncInterval) {
            this.fsyncInterval = fsyncInterval;
            return this;
        }

        /** Sets the size at which a new segment begins; 64 MiB by default. */
        public Builder segmentBytes(long segmentBytes) {
            this.segmentBytes = segmentBytes;
            return this;
        }

        /** Sets the largest entry; 64 MiB by default. */
        public Builder maxEntryBytes(int maxEntryBytes) {
            this.maxEntryBytes = maxEntryBytes;
            return this;
        }

        /** Sets after how many bytes of entries a snapshot is due; 256 MiB by default. */
        public Builder snapshotBytes(long snapshotBytes) {
            this.snapshotBytes = snapshotBytes;
            return this;
        }

        /** Sets how many proposals may wait; 16,384 by default. */
        public Builder queueCapacity(int queueCapacity) {
            this.queueCapacity = queueCapacity;
            return this;
        }

        /** Sets how many proposals share one force; 1,024 by default. */
        public Builder maxBatch(int maxBatch) {
            this.maxBatch = maxBatch;
            return this;
        }

        /** Returns the options. */
        public FileLogOptions build() {
            return new FileLogOptions(
                    fsync, fsyncInterval, segmentBytes, maxEntryBytes, snapshotBytes, queueCapacity, maxBatch);
        }
    }
}
