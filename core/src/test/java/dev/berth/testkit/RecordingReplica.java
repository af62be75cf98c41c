package dev.berth.testkit;

import dev.berth.host.AppliedEntry;
import dev.berth.host.Replica;
import dev.berth.host.ReplicaSnapshot;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A replica that remembers what it was given, for checks of command logs. Applying fails on what no log may do: a position
 * that does not ascend. Thread-safe.
 */
public final class RecordingReplica implements Replica {
    private final List<byte[]> entries = new ArrayList<>();
    private long lastPosition;

    @Override
    public synchronized AppliedEntry apply(long position, byte[] entry) {
        if (position <= lastPosition) {
            throw new IllegalArgumentException("Position %d was applied after %d.".formatted(position, lastPosition));
        }
        lastPosition = position;
        entries.add(entry.clone());
        return new AppliedEntry(position, entries.size());
    }

    @Override
    public synchronized ReplicaSnapshot snapshot() {
        long position = lastPosition;
        List<byte[]> copy = List.copyOf(entries);
        return new ReplicaSnapshot() {
            @Override
            public long position() {
                return position;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                DataOutputStream data = new DataOutputStream(out);
                data.writeLong(position);
                data.writeInt(copy.size());
                for (byte[] entry : copy) {
                    data.writeInt(entry.length);
                    data.write(entry);
                }
                data.flush();
            }
        };
    }

    @Override
    public synchronized void restore(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        long position = data.readLong();
        List<byte[]> restored = new ArrayList<>();
        int count = data.readInt();
        for (int i = 0; i < count; i++) {
            restored.add(data.readNBytes(data.readInt()));
        }
        entries.clear();
        entries.addAll(restored);
        lastPosition = position;
    }

    @Override
    public synchronized long lastPosition() {
        return lastPosition;
    }

    /** Returns the entries applied or restored so far, in order, as UTF-8 text. */
    public synchronized List<String> entries() {
        return entries.stream()
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .toList();
    }

    /** Returns the entries applied or restored so far, in order, as they are. */
    public synchronized List<byte[]> rawEntries() {
        return List.copyOf(entries);
    }
}
