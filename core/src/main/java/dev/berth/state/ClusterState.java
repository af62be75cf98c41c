package dev.berth.state;

import dev.berth.host.RequestId;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentId;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.Resources;
import dev.berth.model.SchedulerConfiguration;
import dev.berth.state.internal.Digests;
import dev.berth.state.internal.EvaluationSlot;
import dev.berth.state.internal.JobSlot;
import dev.berth.state.internal.JobVersion;
import dev.berth.state.internal.NodeSlot;
import dev.berth.state.internal.RowListView;
import dev.berth.state.internal.StateDiff;
import dev.berth.state.internal.TableView;
import dev.berth.state.internal.Tables;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole cluster at one moment.
 *
 * <p><b>Thread-safety:</b> immutable. Take it once and keep it as long as you like: later states share what did not change
 * and leave this one alone.
 *
 * <p><b>Order:</b> collections of a table iterate in the order of ids (jobs: of keys), lists of what belongs to something
 * in the order it came. No order depends on rows. All collections are unmodifiable views without copies: size and one
 * element are O(1), lookups by id take a handful of memory reads.
 *
 * <p><b>Rows.</b> Nodes stand in dense rows for engines that keep columns: row numbers run from 0 to {@link #nodeRows()},
 * some may be free, and a row of a node that went away is used again. A row number means something for one state only;
 * {@link #diff} says which rows changed between two.
 */
public final class ClusterState {
    private static final ClusterState EMPTY = new ClusterState(Tables.EMPTY);

    private final Tables tables;

    ClusterState(Tables tables) {
        this.tables = tables;
    }

    Tables tables() {
        return tables;
    }

    /** Returns the state before the first command. */
    public static ClusterState empty() {
        return EMPTY;
    }

    /** Returns how many commands were decided to come here; 0 for the empty state. */
    public long index() {
        return tables.index();
    }

    /** Returns the state time of the last command, nanoseconds since the epoch; strictly increasing with the index. */
    public long timeNanos() {
        return tables.timeNanos();
    }

    /** Returns the newest term that began; 0 before the first. */
    public long term() {
        return tables.term();
    }

    /** Returns the id of the server that leads the term; empty before the first. */
    public String leader() {
        return tables.leader();
    }

    /** Returns the behaviour level, see {@link BehaviourLevel}. */
    public int behaviourLevel() {
        return tables.level();
    }

    /** Returns the highest behaviour level each known server supports, by server id. */
    public SortedMap<String, Integer> servers() {
        return tables.servers();
    }

    /** Returns what became of a recent request; null when it never arrived, or was too long ago. */
    public @Nullable RequestOutcome outcomeOf(RequestId request) {
        return tables.requests().find(request);
    }

    /** Returns the index of the last command that changed the table; 0 if none did. */
    public long tableIndex(Table table) {
        return tables.tableIndexes()[table.ordinal()];
    }

    // ---- jobs

    /** Returns the newest version of each job, in the order of their keys. */
    public Collection<Job> jobs() {
        return new TableView<>(
                tables.jobCount(), tables.jobIndex()::rows, row -> tables.jobs().get(row), JobSlot::job);
    }

    /** Returns the newest version of a job, null when there is none. */
    public @Nullable Job job(JobKey key) {
        JobSlot slot = tables.job(key);
        return slot == null ? null : slot.job();
    }

    /** Returns the versions of a job that are kept, newest first: the last six, and all that have a name. */
    public List<Job> jobVersions(JobKey key) {
        JobSlot slot = tables.job(key);
        return slot == null
                ? List.of()
                : slot.versions().stream().map(JobVersion::current).toList();
    }

    /** Returns a version of a job, null when it is not kept. */
    public @Nullable Job jobVersion(JobKey key, long version) {
        return jobVersions(key).stream()
                .filter(job -> job.revision().version() == version)
                .findFirst()
                .orElse(null);
    }

    /** Returns the counts of a job's allocations, null when there is no such job. */
    public @Nullable JobSummary jobSummary(JobKey key) {
        JobSlot slot = tables.job(key);
        return slot == null ? null : slot.summary();
    }

    // ---- nodes

    /** Returns the nodes, in the order of their ids. */
    public Collection<Node> nodes() {
        return new TableView<>(tables.nodeCount(), tables.nodes()::rowsById, tables.nodes()::get, NodeSlot::node);
    }

    /** Returns a node, null when there is none. */
    public @Nullable Node node(NodeId id) {
        NodeSlot slot = tables.node(id);
        return slot == null ? null : slot.node();
    }

    /** Returns what the allocations on a node use that may still run; nothing for a node that is not known. */
    public Resources usage(NodeId id) {
        NodeSlot slot = tables.node(id);
        return slot == null ? Resources.none() : slot.usage();
    }

    /**
     * Returns the index at which something the node must know of its allocations changed last: they came, shall stop,
     * were updated or collected. 0 when it never had any. What the node itself reports does not count.
     */
    public long allocationsIndex(NodeId id) {
        NodeSlot slot = tables.node(id);
        return slot == null ? 0 : slot.allocationsIndex();
    }

    /** Returns one more than the highest row a node may stand in. */
    public int nodeRows() {
        return tables.nodes().rows().rowLimit();
    }

    /** Returns the row of a node in this state, -1 when it is not known. */
    public int nodeRow(NodeId id) {
        int row = tables.nodes().rowOf(id.high(), id.low());
        return row >= 0 && tables.nodes().used(row).node() == null ? -1 : row;
    }

    /** Returns the node in the row, null when there is none. */
    public @Nullable Node nodeAt(int nodeRow) {
        NodeSlot slot = tables.nodes().get(nodeRow);
        return slot == null ? null : slot.node();
    }

    /** Returns {@link #usage} of the node in the row; nothing when there is none. */
    public Resources usageAt(int nodeRow) {
        NodeSlot slot = tables.nodes().get(nodeRow);
        return slot == null ? Resources.none() : slot.usage();
    }

    /** Returns the amount of one dimension of {@link #usageAt(int)}. */
    public long usageAt(int nodeRow, String dimension) {
        return usageAt(nodeRow).get(dimension);
    }

    /** Returns the allocations on the node in the row, finished ones included, in the order they came. */
    public List<Allocation> allocationsAt(int nodeRow) {
        NodeSlot slot = tables.nodes().get(nodeRow);
        return slot == null ? List.of() : new RowListView<>(slot.allocations(), tables.allocations()::used);
    }

    // ---- allocations

    /** Returns all allocations that are kept, in the order of their ids. */
    public Collection<Allocation> allocations() {
        return new TableView<>(
                tables.allocations().size(),
                tables.allocations()::rowsById,
                tables.allocations()::get,
                allocation -> allocation);
    }

    /** Returns an allocation, null when there is none. */
    public @Nullable Allocation allocation(AllocationId id) {
        return tables.allocation(id);
    }

    /** Returns the allocations of all versions of a job, finished ones included, in the order they came. */
    public List<Allocation> allocationsByJob(JobKey key) {
        JobSlot slot = tables.job(key);
        return slot == null ? List.of() : new RowListView<>(slot.allocations(), tables.allocations()::used);
    }

    /** Returns the allocations on a node, finished ones included, in the order they came. */
    public List<Allocation> allocationsByNode(NodeId id) {
        NodeSlot slot = tables.node(id);
        return slot == null ? List.of() : new RowListView<>(slot.allocations(), tables.allocations()::used);
    }

    /** Returns the allocations an evaluation placed or changed last, in the order they came to it. */
    public List<Allocation> allocationsByEvaluation(EvaluationId id) {
        EvaluationSlot slot = tables.evaluation(id);
        return slot == null ? List.of() : new RowListView<>(slot.allocations(), tables.allocations()::used);
    }

    // ---- evaluations

    /** Returns all evaluations that are kept, in the order of their ids. */
    public Collection<Evaluation> evaluations() {
        return new TableView<>(
                tables.evaluationCount(),
                tables.evaluations()::rowsById,
                tables.evaluations()::get,
                EvaluationSlot::evaluation);
    }

    /** Returns an evaluation, null when there is none. */
    public @Nullable Evaluation evaluation(EvaluationId id) {
        EvaluationSlot slot = tables.evaluation(id);
        return slot == null ? null : slot.evaluation();
    }

    /** Returns the evaluations of a job, in the order they came. */
    public List<Evaluation> evaluationsByJob(JobKey key) {
        JobSlot slot = tables.job(key);
        return slot == null
                ? List.of()
                : new RowListView<>(
                        slot.evaluations(),
                        row -> tables.evaluations().used(row).stored());
    }

    // ---- deployments

    /** Returns all deployments that are kept, in the order of their ids. */
    public Collection<Deployment> deployments() {
        return new TableView<>(
                tables.deployments().size(),
                tables.deployments()::rowsById,
                tables.deployments()::get,
                deployment -> deployment);
    }

    /** Returns a deployment, null when there is none. */
    public @Nullable Deployment deployment(DeploymentId id) {
        return tables.deployment(id);
    }

    /** Returns the deployments of a job, in the order they came. */
    public List<Deployment> deploymentsByJob(JobKey key) {
        JobSlot slot = tables.job(key);
        return slot == null ? List.of() : new RowListView<>(slot.deployments(), tables.deployments()::used);
    }

    /** Returns the deployment of a job that came last, whatever its status; null when it has none. */
    public @Nullable Deployment latestDeployment(JobKey key) {
        List<Deployment> all = deploymentsByJob(key);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    // ---- the rest

    /** Returns the scheduler configuration. */
    public SchedulerConfiguration schedulerConfiguration() {
        return tables.configuration();
    }

    /**
     * Tells the visitor what differs between another state and this one. The two may be any states of one cluster, also a
     * branch of it. Cost: in proportion to what differs.
     *
     * @param older the state that counts as before
     */
    public void diff(ClusterState older, StateDiffVisitor visitor) {
        StateDiff.visit(older.tables, tables, visitor);
    }

    /**
     * Returns a digest of each table: equal states have equal digests on every machine, and different ones practically
     * never. Cost: the first time in proportion to the state, then to what changed since a state whose digest was asked.
     */
    public SortedMap<Table, Long> digest() {
        return Digests.of(tables);
    }

    /** Returns index, term and level, for people. */
    @Override
    public String toString() {
        return "ClusterState[index " + index() + ", term " + term() + ", level " + behaviourLevel() + ", "
                + tables.jobCount() + " jobs, " + tables.nodeCount() + " nodes, "
                + tables.allocations().size() + " allocations]";
    }
}
