package dev.berth.state.internal;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentId;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.JobKey;
import dev.berth.model.NodeId;
import dev.berth.model.SchedulerConfiguration;
import dev.berth.state.Event;
import dev.berth.state.Table;
import dev.berth.state.internal.table.Edit;
import dev.berth.state.internal.table.IdTable;
import dev.berth.state.internal.table.SortedIndex;
import dev.berth.state.internal.table.VersionedTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One command's change of the state while it is made: writes values and keeps everything that follows from them in step,
 * indexes, usage and counts. The rules say what to write; this class says what writing means.
 *
 * <p>Confined to one thread, used once: a refused change is simply dropped.
 */
public final class StateChange {
    private final Tables before;
    private final Edit edit = new Edit();
    private final long index;
    private final long timeNanos;
    private final List<Event> events = new ArrayList<>();
    private final long[] tableIndexes;

    private final VersionedTable.Transaction<JobSlot> jobs;
    private final IdTable.Transaction<NodeSlot> nodes;
    private final IdTable.Transaction<Allocation> allocations;
    private final IdTable.Transaction<EvaluationSlot> evaluations;
    private final IdTable.Transaction<Deployment> deployments;
    private SortedIndex<JobKey> jobIndex;
    private int jobCount;
    private int nodeCount;
    private int evaluationCount;

    // Slots copied by this change, by row, in the order they were touched.
    private final Map<Integer, JobSlot> touchedJobs = new LinkedHashMap<>();
    private final Map<Integer, NodeSlot> touchedNodes = new LinkedHashMap<>();
    private final Map<Integer, EvaluationSlot> touchedEvaluations = new LinkedHashMap<>();
    private @Nullable JobSlot lastJob;
    private @Nullable EvaluationSlot lastEvaluation;

    long term;
    String leader;
    int level;
    ImmutableSortedMap<String, Integer> servers;
    private SchedulerConfiguration configuration;

    /** Starts the change that makes the state with the next index. */
    public StateChange(Tables before, long timeNanos) {
        this.before = before;
        this.index = before.index() + 1;
        this.timeNanos = timeNanos;
        this.tableIndexes = before.tableIndexes().clone();
        this.jobs = before.jobs().begin(edit);
        this.nodes = before.nodes().begin(edit);
        this.allocations = before.allocations().begin(edit);
        this.evaluations = before.evaluations().begin(edit);
        this.deployments = before.deployments().begin(edit);
        this.jobIndex = before.jobIndex();
        this.jobCount = before.jobCount();
        this.nodeCount = before.nodeCount();
        this.evaluationCount = before.evaluationCount();
        this.term = before.term();
        this.leader = before.leader();
        this.level = before.level();
        this.servers = before.servers();
        this.configuration = before.configuration();
    }

    /** The state the change started from. */
    Tables before() {
        return before;
    }

    /** The index of the command. */
    public long index() {
        return index;
    }

    /** The behaviour level after the command. */
    public int level() {
        return level;
    }

    /** The state time of the command, nanoseconds since the epoch. */
    long timeNanos() {
        return timeNanos;
    }

    void add(Event event) {
        events.add(event);
    }

    /** What happened so far, in order. */
    public List<Event> events() {
        return events;
    }

    void touched(Table table) {
        tableIndexes[table.ordinal()] = index;
    }

    // ---- jobs

    /** Returns the slot of the job as the change leaves it, not to be written; null when there is none. */
    @Nullable
    JobSlot job(JobKey key) {
        if (lastJob != null && lastJob.key().equals(key)) {
            return lastJob;
        }
        int row = jobIndex.find(key);
        return row < 0 ? null : jobs.get(row);
    }

    /** Returns the slot of the job to write to; a new one when there is none. */
    JobSlot editJob(JobKey key) {
        JobSlot last = lastJob;
        if (last != null && last.key().equals(key)) {
            return last;
        }
        int row = jobIndex.find(key);
        JobSlot found = row < 0 ? null : jobs.get(row);
        JobSlot slot = found == null ? new JobSlot(key, edit) : found.editable(edit);
        if (found == null) {
            row = jobs.add(slot);
            jobIndex = jobIndex.add(key, row);
        }
        if (slot != found) {
            jobs.set(row, slot);
            touchedJobs.put(row, slot);
            touched(Table.JOBS);
        }
        lastJob = slot;
        return slot;
    }

