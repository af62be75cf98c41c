package dev.berth.state.internal;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.state.Table;
import dev.berth.state.internal.codec.AllocationCodecs;
import dev.berth.state.internal.codec.EvaluationCodecs;
import dev.berth.state.internal.codec.PlanCodecs;
import dev.berth.state.internal.codec.WireWriter;
import dev.berth.state.internal.table.VersionedTable;
import java.util.SortedMap;

/** Digests of a state's tables: sums of 64-bit hashes of their rows, each over row number and content. */
public final class Digests {
    private final WireWriter out = WireWriter.forDigest();

    private Digests() {}

    /** Returns the digest of each table. Hashes of rows that did not change since an earlier state are not made again. */
    public static SortedMap<Table, Long> of(Tables tables) {
        return new Digests().all(tables);
    }

    private SortedMap<Table, Long> all(Tables tables) {
        ImmutableSortedMap.Builder<Table, Long> digests = ImmutableSortedMap.naturalOrder();
        digests.put(Table.JOBS, tables.jobs().digest((row, slot) -> {
            start(row);
            RowCodecs.writeJob(out, slot, RowCodecs::writeHash);
            return out.takeHash();
        }));
        digests.put(Table.NODES, tables.nodes().rows().digest((row, slot) -> {
            start(row);
            RowCodecs.writeNode(out, slot, RowCodecs::writeHash);
            return out.takeHash();
        }));
        digests.put(Table.EVALUATIONS, tables.evaluations().rows().digest((row, slot) -> {
            start(row);
            RowCodecs.writeEvaluation(out, slot, RowCodecs::writeHash);
            return out.takeHash();
        }));
        digests.put(Table.ALLOCATIONS, rows(tables.allocations().rows(), AllocationCodecs.ALLOCATION::write));
        digests.put(Table.DEPLOYMENTS, rows(tables.deployments().rows(), EvaluationCodecs.DEPLOYMENT::write));
        out.frame(PlanCodecs.SCHEDULER_CONFIGURATION, tables.configuration());
        digests.put(Table.CONFIGURATION, out.takeHash());
        ClusterCodec.of(tables).write(out);
        digests.put(
                Table.CLUSTER,
                out.takeHash()
                        + tables.requests().digest((row, outcome) -> {
                            start(row);
                            RowCodecs.writeRequest(out, outcome);
                            return out.takeHash();
                        }));
        return digests.build();
    }

    private <T> long rows(VersionedTable<T> table, WireWriter.Body<T> body) {
        return table.digest((row, value) -> {
            start(row);
            body.write(out, value);
            return out.takeHash();
        });
    }

    private void start(int row) {
        out.varint(row);
    }
}
