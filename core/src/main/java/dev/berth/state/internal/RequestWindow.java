package dev.berth.state.internal;

import dev.berth.host.RequestId;
import dev.berth.state.BehaviourLevel;
import dev.berth.state.RequestOutcome;
import dev.berth.state.internal.table.Edit;
import dev.berth.state.internal.table.IdTable;
import dev.berth.state.internal.table.VersionedTable;
import org.jspecify.annotations.Nullable;

/**
 * One version of the memory of recent requests: a ring of the last so many, oldest out first. Immutable.
 *
 * <p>Cost: O(1) a request.
 */
public final class RequestWindow {
    private static final int RING = 1 << 16;
    private static final int FIRST_LIMIT = 1 << 12;

    /** The window that remembers nothing. */
    public static final RequestWindow EMPTY = startingAt(0);

    private final IdTable<RequestOutcome> ring; // request number n is in row n mod RING
    private final long oldest;
    private final long next;

    private RequestWindow(IdTable<RequestOutcome> ring, long oldest, long next) {
        this.ring = ring;
        this.oldest = oldest;
        this.next = next;
    }

    /** Returns a window that forgot the requests before number {@code oldest} and remembers none yet. */
    public static RequestWindow startingAt(long oldest) {
        return new RequestWindow(IdTable.empty(new OutcomeIds()), oldest, oldest);
    }

    /** How many requests are remembered at a level. */
    public static int limitAt(int level) {
        return level >= BehaviourLevel.REMEMBERED_REFUSALS ? RING : FIRST_LIMIT;
    }

    /** The number of the oldest request that is remembered. */
    public long oldest() {
        return oldest;
    }

    /** The number the next request will get. */
    public long next() {
        return next;
    }

    /** Returns the remembered request with this number, {@link #oldest()} to {@link #next()} - 1. */
    public RequestOutcome get(long number) {
        return ring.used((int) (number % RING));
    }

    /** Returns what became of the request, null when it is not remembered. */
    public @Nullable RequestOutcome find(RequestId id) {
        return ring.find(id.high(), id.low());
    }

    /** Returns the window with one more request, which it must not remember yet, and with at most {@code limit}. */
    public RequestWindow with(RequestOutcome outcome, int limit) {
        IdTable.Transaction<RequestOutcome> change = ring.begin(new Edit());
        long first = oldest;
        while (next - first >= limit) {
            change.remove((int) (first++ % RING));
        }
        change.addAt((int) (next % RING), outcome);
        return new RequestWindow(change.commit(), first, next + 1);
    }

    /** The sum of the hashes of what is remembered. */
    public long digest(VersionedTable.RowHash<RequestOutcome> hash) {
        return ring.rows().digest(hash);
    }

    private static final class OutcomeIds implements IdTable.IdOf<RequestOutcome> {
        @Override
        public long high(RequestOutcome outcome) {
            return outcome.id().high();
        }

        @Override
        public long low(RequestOutcome outcome) {
            return outcome.id().low();
        }
    }
}
