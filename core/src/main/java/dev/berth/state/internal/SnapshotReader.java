package dev.berth.state.internal;

import dev.berth.model.Allocation;
import dev.berth.model.Deployment;
import dev.berth.state.internal.codec.AllocationCodecs;
import dev.berth.state.internal.codec.CodecException;
import dev.berth.state.internal.codec.EvaluationCodecs;
import dev.berth.state.internal.codec.WireReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SnapshotWriter} wrote. Used once, by one thread. Anything else gives an {@link IOException}. */
public final class SnapshotReader {
    private final DataInputStream in;
    private final int[] lastRow = new int[SnapshotFormat.KINDS];
    private @Nullable StateRestorer restorer;
    private long position;
    private long records;
    private boolean ended;

    private SnapshotReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /**
     * A restored state.
     *
     * @param position of the last log entry it contains
     */
    public record Restored(Tables tables, long position) {}

    /**
     * Reads a snapshot to its end.
     *
     * @param highestLevel of behaviour that is supported
     * @throws IOException if the stream fails, or does not hold a snapshot that can be followed; one sentence says why
     */
    public static Restored read(InputStream in, int highestLevel) throws IOException {
        try {
            return new SnapshotReader(in).readAll(highestLevel);
        } catch (EOFException e) {
            throw new IOException("The snapshot is cut off: it ends before its last chunk.", e);
        } catch (CodecException | IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("The snapshot cannot be read: " + e.getMessage(), e);
        }
    }

    private Restored readAll(int highestLevel) throws IOException {
        readHead();
        WireReader reader = new WireReader(new byte[0]);
        for (int length = in.readInt(); length != 0; length = in.readInt()) {
            if (length < 0 || length > SnapshotFormat.MAX_CHUNK_BYTES || ended) {
                throw new IOException("The snapshot is damaged: a chunk claims " + length + " bytes.");
            }
            int checksum = in.readInt();
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            if (checksum != SnapshotFormat.checksum(bytes)) {
                throw new IOException("The snapshot is damaged: the checksum of a chunk is wrong.");
            }
            reader = reader.next(bytes);
            while (reader.hasMore()) {
                readRecord(reader, highestLevel);
            }
        }
        if (restorer == null || !ended) {
            throw new EOFException();
        }
        return new Restored(restorer.finish(), position);
    }

    private void readHead() throws IOException {
        byte[] magic = in.readNBytes(SnapshotFormat.MAGIC.length);
        if (!Arrays.equals(magic, SnapshotFormat.MAGIC)) {
            throw new IOException("This is no snapshot of Berth: it does not begin like one.");
        }
        int format = in.readUnsignedByte();
        if (format != SnapshotFormat.FORMAT) {
            throw new IOException("The snapshot has format (" + format + "), this version of Berth reads format ("
                    + SnapshotFormat.FORMAT + "): upgrade Berth on this server.");
        }
    }

    private void readRecord(WireReader reader, int highestLevel) {
        int kind = reader.rawByte();
        if (kind >= SnapshotFormat.KINDS || (kind == SnapshotFormat.CLUSTER) != (restorer == null)) {
            throw reader.bad("a record of kind (%s) stands where none is expected".formatted(kind));
        }
        int row = lastRow[kind] + reader.varint(Integer.MAX_VALUE - lastRow[kind], "row");
        lastRow[kind] = row;
        StateRestorer to = restorer;
        if (to == null) {
            restorer = reader.frame(frame -> cluster(frame, highestLevel));
        } else {
            restore(reader, kind, row, to);
        }
        records++;
    }

    private StateRestorer cluster(WireReader frame, int highestLevel) {
        position = frame.varint();
        ClusterCodec cluster = ClusterCodec.read(frame);
        if (cluster.level() > highestLevel) {
            throw new IllegalStateException("it is of behaviour level (" + cluster.level()
                    + "), this version of Berth supports levels up to (" + highestLevel
                    + "): upgrade Berth on this server.");
        }
        return new StateRestorer(cluster);
    }

    private void restore(WireReader reader, int kind, int row, StateRestorer to) {
        switch (kind) {
            case SnapshotFormat.JOB -> to.job(row, reader.frame(frame -> RowCodecs.readJob(frame, to.edit())));
            case SnapshotFormat.NODE -> to.node(row, reader.frame(frame -> RowCodecs.readNode(frame, to.edit())));
            case SnapshotFormat.EVALUATION ->
                to.evaluation(row, reader.frame(frame -> RowCodecs.readEvaluation(frame, to.edit())));
            case SnapshotFormat.DEPLOYMENT -> {
                Deployment deployment = reader.frame(EvaluationCodecs.DEPLOYMENT);
                to.deployment(row, deployment);
            }
            case SnapshotFormat.ALLOCATION -> {
                Allocation allocation = reader.frame(AllocationCodecs.ALLOCATION);
                to.allocation(row, allocation);
            }
            case SnapshotFormat.REQUEST -> to.request(reader.frame(RowCodecs::readRequest));
            case SnapshotFormat.END -> {
                long expected = reader.frame(WireReader::varint);
                if (expected != records) {
                    throw reader.bad("%s records were read, but %s were written".formatted(records, expected));
                }
                ended = true;
            }
            default -> throw reader.bad("a record has the unknown kind (%s)".formatted(kind));
        }
    }
}