    void jobCount(int more) {
        jobCount += more;
    }

    // ---- nodes

    /** Returns the slot of the node as the change leaves it, not to be written; null when there is none. */
    @Nullable
    NodeSlot node(NodeId id) {
        int row = nodes.rowOf(id.high(), id.low());
        return row < 0 ? null : nodes.get(row);
    }

    /** Returns the slot of the node to write to; a new one when there is none. */
    NodeSlot editNode(NodeId id) {
        int row = nodes.rowOf(id.high(), id.low());
        NodeSlot found = row < 0 ? null : nodes.get(row);
        NodeSlot slot = found == null ? new NodeSlot(id, edit) : found.editable(edit);
        if (found == null) {
            row = nodes.add(slot);
        }
        if (slot != found) {
            nodes.set(row, slot);
            touchedNodes.put(row, slot);
        }
        return slot;
    }

    void nodeCount(int more) {
        nodeCount += more;
    }

    // ---- allocations

    /** Returns the row of the allocation, -1 when there is none. */
    int allocationRow(AllocationId id) {
        return allocations.rowOf(id.high(), id.low());
    }

    /** Returns the allocation as the change leaves it, null when there is none. */
    @Nullable
    Allocation allocation(AllocationId id) {
        int row = allocationRow(id);
        return row < 0 ? null : allocations.get(row);
    }

    Allocation allocationAt(int row) {
        return allocations.used(row);
    }

    /** Stores a new allocation. */
    void addAllocation(Allocation allocation) {
        int row = allocations.add(allocation);
        editNode(allocation.nodeId()).added(row, allocation);
        editJob(allocation.jobKey()).added(row, allocation);
        editEvaluation(allocation.evaluationId()).join(row);
        touched(Table.ALLOCATIONS);
    }

    /** Stores a changed allocation; job and node are the same as before. */
    void replaceAllocation(int row, Allocation old, Allocation allocation) {
        allocations.set(row, allocation);
        editNode(allocation.nodeId()).replaced(old, allocation);
        editJob(allocation.jobKey()).replaced(old, allocation);
        if (!old.evaluationId().equals(allocation.evaluationId())) {
            editEvaluation(old.evaluationId()).leave(row);
            editEvaluation(allocation.evaluationId()).join(row);
        }
        touched(Table.ALLOCATIONS);
    }

    /** Forgets an allocation. */
    void removeAllocation(int row) {
        Allocation allocation = allocations.used(row);
        editNode(allocation.nodeId()).removed(row, allocation, index);
        editJob(allocation.jobKey()).removed(row, allocation);
        editEvaluation(allocation.evaluationId()).leave(row);
        allocations.remove(row);
        touched(Table.ALLOCATIONS);
    }

    // ---- evaluations

    /** Returns the evaluation as the change leaves it, null when there is none. */
    @Nullable
    Evaluation evaluation(EvaluationId id) {
        int row = evaluations.rowOf(id.high(), id.low());
        return row < 0 ? null : evaluations.used(row).evaluation();
    }

    /** Returns the id as the state holds it, the given one when it holds none. */
    EvaluationId evaluationId(EvaluationId id) {
        EvaluationSlot last = lastEvaluation;
        if (last != null && last.id().equals(id)) {
            return last.id();
        }
        int row = evaluations.rowOf(id.high(), id.low());
        return row < 0 ? id : evaluations.used(row).id();
    }

    private EvaluationSlot editEvaluation(EvaluationId id) {
        EvaluationSlot last = lastEvaluation;
        if (last != null && last.id().equals(id)) {
            return last;
        }
        int row = evaluations.rowOf(id.high(), id.low());
        EvaluationSlot found = row < 0 ? null : evaluations.get(row);
        EvaluationSlot slot = found == null ? new EvaluationSlot(id, edit) : found.editable(edit);
        if (found == null) {
            row = evaluations.add(slot);
        }
        if (slot != found) {
            evaluations.set(row, slot);
            touchedEvaluations.put(row, slot);
        }
        lastEvaluation = slot;
        return slot;
    }

