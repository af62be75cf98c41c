package dev.berth.state.internal;

import dev.berth.model.Allocation;
import dev.berth.model.Deployment;
import dev.berth.model.Evaluation;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.state.RequestOutcome;
import dev.berth.state.internal.table.Edit;
import dev.berth.state.internal.table.IdTable;
import dev.berth.state.internal.table.IntList;
import dev.berth.state.internal.table.SortedIndex;
import dev.berth.state.internal.table.VersionedTable;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Puts the rows of a snapshot together to a state, counts what is derived, and refuses rows that do not fit together. */
final class StateRestorer {
    private final ClusterCodec cluster;
    private final Edit edit = new Edit();
    private final VersionedTable.Transaction<JobSlot> jobs = Tables.EMPTY.jobs().begin(edit);
    private final IdTable.Transaction<NodeSlot> nodes = Tables.EMPTY.nodes().begin(edit);
    private final IdTable.Transaction<EvaluationSlot> evaluations =
            Tables.EMPTY.evaluations().begin(edit);
    private final IdTable.Transaction<Deployment> deployments =
            Tables.EMPTY.deployments().begin(edit);
    private final IdTable.Transaction<Allocation> allocations =
            Tables.EMPTY.allocations().begin(edit);
    private SortedIndex<JobKey> jobIndex = SortedIndex.empty();
    private RequestWindow requests;
    private int jobCount;
    private int nodeCount;
    private int evaluationCount;
    private int listed; // entries of lists, each of which must be found again

    StateRestorer(ClusterCodec cluster) {
        this.cluster = cluster;
        this.requests = RequestWindow.startingAt(cluster.oldestRequest());
    }

    Edit edit() {
        return edit;
    }

    void job(int row, JobSlot slot) {
        jobs.set(row, slot);
        jobIndex = jobIndex.add(slot.key(), row);
        jobCount += slot.job() == null ? 0 : 1;
    }

    void node(int row, NodeSlot slot) {
        nodes.addAt(row, slot);
        nodeCount += slot.node() == null ? 0 : 1;
    }

    void evaluation(int row, EvaluationSlot slot) {
        evaluations.addAt(row, slot);
        evaluationCount += slot.evaluation() == null ? 0 : 1;
    }

    void deployment(int row, Deployment deployment) {
        deployments.addAt(row, deployment);
    }

    void allocation(int row, Allocation allocation) {
        allocations.addAt(row, allocation);
    }

    void request(RequestOutcome outcome) {
        requests = requests.with(outcome, Integer.MAX_VALUE);
    }

    Tables finish() {
        jobs.restoreRowLimit(cluster.rowLimits()[0]);
        nodes.restoreRowLimit(cluster.rowLimits()[1]);
        evaluations.restoreRowLimit(cluster.rowLimits()[2]);
        deployments.restoreRowLimit(cluster.rowLimits()[3]);
        allocations.restoreRowLimit(cluster.rowLimits()[4]);
        VersionedTable<JobSlot> jobTable = jobs.commit();
        IdTable<NodeSlot> nodeTable = nodes.commit();
        IdTable<EvaluationSlot> evaluationTable = evaluations.commit();
        IdTable<Deployment> deploymentTable = deployments.commit();
        IdTable<Allocation> allocationTable = allocations.commit();
        jobTable.forEach((slot, row) -> countJob(slot, evaluationTable, deploymentTable, allocationTable));
        nodeTable.rows().forEach((slot, row) -> countNode(slot, allocationTable));
        jobTable.forEach((slot, row) -> countChild(slot.job(), jobTable));
        checkListed(allocationTable.size(), evaluationTable);
        return new Tables(
                cluster.index(),
                cluster.timeNanos(),
                cluster.term(),
                cluster.leader(),
                cluster.level(),
                jobTable,
                jobIndex,
                jobCount,
                nodeTable,
                nodeCount,
                allocationTable,
                evaluationTable,
                evaluationCount,
                deploymentTable,
                cluster.configuration(),
                requests,
                cluster.servers(),
                cluster.tableIndexes());
    }

    private void countJob(
            JobSlot slot,
            IdTable<EvaluationSlot> evaluationTable,
            IdTable<Deployment> deploymentTable,
            IdTable<Allocation> allocationTable) {
        each(slot.allocations(), allocationTable::get, allocation -> {
            fits(allocation.jobKey().equals(slot.key()));
            slot.counted(allocation);
            listed++;
        });
        each(slot.evaluations(), evaluationTable::get, held -> {
            Evaluation evaluation = held.evaluation();
            fits(evaluation != null && slot.key().equals(evaluation.job()));
            slot.liveEvaluations(evaluation == null || evaluation.terminal() ? 0 : 1);
        });
        each(slot.deployments(), deploymentTable::get, deployment -> {
            fits(deployment.job().equals(slot.key()));
            slot.activeDeployments(deployment.active() ? 1 : 0);
        });
    }

    private void countNode(NodeSlot slot, IdTable<Allocation> allocationTable) {
        each(slot.allocations(), allocationTable::get, allocation -> {
            fits(allocation.nodeId().equals(slot.id()));
            slot.counted(allocation);
            listed++;
        });
    }

    private void countChild(@Nullable Job job, VersionedTable<JobSlot> jobTable) {
        if (job != null && !job.parentId().isEmpty()) {
            int row = jobIndex.find(new JobKey(job.namespace(), job.parentId()));
            JobSlot parent = row < 0 ? null : jobTable.get(row);
            fits(parent != null);
            if (parent != null) {
                parent.child(job.revision().status(), 1);
            }
        }
    }

    private void checkListed(int allocationCount, IdTable<EvaluationSlot> evaluationTable) {
        int[] byEvaluation = {0};
        evaluationTable
                .rows()
                .forEach((slot, row) -> byEvaluation[0] += slot.allocations().size());
        fits(listed == 2 * allocationCount && byEvaluation[0] == allocationCount);
    }

    private static <T> void each(IntList rows, IntFunction<@Nullable T> at, Consumer<T> action) {
        for (int i = 0; i < rows.size(); i++) {
            T value = at.apply(rows.get(i));
            fits(value != null);
            if (value != null) {
                action.accept(value);
            }
        }
    }

    private static void fits(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("its rows do not fit together.");
        }
    }
}
