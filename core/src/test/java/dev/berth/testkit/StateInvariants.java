package dev.berth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.Deployment;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobStatus;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.Resources;
import dev.berth.model.TaskGroup;
import dev.berth.state.ClusterState;
import dev.berth.state.JobSummary;
import dev.berth.state.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What holds in every state, whatever commands led to it: everything the state machine keeps up to date step by step is
 * computed again from scratch and compared. For tests and simulators; throws {@link AssertionError}.
 */
public final class StateInvariants {
    private final ClusterState state;
    private final Map<JobKey, List<Allocation>> byJob = new HashMap<>();
    private final Map<NodeId, List<Allocation>> byNode = new HashMap<>();
    private final Map<EvaluationId, List<Allocation>> byEvaluation = new HashMap<>();
    private final Map<JobKey, List<Evaluation>> evaluationsByJob = new HashMap<>();
    private final Map<JobKey, List<Deployment>> deploymentsByJob = new HashMap<>();

    private StateInvariants(ClusterState state) {
        this.state = state;
    }

    /** Checks all of them. Cost: O(state). */
    public static void check(ClusterState state) {
        StateInvariants invariants = new StateInvariants(state);
        invariants.tablesAreOrderedAndFindTheirValues();
        invariants.listsHoldWhatBelongsToThem();
        invariants.usageIsTheSumOfWhatRuns();
        invariants.rowsAndIdsAgree();
        state.jobs().forEach(invariants::jobIsInStep);
        invariants.indexesDoNotLieAhead();
    }

    private void tablesAreOrderedAndFindTheirValues() {
        ordered(state.jobs(), Job::key, state::job);
        ordered(state.nodes(), Node::id, state::node);
        ordered(state.allocations(), Allocation::id, state::allocation);
        ordered(state.evaluations(), Evaluation::id, state::evaluation);
        ordered(state.deployments(), Deployment::id, state::deployment);
    }

    private static <T, K extends Comparable<K>> void ordered(
            Collection<T> values, Function<T, K> key, Function<K, T> find) {
        List<T> walked = new ArrayList<>(values.size());
        values.iterator().forEachRemaining(walked::add);
        assertThat(walked).hasSize(values.size());
        assertThat(walked.stream().map(key)).isSortedAccordingTo(Comparator.naturalOrder());
        walked.forEach(value -> assertThat(find.apply(key.apply(value))).isSameAs(value));
    }

    private void listsHoldWhatBelongsToThem() {
        for (Allocation allocation : state.allocations()) {
            put(byJob, allocation.jobKey(), allocation);
            put(byNode, allocation.nodeId(), allocation);
            put(byEvaluation, allocation.evaluationId(), allocation);
        }
        for (Evaluation evaluation : state.evaluations()) {
            if (evaluation.job() != null) {
                put(evaluationsByJob, evaluation.job(), evaluation);
            }
        }
        state.deployments().forEach(deployment -> put(deploymentsByJob, deployment.job(), deployment));

        sameWithin(byJob, state::allocationsByJob);
        sameWithin(byNode, state::allocationsByNode);
        sameWithin(byEvaluation, state::allocationsByEvaluation);
        sameWithin(evaluationsByJob, state::evaluationsByJob);
        sameWithin(deploymentsByJob, state::deploymentsByJob);
        byJob.keySet().forEach(key -> inOrder(state.allocationsByJob(key), Allocation::createIndex));
        byNode.keySet().forEach(id -> inOrder(state.allocationsByNode(id), Allocation::createIndex));
        evaluationsByJob.keySet().forEach(key -> inOrder(state.evaluationsByJob(key), Evaluation::createIndex));
        deploymentsByJob.keySet().forEach(key -> inOrder(state.deploymentsByJob(key), Deployment::createIndex));
        for (Job job : state.jobs()) {
            assertThat(state.allocationsByJob(job.key())).hasSameSizeAs(of(byJob, job.key()));
            assertThat(state.evaluationsByJob(job.key())).hasSameSizeAs(of(evaluationsByJob, job.key()));
        }
        for (Evaluation evaluation : state.evaluations()) {
            assertThat(state.allocationsByEvaluation(evaluation.id())).hasSameSizeAs(of(byEvaluation, evaluation.id()));
        }
    }

