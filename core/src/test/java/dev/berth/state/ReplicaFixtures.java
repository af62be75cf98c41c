package dev.berth.state;

import dev.berth.testkit.RandomCommands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Logs and snapshots for tests. */
final class ReplicaFixtures {
    private ReplicaFixtures() {}

    /** Returns a log of random entries, each made for the state the ones before lead to. */
    static List<byte[]> randomLog(long seed, int length) {
        RandomCommands commands = new RandomCommands(seed);
        StateMachine machine = new StateMachine();
        ClusterState state = ClusterState.empty();
        List<byte[]> log = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            CommandEntry entry = commands.nextEntry(state);
            log.add(EntryCodec.encode(entry));
            state = machine.apply(state, entry).state();
        }
        return log;
    }

    static void applyAll(ReplicatedState replica, List<byte[]> log, int from, int to) {
        for (int i = from; i < to; i++) {
            replica.apply(i + 1, log.get(i));
        }
    }

    static ReplicatedState replayed(List<byte[]> log) {
        ReplicatedState replica = ReplicatedState.create();
        applyAll(replica, log, 0, log.size());
        return replica;
    }

    static byte[] snapshot(ReplicatedState replica) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            replica.snapshot().writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReplicatedState restored(byte[] snapshot) {
        try {
            ReplicatedState replica = ReplicatedState.create();
            replica.restore(new ByteArrayInputStream(snapshot));
            return replica;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
