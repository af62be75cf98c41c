package dev.berth.state.internal;

import dev.berth.state.internal.codec.AllocationCodecs;
import dev.berth.state.internal.codec.EvaluationCodecs;
import dev.berth.state.internal.codec.WireWriter;
import dev.berth.state.internal.table.VersionedTable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a state as in {@link SnapshotFormat}. Equal states give equal bytes. Used once, by one thread. */
public final class SnapshotWriter {
    private final Tables tables;
    private final WireWriter record = new WireWriter();
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private final DataOutputStream out;
    private final int[] lastRow = new int[SnapshotFormat.KINDS];
    private long records;

    private SnapshotWriter(Tables tables, OutputStream out) {
        this.tables = tables;
        this.out = new DataOutputStream(out);
    }

    /** Writes the state; the stream is flushed and not closed. */
    public static void write(Tables tables, long position, OutputStream out) throws IOException {
        new SnapshotWriter(tables, out).writeAll(position);
    }

    private interface Content<T> {
        void write(WireWriter out, T value);
    }

    private void writeAll(long position) throws IOException {
        out.write(SnapshotFormat.MAGIC);
        out.writeByte(SnapshotFormat.FORMAT);
        ClusterCodec cluster = ClusterCodec.of(tables);
        record(
                SnapshotFormat.CLUSTER,
                0,
                (to, c) -> {
                    to.varint(position);
                    c.write(to);
                },
                cluster);
        rows(SnapshotFormat.JOB, tables.jobs(), (to, slot) -> RowCodecs.writeJob(to, slot, RowCodecs::writeRows));
        rows(
                SnapshotFormat.NODE,
                tables.nodes().rows(),
                (to, slot) -> RowCodecs.writeNode(to, slot, RowCodecs::writeRows));
        rows(
                SnapshotFormat.EVALUATION,
                tables.evaluations().rows(),
                (to, slot) -> RowCodecs.writeEvaluation(to, slot, RowCodecs::writeRows));
        rows(SnapshotFormat.DEPLOYMENT, tables.deployments().rows(), EvaluationCodecs.DEPLOYMENT::write);
        rows(SnapshotFormat.ALLOCATION, tables.allocations().rows(), AllocationCodecs.ALLOCATION::write);
        for (long n = tables.requests().oldest(); n < tables.requests().next(); n++) {
            record(
                    SnapshotFormat.REQUEST,
                    0,
                    RowCodecs::writeRequest,
                    tables.requests().get(n));
        }
        record(SnapshotFormat.END, 0, WireWriter::varint, records);
        endChunk();
        out.writeInt(0);
        out.flush();
    }

    private <T> void rows(int kind, VersionedTable<T> table, Content<T> content) throws IOException {
        for (int row = 0; row < table.rowLimit(); row++) {
            T value = table.get(row);
            if (value != null) {
                record(kind, row, content, value);
            }
        }
    }

    private <T> void record(int kind, int row, Content<T> content, T value) throws IOException {
        record.rawByte(kind);
        record.varint(row - lastRow[kind]);
        lastRow[kind] = row;
        record.frame(content::write, value);
        records++;
        if (record.size() >= SnapshotFormat.CHUNK_BYTES) {
            endChunk();
        }
    }

    private void endChunk() throws IOException {
        chunk.reset();
        record.drainTo(chunk);
        byte[] bytes = chunk.toByteArray();
        out.writeInt(bytes.length);
        out.writeInt(SnapshotFormat.checksum(bytes));
        out.write(bytes);
    }
}
