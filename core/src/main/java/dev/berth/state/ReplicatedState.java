package dev.berth.state;

import dev.berth.host.AppliedEntry;
import dev.berth.host.Replica;
import dev.berth.host.ReplicaSnapshot;
import dev.berth.host.RequestId;
import dev.berth.state.internal.SnapshotReader;
import dev.berth.state.internal.SnapshotWriter;
import dev.berth.state.internal.codec.CodecException;
import dev.berth.state.internal.codec.WireReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server's copy of the cluster state: applies committed entries, one after the other, and publishes each new state by
 * one volatile write.
 *
 * <p><b>Thread-safety:</b> {@link #apply} and {@link #restore} are called by one thread at a time; everything else may be
 * called by any thread. <b>Determinism:</b> state and snapshots depend on the entries alone.
 */
public final class ReplicatedState implements Replica {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicatedState.class);
    private static final int MAX_ANTICIPATED = 4096;

    private final StateMachine machine;
    private final List<ApplyListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<RequestId, Anticipated> anticipated = new Recent<>(); // guarded by itself
    private volatile Published published = new Published(0, ClusterState.empty());
    private volatile @Nullable RuntimeException stopped;

    private ReplicatedState(StateMachine machine) {
        this.machine = machine;
    }

    /** Told of each entry, after its state was published. */
    @FunctionalInterface
    public interface ApplyListener {
        /**
         * An entry was decided. Called by the applying thread, which waits: hand over and return.
         *
         * @param entry what was decided
         * @param result what became of it
         */
        void onApplied(CommandEntry entry, CommandResult result);
    }

    private record Published(long position, ClusterState state) {}

    private record Anticipated(ClusterState before, CommandEntry entry, StateMachine.Transition transition) {}

    /** A map that forgets its eldest entry when it grows beyond its bound. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MAX_ANTICIPATED;
        }
    }

    /** Returns an empty replica that follows all behaviour levels of this version of Berth. */
    public static ReplicatedState create() {
        return create(new StateMachine());
    }

    /** Returns an empty replica over the given rules. */
    public static ReplicatedState create(StateMachine machine) {
        return new ReplicatedState(machine);
    }

    /** Returns the state after the last entry. */
    public ClusterState state() {
        return published.state();
    }

    /** Returns the highest behaviour level this replica follows. */
    public int highestLevel() {
        return machine.highestLevel();
    }

    /** Adds a listener. */
    public void subscribe(ApplyListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener; a call that is under way may still end after this. */
    public void unsubscribe(ApplyListener listener) {
        listeners.remove(listener);
    }

    /**
     * Returns the bytes to propose for an entry.
     *
     * @throws IllegalArgumentException if a value cannot be written: half of a character pair in a text, or a nesting
     *     deeper than 200
     */
    public byte[] encode(CommandEntry entry) {
        return EntryCodec.encode(entry);
    }

    /** Returns the entry of these bytes, as {@link #encode} made them; for tools that look into a log. */
    public static CommandEntry decode(byte[] bytes) {
        return EntryCodec.decode(bytes);
    }

    /**
     * Returns the state that committing the entry on top of {@code before} will lead to. When it is committed there, its
     * outcome is not computed a second time; committed elsewhere or not at all, nothing was changed.
     *
     * @param before this replica's state, or what an earlier call returned
     */
    public ClusterState anticipate(ClusterState before, CommandEntry entry) {
        StateMachine.Transition transition = machine.apply(before, entry);
        synchronized (anticipated) {
            anticipated.put(entry.requestId(), new Anticipated(before, entry, transition));
        }
        return transition.state();
    }

    @Override
    public AppliedEntry apply(long position, byte[] bytes) {
        RuntimeException reason = stopped;
        if (reason != null) {
            throw new IllegalStateException("This replica has stopped: " + reason.getMessage(), reason);
        }
        Published before = published;
        if (position <= before.position()) {
            return new AppliedEntry(position, before.state().index());
        }
        Decided decided = decide(position, before.state(), bytes);
        published = new Published(position, decided.transition().state());
        tell(decided.entry(), decided.transition().result());
        return new AppliedEntry(position, decided.transition().state().index());
    }

    private record Decided(CommandEntry entry, StateMachine.Transition transition) {}

    private Decided decide(long position, ClusterState before, byte[] bytes) {
        try {
            WireReader in = new WireReader(bytes);
            EntryCodec.Header header = EntryCodec.header(in);
            if (header.level() > machine.highestLevel()) {
                throw NewerBerthNeededException.level(header.level(), machine.highestLevel());
            }
            Anticipated known;
            synchronized (anticipated) {
                known = anticipated.remove(header.requestId());
            }
            if (known != null && known.before() == before && header.isOf(known.entry())) {
                return new Decided(known.entry(), known.transition());
            }
            CommandEntry entry = EntryCodec.body(header, in);
            return new Decided(entry, machine.apply(before, entry));
        } catch (RuntimeException e) {
            RuntimeException reason = e instanceof CodecException
                    ? new IllegalStateException(
                            "The log entry at position (" + position + ") cannot be read: " + e.getMessage(), e)
                    : e;
            stopped = reason;
            throw reason;
        }
    }

    private void tell(CommandEntry entry, CommandResult result) {
        for (ApplyListener listener : listeners) {
            try {
                listener.onApplied(entry, result);
            } catch (RuntimeException e) {
                LOG.error("Listener {} failed at index {}; the state is not affected", listener, result.index(), e);
            }
        }
    }

    @Override
    public ReplicaSnapshot snapshot() {
        Published now = published;
        return new ReplicaSnapshot() {
            @Override
            public long position() {
                return now.position();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                SnapshotWriter.write(now.state().tables(), now.position(), out);
            }
        };
    }

    @Override
    public void restore(InputStream in) throws IOException {
        SnapshotReader.Restored restored = SnapshotReader.read(in, machine.highestLevel());
        published = new Published(restored.position(), new ClusterState(restored.tables()));
        stopped = null;
    }

    @Override
    public long lastPosition() {
        return published.position();
    }
}