    /** Stores an evaluation, new or changed; its job is the same as before. */
    void putEvaluation(Evaluation evaluation) {
        EvaluationSlot slot = editEvaluation(evaluation.id());
        Evaluation old = slot.evaluation();
        slot.evaluation(evaluation);
        JobKey key = evaluation.job();
        if (key != null) {
            JobSlot job = editJob(key);
            if (old == null) {
                job.evaluationAdded(
                        edit, evaluations.rowOf(slot.id().high(), slot.id().low()));
            }
            job.liveEvaluations((evaluation.terminal() ? 0 : 1) - (old == null || old.terminal() ? 0 : 1));
        }
        evaluationCount += old == null ? 1 : 0;
        touched(Table.EVALUATIONS);
    }

    /** Forgets evaluations that exist. */
    void removeEvaluations(List<Evaluation> gone) {
        Map<JobKey, BitSet> rowsByJob = new LinkedHashMap<>();
        for (Evaluation evaluation : gone) {
            EvaluationSlot slot = editEvaluation(evaluation.id());
            slot.evaluation(null);
            JobKey key = evaluation.job();
            if (key != null) {
                editJob(key).liveEvaluations(evaluation.terminal() ? 0 : -1);
                rowsByJob
                        .computeIfAbsent(key, k -> new BitSet())
                        .set(evaluations.rowOf(slot.id().high(), slot.id().low()));
            }
            evaluationCount--;
            touched(Table.EVALUATIONS);
        }
        rowsByJob.forEach((key, rows) -> editJob(key).evaluationsRemoved(edit, rows::get));
    }

    // ---- deployments

    /** Returns the deployment as the change leaves it, null when there is none. */
    @Nullable
    Deployment deployment(DeploymentId id) {
        int row = deployments.rowOf(id.high(), id.low());
        return row < 0 ? null : deployments.get(row);
    }

    /** Stores a deployment, new or changed; its job is the same as before. */
    void putDeployment(Deployment deployment) {
        int row = deployments.rowOf(deployment.id().high(), deployment.id().low());
        Deployment old = row < 0 ? null : deployments.used(row);
        JobSlot job = editJob(deployment.job());
        if (old == null) {
            job.deploymentAdded(edit, deployments.add(deployment));
        } else {
            deployments.set(row, deployment);
        }
        job.activeDeployments((deployment.active() ? 1 : 0) - (old != null && old.active() ? 1 : 0));
        touched(Table.DEPLOYMENTS);
    }

    /** Forgets a deployment that exists. */
    void removeDeployment(Deployment deployment) {
        int row = deployments.rowOf(deployment.id().high(), deployment.id().low());
        JobSlot job = editJob(deployment.job());
        job.deploymentRemoved(edit, row);
        job.activeDeployments(deployment.active() ? -1 : 0);
        deployments.remove(row);
        touched(Table.DEPLOYMENTS);
    }

    // ---- configuration

    SchedulerConfiguration configuration() {
        return configuration;
    }

    void configuration(SchedulerConfiguration changed) {
        configuration = changed;
        touched(Table.CONFIGURATION);
    }

    // ---- the end

    /** Brings in step what depends on several values: lists, statuses of jobs, slots nothing needs any more. */
    public void settle() {
        touchedNodes.values().forEach(RowHolder::settle);
        touchedEvaluations.values().forEach(RowHolder::settle);
        touchedJobs.values().forEach(RowHolder::settle);
        JobStatusRules.derive(this, new ArrayList<>(touchedJobs.values()));
        touchedNodes.forEach((row, slot) -> {
            if (slot.isUnused()) {
                nodes.remove(row);
            }
        });
        touchedEvaluations.forEach((row, slot) -> {
            if (slot.isUnused()) {
                evaluations.remove(row);
            }
        });
        touchedJobs.forEach((row, slot) -> {
            if (slot.isUnused()) {
                jobs.remove(row);
                jobIndex = jobIndex.remove(slot.key());
            }
        });
    }

    /** Returns the state after the change, which must be {@linkplain #settle settled}. */
    public Tables commit(RequestWindow requests) {
        return new Tables(
                index,
                timeNanos,
                term,
                leader,
                level,
                jobs.commit(),
                jobIndex,
                jobCount,
                nodes.commit(),
                nodeCount,
                allocations.commit(),
                evaluations.commit(),
                evaluationCount,
                deployments.commit(),
                configuration,
                requests,
                servers,
                tableIndexes);
    }
}
