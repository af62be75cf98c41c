package dev.berth.host;

import com.google.common.collect.ImmutableList;
import dev.berth.internal.Mailbox;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable command log for one server: entries in segment files, snapshots beside them, nothing else needed.
 *
 * <p>Proposals that wait together are written with one write and one force (group commit). When enough bytes have gathered,
 * a snapshot of the replica is written on the second executor and the entries it covers are deleted. Opening restores the
 * newest undamaged snapshot, applies the entries behind it, and cuts an entry that a crash left unfinished; such an entry
 * was never answered as committed.
 *
 * <p><b>Thread-safety:</b> any thread may propose; entries are written and applied by one task at a time on the given
 * executor. <b>Failures:</b> after a failed write or force nothing is known about the disk, so the entries concerned are
 * answered as unknown, and the log takes no more ({@link CommandLog.RefusalReason#CLOSED}); open it again to recover.
 */
public final class FileCommandLog implements CommandLog, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FileCommandLog.class);
    private static final Duration RETRY_AFTER = Duration.ofMillis(50);

    private sealed interface Message permits Proposal, SnapshotWritten, ForceDue, CloseRequest {}

    private record Proposal(long term, List<byte[]> entries, CompletableFuture<ProposeOutcome> answer)
            implements Message {}

    private record SnapshotWritten(long position, @Nullable Exception failure) implements Message {}

    private record ForceDue() implements Message {}

    private record CloseRequest(CompletableFuture<Void> closed) implements Message {}

    private record Accepted(Proposal proposal, long firstPosition) {}

    private final FileLogOptions options;
    private final Replica replica;
    private final TimeSource time;
    private final Executor snapshotExecutor;
    private final SegmentedLog log;
    private final SnapshotFiles snapshots;
    private final RecoveryReport recovery;
    private final Mailbox<Message> mailbox;

    // Confined to the mailbox's handler from here on.
    private long bytesSinceSnapshot;
    private boolean snapshotRunning;
    private boolean forceScheduled;
    private @Nullable String closedBecause;

    private FileCommandLog(
            Storage storage,
            Replica replica,
            TimeSource time,
            Executor logExecutor,
            Executor snapshotExecutor,
            FileLogOptions options)
            throws IOException {
        this.options = options;
        this.replica = replica;
        this.time = time;
        this.snapshotExecutor = snapshotExecutor;
        this.snapshots = new SnapshotFiles(storage);
        this.log = SegmentedLog.open(storage, options);
        this.recovery = recover();
        this.mailbox = new Mailbox<>(
                "file-command-log", options.queueCapacity(), options.maxBatch(), logExecutor, this::handle);
    }

    /**
     * Opens a log, brings the replica to its end, and is then ready to take proposals. Blocks while it reads.
     *
     * @param storage the folder; nobody else may write to it (the caller holds its lock)
     * @param replica an empty replica
     * @param time for {@link FileLogOptions.Fsync#INTERVAL}
     * @param logExecutor writes and applies entries; blocks on the disk
     * @param snapshotExecutor writes snapshots; a different one, or entries wait meanwhile
     * @throws IOException when the folder cannot be used, or its files are damaged beyond an unfinished last entry; the
     *     message says which file and what to do
     */
    public static FileCommandLog open(
            Storage storage,
            Replica replica,
            TimeSource time,
            Executor logExecutor,
            Executor snapshotExecutor,
            FileLogOptions options)
            throws IOException {
        return new FileCommandLog(storage, replica, time, logExecutor, snapshotExecutor, options);
    }

    private RecoveryReport recover() throws IOException {
        long snapshotPosition = restoreNewestSnapshot();
        long[] replayed = {0};
        long cut = log.replay(snapshotPosition, entry -> {
            replica.apply(entry.position(), entry.payload());
            replayed[0]++;
            bytesSinceSnapshot += LogSegment.encodedBytes(entry.payload());
        });
        RecoveryReport report = new RecoveryReport(snapshotPosition, replayed[0], log.lastPosition(), cut);
        LOG.info("{}", report.sentence());
        return report;
    }

    private long restoreNewestSnapshot() throws IOException {
        IOException damage = null;
        for (long position : snapshots.positions()) {
            try {
                snapshots.restore(position, replica);
                return position;
            } catch (IOException e) {
                LOG.warn("Skipping a snapshot: {}", e.getMessage());
                damage = e;
            }
        }
        if (damage != null) {
            throw damage;
        }
        return 0;
    }

    /** Returns what was found when the log was opened. */
    public RecoveryReport recovery() {
        return recovery;
    }

    @Override
    public CompletionStage<ProposeOutcome> propose(long term, List<byte[]> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("A proposal needs at least one entry.");
        }
        var answer = new CompletableFuture<ProposeOutcome>();
        if (!mailbox.offer(new Proposal(term, ImmutableList.copyOf(entries), answer))) {
            answer.complete(new Refused(
                    RefusalReason.OVERLOADED,
                    "The file log already holds %d proposals.".formatted(mailbox.capacity()),
                    RETRY_AFTER));
        }
        return answer;
    }

    private void handle(List<Message> messages) {
        List<Accepted> batch = new ArrayList<>(messages.size());
        List<CloseRequest> closing = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof Proposal proposal) {
                accept(proposal, batch);
            } else if (message instanceof SnapshotWritten written) {
                snapshotWritten(written);
            } else if (message instanceof ForceDue) {
                forceDue();
            } else if (message instanceof CloseRequest request) {
                closing.add(request);
            } else {
                throw new AssertionError(message);
            }
        }
        commit(batch);
        closing.forEach(this::closeNow);
    }

    private void accept(Proposal proposal, List<Accepted> batch) {
        Refused refusal = refusalOf(proposal);
        if (refusal != null) {
            proposal.answer.complete(refusal);
            return;
        }
        batch.add(new Accepted(proposal, log.append(proposal.term, proposal.entries)));
    }

    private @Nullable Refused refusalOf(Proposal proposal) {
        if (closedBecause != null) {
            return new Refused(RefusalReason.CLOSED, closedBecause, null);
        }
        if (proposal.term < log.highestTerm()) {
            return new Refused(
                    RefusalReason.NOT_LEADER,
                    "The term (%d) is over; the log has seen term %d.".formatted(proposal.term, log.highestTerm()),
                    null);
        }
        for (byte[] entry : proposal.entries) {
            if (entry.length == 0 || entry.length > options.maxEntryBytes()) {
                return new Refused(
                        RefusalReason.TOO_LARGE,
                        "An entry has %,d bytes; the log takes 1 to %,d.\nMaybe split the job or raise maxEntryBytes."
                                .formatted(entry.length, options.maxEntryBytes()),
                        null);
            }
        }
        return null;
    }

    private void commit(List<Accepted> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            bytesSinceSnapshot += log.batchBytes();
            log.writeBatch(batch.get(0).firstPosition);
            forceAsConfigured();
        } catch (IOException e) {
            fail(e);
            batch.forEach(accepted -> accepted.proposal.answer.complete(
                    new Unknown("Writing the log failed (%s); the entry may or may not be there.".formatted(e))));
            return;
        }
        batch.forEach(this::apply);
        if (bytesSinceSnapshot >= options.snapshotBytes() && !snapshotRunning) {
            startSnapshot();
        }
    }

    private void forceAsConfigured() throws IOException {
        switch (options.fsync()) {
            case ALWAYS -> log.force();
            case INTERVAL -> {
                if (!forceScheduled) {
                    forceScheduled = true;
                    time.schedule(options.fsyncInterval(), () -> postInternal(new ForceDue()));
                }
            }
            case NEVER -> {
                // The operating system writes it out when it likes.
            }
        }
    }

    private void forceDue() {
        forceScheduled = false;
        try {
            log.force();
        } catch (IOException e) {
            fail(e);
        }
    }

    private void apply(Accepted accepted) {
        long position = accepted.firstPosition;
        try {
            for (byte[] entry : accepted.proposal.entries) {
                replica.apply(position, entry);
                position++;
            }
            accepted.proposal.answer.complete(new Committed(accepted.firstPosition, position - 1));
        } catch (RuntimeException e) {
            closedBecause = "The replica stopped at position %d: %s".formatted(position, e.getMessage());
            accepted.proposal.answer.completeExceptionally(e);
        }
    }

    private void startSnapshot() {
        snapshotRunning = true;
        bytesSinceSnapshot = 0;
        ReplicaSnapshot snapshot = replica.snapshot();
        try {
            snapshotExecutor.execute(() -> {
                Exception failure = null;
                try {
                    snapshots.write(snapshot);
                } catch (IOException | RuntimeException e) {
                    failure = e;
                }
                postInternal(new SnapshotWritten(snapshot.position(), failure));
            });
        } catch (RejectedExecutionException e) {
            snapshotWritten(new SnapshotWritten(snapshot.position(), e));
        }
    }

    private void snapshotWritten(SnapshotWritten written) {
        snapshotRunning = false;
        if (written.failure != null) {
            LOG.error(
                    "The snapshot at position {} failed; the log keeps its entries.",
                    written.position,
                    written.failure);
            return;
        }
        try {
            log.deleteUpTo(snapshots.deleteOld());
        } catch (IOException e) {
            LOG.warn("Old log files could not be deleted; the next snapshot tries again.", e);
        }
    }

    private void fail(IOException e) {
        closedBecause =
                "The log's storage failed: %s.\nOpen it again when the cause is mended.".formatted(e.getMessage());
        LOG.error("The log's storage failed; no more entries are taken.", e);
    }

    private void postInternal(Message message) {
        if (!mailbox.offer(message)) {
            time.schedule(RETRY_AFTER, () -> postInternal(message));
        }
    }

    private void closeNow(CloseRequest request) {
        try {
            if (closedBecause == null) {
                closedBecause = "The log is closed.";
                log.force();
                log.close();
            }
            request.closed.complete(null);
        } catch (IOException e) {
            request.closed.completeExceptionally(e);
        }
    }

    /**
     * Takes no more proposals, commits those that wait, forces them to the disk, and closes the files. Blocks until that is
     * done; a second call does nothing.
     */
    @Override
    public void close() throws IOException {
        var request = new CloseRequest(new CompletableFuture<>());
        postInternal(request);
        try {
            request.closed.join();
        } catch (CompletionException e) {
            throw new IOException("Closing the log failed.", e.getCause());
        }
    }
}
