package dev.berth.host;

import com.google.common.collect.ImmutableList;
import dev.berth.internal.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A command log without storage: entries go straight to the replicas. What it held is gone with the process, so it
 * serves tests, simulations, {@code -dev} agents, and hosts that only want scheduling logic.
 *
 * <p>Several replicas may be attached; each applies every entry, which is a whole cluster in one process.
 *
 * <p><b>Thread-safety:</b> any thread may propose; entries are applied by one task at a time on the given executor.
 */
public final class MemoryCommandLog implements CommandLog {
    private static final int MAX_BATCH = 256;
    private static final Duration RETRY_AFTER = Duration.ofMillis(50);

    private record Proposal(long term, List<byte[]> entries, CompletableFuture<ProposeOutcome> answer) {}

    private final List<Replica> replicas;
    private final Mailbox<Proposal> mailbox;
    private long lastPosition; // confined to the mailbox's handler
    private long highestTerm; // confined to the mailbox's handler

    /**
     * Creates a log in front of one or more replicas, continuing behind the last position they have applied.
     *
     * @param replicas 1 or more, all at the same position
     * @param executor applies the entries; a direct executor applies them inside {@link #propose}
     * @param capacity how many proposals may wait, at least 2; beyond it {@link #propose} refuses as overloaded
     */
    public MemoryCommandLog(List<? extends Replica> replicas, Executor executor, int capacity) {
        this.replicas = ImmutableList.copyOf(replicas);
        this.lastPosition = commonPosition(this.replicas);
        this.mailbox = new Mailbox<>("memory-command-log", capacity, MAX_BATCH, executor, this::commitAll);
    }

    private static long commonPosition(List<Replica> replicas) {
        long[] positions =
                replicas.stream().mapToLong(Replica::lastPosition).distinct().toArray();
        if (positions.length != 1) {
            throw new IllegalArgumentException(
                    "The memory log needs one or more replicas at the same position, not %d replicas at %d positions.\nMaybe restore the same snapshot into all of them."
                            .formatted(replicas.size(), positions.length));
        }
        return positions[0];
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
                    "The memory log already holds %d proposals.".formatted(mailbox.capacity()),
                    RETRY_AFTER));
        }
        return answer;
    }

    private void commitAll(List<Proposal> proposals) {
        proposals.forEach(this::commit);
    }

    private void commit(Proposal proposal) {
        if (proposal.term < highestTerm) {
            proposal.answer.complete(new Refused(
                    RefusalReason.NOT_LEADER,
                    "The term (%d) is over; the log has seen term %d.".formatted(proposal.term, highestTerm),
                    null));
            return;
        }
        highestTerm = proposal.term;
        long first = lastPosition + 1;
        try {
            for (byte[] entry : proposal.entries) {
                lastPosition++;
                for (Replica replica : replicas) {
                    replica.apply(lastPosition, entry);
                }
            }
            proposal.answer.complete(new Committed(first, lastPosition));
        } catch (RuntimeException e) {
            proposal.answer.completeExceptionally(e);
        }
    }
}
