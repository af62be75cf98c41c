package dev.berth.sample.embed;

import dev.berth.host.CommandLog;
import dev.berth.host.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A host's own command log in its shortest form: a list, for one server. */
final class ListCommandLog implements CommandLog {
    private final List<byte[]> entries = new ArrayList<>();
    private final Replica replica;

    ListCommandLog(Replica replica) {
        this.replica = replica;
    }

    @Override
    public synchronized CompletionStage<ProposeOutcome> propose(long term, List<byte[]> proposed) {
        long first = entries.size() + 1L;
        for (byte[] entry : proposed) {
            entries.add(entry);
            replica.apply(entries.size(), entry);
        }
        return CompletableFuture.completedFuture(new Committed(first, entries.size()));
    }
}
