package dev.berth.host;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The host's replicated, ordered storage of commands: the write side of replication.
 *
 * <p>A log takes opaque entries from a leader, makes them durable (and, in a cluster, agreed upon), and then hands each
 * of them to the {@link Replica} of every server: in order, once, on leader and followers alike. {@link MemoryCommandLog}
 * and {@link FileCommandLog} are two implementations; a host writes its own over Raft, a database or a message log, and
 * checks it with the published {@code CommandLogContract}.
 *
 * <p><b>Positions</b> are chosen by the log, start anywhere at 1 or above and strictly increase; gaps are allowed (a Raft
 * log has entries of its own). <b>Terms</b> fence leaders: a log remembers the highest term it has seen and refuses
 * entries of a lower one, so that a deposed leader's late append never lands.
 *
 * <p><b>Thread-safety:</b> every method may be called from any thread. <b>Blocking:</b> none of them blocks; slow work
 * happens on the log's own threads, and the stage completes there.
 */
public interface CommandLog {

    /**
     * Appends entries, all of them or none, next to each other in the given order.
     *
     * <p>The stage completes with {@link Committed} after the entries are durable <em>and</em> the local replica has
     * applied them; never exceptionally for a reason that {@link Refused} or {@link Unknown} can tell.
     *
     * @param term the proposer's fencing token, not lower than 1; a log that has seen a higher one refuses
     * @param entries 1 or more entries, none empty; neither the list nor the arrays are changed after the call
     */
    CompletionStage<ProposeOutcome> propose(long term, List<byte[]> entries);

    /** What became of a proposal. The set of cases may grow: keep a default branch. */
    sealed interface ProposeOutcome permits Committed, Refused, Unknown {}

    /**
     * The entries are durable and applied.
     *
     * @param firstPosition position of the first entry
     * @param lastPosition position of the last entry, not before the first
     */
    record Committed(long firstPosition, long lastPosition) implements ProposeOutcome {
        public Committed {
            if (firstPosition < 1 || lastPosition < firstPosition) {
                throw new IllegalArgumentException("The committed positions (%d-%d) must be 1 or above and ascending."
                        .formatted(firstPosition, lastPosition));
            }
        }
    }

    /**
     * The entries did not land and never will.
     *
     * @param reason what kind of refusal it is
     * @param message one sentence for people
     * @param retryAfter how long to wait before the next attempt; null when waiting alone does not help
     */
    record Refused(
            RefusalReason reason, String message, @Nullable Duration retryAfter) implements ProposeOutcome {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * The answer was lost: the entries may or may not land later. The proposer resolves it by looking for its request id
     * in the state (the state machine applies a request id once), never by proposing blindly again under a new id.
     *
     * @param message one sentence for people
     */
    record Unknown(String message) implements ProposeOutcome {
        public Unknown {
            Objects.requireNonNull(message, "message");
        }
    }

    /** Why a log refuses entries. The set may grow: keep a default branch. */
    enum RefusalReason {
        /** This server does not lead, or the term is older than one the log has seen. */
        NOT_LEADER,
        /** The log's queue is full; try again after the given time. */
        OVERLOADED,
        /** An entry is larger than the log takes; a smaller one would be accepted. */
        TOO_LARGE,
        /** The log is closed, or its storage failed for good. */
        CLOSED
    }
}
