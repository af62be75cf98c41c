package dev.berth.state.internal;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentId;
import dev.berth.model.EvaluationId;
import dev.berth.model.JobKey;
import dev.berth.model.NodeId;
import dev.berth.model.SchedulerConfiguration;
import dev.berth.state.BehaviourLevel;
import dev.berth.state.Table;
import dev.berth.state.internal.table.IdTable;
import dev.berth.state.internal.table.SortedIndex;
import dev.berth.state.internal.table.VersionedTable;
import org.jspecify.annotations.Nullable;

/**
 * Everything one version of the state consists of. Immutable: a change makes another one, see {@link StateChange}.
 *
 * @param index how many commands were decided
 * @param timeNanos the state time of the last one
 * @param term the newest term that began; 0 before the first
 * @param leader who leads it; empty before the first
 * @param level the behaviour level
 * @param jobs slots, some of which may have lost their job; likewise nodes and evaluations
 * @param jobCount slots that hold a job; likewise the other counts
 * @param servers the highest level each known server supports
 * @param tableIndexes by the ordinal of {@link Table}; nobody writes to the array
 */
public record Tables(
        long index,
        long timeNanos,
        long term,
        String leader,
        int level,
        VersionedTable<JobSlot> jobs,
        SortedIndex<JobKey> jobIndex,
        int jobCount,
        IdTable<NodeSlot> nodes,
        int nodeCount,
        IdTable<Allocation> allocations,
        IdTable<EvaluationSlot> evaluations,
        int evaluationCount,
        IdTable<Deployment> deployments,
        SchedulerConfiguration configuration,
        RequestWindow requests,
        ImmutableSortedMap<String, Integer> servers,
        long[] tableIndexes) {

    /** The state before the first command. */
    public static final Tables EMPTY = new Tables(
            0,
            0,
            0,
            "",
            BehaviourLevel.FIRST,
            VersionedTable.empty(),
            SortedIndex.empty(),
            0,
            IdTable.empty(new NodeIds()),
            0,
            IdTable.empty(new AllocationIds()),
            IdTable.empty(new EvaluationIds()),
            0,
            IdTable.empty(new DeploymentIds()),
            SchedulerConfiguration.builder().build(),
            RequestWindow.EMPTY,
            ImmutableSortedMap.of(),
            new long[Table.values().length]);

    /** Returns the slot of the job, null when there is none. */
    public @Nullable JobSlot job(JobKey key) {
        int row = jobIndex.find(key);
        return row < 0 ? null : jobs.get(row);
    }

    /** Returns the slot of the node, null when there is none. */
    public @Nullable NodeSlot node(NodeId id) {
        return nodes.find(id.high(), id.low());
    }

    /** Returns the allocation, null when there is none. */
    public @Nullable Allocation allocation(AllocationId id) {
        return allocations.find(id.high(), id.low());
    }

    /** Returns the slot of the evaluation, null when there is none. */
    public @Nullable EvaluationSlot evaluation(EvaluationId id) {
        return evaluations.find(id.high(), id.low());
    }

    /** Returns the deployment, null when there is none. */
    public @Nullable Deployment deployment(DeploymentId id) {
        return deployments.find(id.high(), id.low());
    }

    private static final class NodeIds implements IdTable.IdOf<NodeSlot> {
        @Override
        public long high(NodeSlot slot) {
            return slot.id().high();
        }

        @Override
        public long low(NodeSlot slot) {
            return slot.id().low();
        }
    }

    private static final class AllocationIds implements IdTable.IdOf<Allocation> {
        @Override
        public long high(Allocation allocation) {
            return allocation.id().high();
        }

        @Override
        public long low(Allocation allocation) {
            return allocation.id().low();
        }
    }

    private static final class EvaluationIds implements IdTable.IdOf<EvaluationSlot> {
        @Override
        public long high(EvaluationSlot slot) {
            return slot.id().high();
        }

        @Override
        public long low(EvaluationSlot slot) {
            return slot.id().low();
        }
    }

    private static final class DeploymentIds implements IdTable.IdOf<Deployment> {
        @Override
        public long high(Deployment deployment) {
            return deployment.id().high();
        }

        @Override
        public long low(Deployment deployment) {
            return deployment.id().low();
        }
    }
}
