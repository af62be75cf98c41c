package dev.berth.state.internal;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.SchedulerConfiguration;
import dev.berth.state.Table;
import dev.berth.state.internal.codec.PlanCodecs;
import dev.berth.state.internal.codec.WireReader;
import dev.berth.state.internal.codec.WireWriter;

/**
 * The bytes of what is not a row: the first record of a snapshot.
 *
 * @param index and the others as in {@link Tables}
 * @param rowLimits of jobs, nodes, evaluations, deployments and allocations
 * @param oldestRequest the number of the oldest request that is remembered
 */
record ClusterCodec(
        long index,
        long timeNanos,
        long term,
        String leader,
        int level,
        ImmutableSortedMap<String, Integer> servers,
        SchedulerConfiguration configuration,
        long[] tableIndexes,
        int[] rowLimits,
        long oldestRequest) {
    private static final int ROW_TABLES = 5;

    static ClusterCodec of(Tables tables) {
        int[] limits = {
            tables.jobs().rowLimit(),
            tables.nodes().rows().rowLimit(),
            tables.evaluations().rows().rowLimit(),
            tables.deployments().rows().rowLimit(),
            tables.allocations().rows().rowLimit()
        };
        return new ClusterCodec(
                tables.index(),
                tables.timeNanos(),
                tables.term(),
                tables.leader(),
                tables.level(),
                tables.servers(),
                tables.configuration(),
                tables.tableIndexes(),
                limits,
                tables.requests().oldest());
    }

    void write(WireWriter out) {
        out.varint(index);
        out.zigzag(timeNanos);
        out.varint(term);
        out.text(leader);
        out.varint(level);
        out.varint(servers.size());
        servers.forEach((server, highest) -> {
            out.text(server);
            out.varint(highest);
        });
        out.frame(PlanCodecs.SCHEDULER_CONFIGURATION, configuration);
        for (long tableIndex : tableIndexes) {
            out.varint(tableIndex);
        }
        for (int limit : rowLimits) {
            out.varint(limit);
        }
        out.varint(oldestRequest);
    }

    static ClusterCodec read(WireReader in) {
        long index = in.varint();
        long timeNanos = in.zigzag();
        long term = in.varint();
        String leader = in.text();
        int level = in.varint(Integer.MAX_VALUE, "behaviour level");
        ImmutableSortedMap.Builder<String, Integer> servers = ImmutableSortedMap.naturalOrder();
        for (int left = in.count(2); left > 0; left--) {
            servers.put(in.text(), in.varint(Integer.MAX_VALUE, "behaviour level"));
        }
        SchedulerConfiguration configuration = in.frame(PlanCodecs.SCHEDULER_CONFIGURATION);
        long[] tableIndexes = new long[Table.values().length];
        for (int i = 0; i < tableIndexes.length; i++) {
            tableIndexes[i] = in.varint();
        }
        int[] limits = new int[ROW_TABLES];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = in.varint(Integer.MAX_VALUE, "row limit");
        }
        return new ClusterCodec(
                index,
                timeNanos,
                term,
                leader,
                level,
                servers.build(),
                configuration,
                tableIndexes,
                limits,
                in.varint());
    }
}