    private static <K, T> void put(Map<K, List<T>> lists, K key, T value) {
        lists.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    private static <K, T> List<T> of(Map<K, List<T>> lists, K key) {
        return lists.getOrDefault(key, List.of());
    }

    private static <K, T> void sameWithin(Map<K, List<T>> expected, Function<K, List<T>> listed) {
        expected.forEach((key, values) ->
                assertThat(listed.apply(key)).as("%s", key).containsExactlyInAnyOrderElementsOf(values));
    }

    private static <T> void inOrder(List<T> values, Function<T, Long> createIndex) {
        assertThat(values.stream().map(createIndex)).isSortedAccordingTo(Comparator.naturalOrder());
    }

    private void usageIsTheSumOfWhatRuns() {
        for (Node node : state.nodes()) {
            Resources sum = Resources.none();
            for (Allocation allocation : of(byNode, node.id())) {
                if (!allocation.clientTerminal()) {
                    sum = sum.plus(allocation.resources().total());
                }
            }
            assertThat(state.usage(node.id())).as("usage of %s", node.id()).isEqualTo(sum);
            long newest = of(byNode, node.id()).stream()
                    .mapToLong(Allocation::allocationModifyIndex)
                    .max()
                    .orElse(0);
            assertThat(state.allocationsIndex(node.id())).isGreaterThanOrEqualTo(newest);
        }
    }

    private void rowsAndIdsAgree() {
        int known = 0;
        for (int row = 0; row < state.nodeRows(); row++) {
            Node node = state.nodeAt(row);
            if (node != null) {
                known++;
                assertThat(state.nodeRow(node.id())).isEqualTo(row);
                assertThat(state.usageAt(row)).isEqualTo(state.usage(node.id()));
                assertThat(state.allocationsAt(row)).isEqualTo(state.allocationsByNode(node.id()));
            }
        }
        assertThat(known).isEqualTo(state.nodes().size());
        assertThat(state.nodeAt(state.nodeRows())).isNull();
    }

    private void jobIsInStep(Job job) {
        JobSummary summary = state.jobSummary(job.key());
        assertThat(summary).isNotNull();
        assertThat(withoutQueued(summary.groups()))
                .as("summary of %s", job.key())
                .isEqualTo(counted(job));
        assertThat(job.revision().status()).as("status of %s", job.key()).isIn(possibleStatus(job));
        versionsAreKept(job);
        childrenAreCounted(job, summary);
    }

    private static SortedMap<String, JobSummary.Group> withoutQueued(SortedMap<String, JobSummary.Group> groups) {
        SortedMap<String, JobSummary.Group> result = new TreeMap<>();
        groups.forEach((name, g) -> result.put(
                name,
                new JobSummary.Group(0, g.starting(), g.running(), g.failed(), g.complete(), g.lost(), g.unknown())));
        return result;
    }

    private SortedMap<String, JobSummary.Group> counted(Job job) {
        SortedMap<String, int[]> counts = new TreeMap<>();
        for (TaskGroup group : job.taskGroups()) {
            counts.put(group.name(), new int[ClientStatus.values().length]);
        }
        for (Allocation allocation : of(byJob, job.key())) {
            counts.computeIfAbsent(allocation.taskGroup(), k -> new int[ClientStatus.values().length])[
                    allocation.clientStatus().ordinal()]++;
        }
        // a group of which something is queued is listed as well
        state.jobSummary(job.key()).groups().forEach((name, group) -> {
            if (group.queued() > 0) {
                counts.computeIfAbsent(name, k -> new int[ClientStatus.values().length]);
            }
        });
        SortedMap<String, JobSummary.Group> groups = new TreeMap<>();
        counts.forEach((name, c) -> groups.put(
                name,
                new JobSummary.Group(
                        0,
                        c[ClientStatus.PENDING.ordinal()],
                        c[ClientStatus.RUNNING.ordinal()],
                        c[ClientStatus.FAILED.ordinal()],
                        c[ClientStatus.COMPLETE.ordinal()],
                        c[ClientStatus.LOST.ordinal()],
                        c[ClientStatus.UNKNOWN.ordinal()])));
        return groups;
    }

    private List<JobStatus> possibleStatus(Job job) {
        if (job.type() == JobType.SYSTEM || job.launchesChildren()) {
            return List.of(job.stop() ? JobStatus.DEAD : JobStatus.RUNNING);
        }
        if (of(deploymentsByJob, job.key()).stream().anyMatch(Deployment::active)
                || of(byJob, job.key()).stream().anyMatch(allocation -> !allocation.terminal())) {
            return List.of(JobStatus.RUNNING);
        }
        List<Evaluation> evaluations = of(evaluationsByJob, job.key());
        if (evaluations.stream().anyMatch(evaluation -> !evaluation.terminal())) {
            return List.of(JobStatus.PENDING);
        }
        // evaluations may have been collected, so without any a job that was evaluated once is dead
        return job.stop() || !evaluations.isEmpty()
                ? List.of(JobStatus.DEAD)
                : List.of(JobStatus.PENDING, JobStatus.DEAD);
    }

    private void versionsAreKept(Job job) {
        List<Job> versions = state.jobVersions(job.key());
        assertThat(versions.get(0)).isSameAs(job);
        assertThat(versions.stream().map(version -> version.revision().version()))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates();
        assertThat(versions.stream().filter(version -> version.revision().tag() == null))
                .hasSizeLessThanOrEqualTo(6);
        Map<Long, Job> shared = new HashMap<>();
        for (Allocation allocation : of(byJob, job.key())) {
            Job runs = allocation.job();
            if (runs.revision().createIndex() == job.revision().createIndex()) {
                Job first = shared.putIfAbsent(runs.revision().version(), runs);
                assertThat(runs).as("one object per version").isSameAs(first == null ? runs : first);
            }
        }
    }

    private void childrenAreCounted(Job job, JobSummary summary) {
        int[] counts = new int[JobStatus.values().length];
        for (Job other : state.jobs()) {
            if (other.namespace().equals(job.namespace()) && other.parentId().equals(job.id())) {
                counts[other.revision().status().ordinal()]++;
            }
        }
        assertThat(summary.children())
                .isEqualTo(new JobSummary.Children(
                        counts[JobStatus.PENDING.ordinal()],
                        counts[JobStatus.RUNNING.ordinal()],
                        counts[JobStatus.DEAD.ordinal()]));
    }

    private void indexesDoNotLieAhead() {
        for (Table table : Table.values()) {
            assertThat(state.tableIndex(table)).isBetween(0L, state.index());
        }
        state.allocations()
                .forEach(allocation -> assertThat(allocation.modifyIndex())
                        .isBetween(allocation.createIndex(), state.tableIndex(Table.ALLOCATIONS)));
        state.nodes()
                .forEach(node ->
                        assertThat(node.modifyIndex()).isBetween(node.createIndex(), state.tableIndex(Table.NODES)));
        state.evaluations()
                .forEach(evaluation -> assertThat(evaluation.modifyIndex())
                        .isBetween(evaluation.createIndex(), state.tableIndex(Table.EVALUATIONS)));
        state.deployments()
                .forEach(deployment -> assertThat(deployment.modifyIndex())
                        .isBetween(deployment.createIndex(), state.tableIndex(Table.DEPLOYMENTS)));
        state.jobs()
                .forEach(job -> assertThat(job.revision().modifyIndex())
                        .isBetween(job.revision().createIndex(), state.tableIndex(Table.JOBS)));
    }
}
