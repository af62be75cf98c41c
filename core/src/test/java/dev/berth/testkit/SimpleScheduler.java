package dev.berth.testkit;

import dev.berth.model.AllocatedResources;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationStop;
import dev.berth.model.ClientStatus;
import dev.berth.model.Decision;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.PlacementTrace;
import dev.berth.model.Plan;
import dev.berth.model.Resources;
import dev.berth.model.TaskGroup;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.ScheduleContext;
import dev.berth.schedule.Scheduler;
import dev.berth.schedule.SchedulerOptions;
import dev.berth.schedule.SchedulerProvider;
import dev.berth.state.ClusterState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plainest scheduler that keeps a job at its count: first node by id that has room, no constraints, no policies. For tests
 * of everything around a scheduler; never for work.
 */
public final class SimpleScheduler implements Scheduler, SchedulerProvider {
    private final boolean ignoresRoom;

    /** Creates one that places only where there is room. */
    public SimpleScheduler() {
        this(false);
    }

    private SimpleScheduler(boolean ignoresRoom) {
        this.ignoresRoom = ignoresRoom;
    }

    /** Returns one whose plans oversubscribe nodes, to see that such plans are refused. */
    public static SimpleScheduler ignoringRoom() {
        return new SimpleScheduler(true);
    }

    @Override
    public Set<JobType> types() {
        return EnumSet.of(JobType.SERVICE, JobType.BATCH);
    }

    @Override
    public Scheduler create(SchedulerOptions options) {
        return this;
    }

    @Override
    public Decisions decide(Evaluation evaluation, ScheduleContext context) {
        return new Attempt(evaluation, context, ignoresRoom).decide();
    }

    /** One decision under way. */
    private static final class Attempt {
        private final boolean ignoresRoom;
        private final Evaluation evaluation;
        private final ScheduleContext context;
        private final ClusterState state;
        private final Decision decision;
        private final Map<NodeId, Resources> free = new TreeMap<>();
        private final Map<NodeId, List<AllocationStop>> stops = new TreeMap<>();
        private final Map<NodeId, List<Allocation>> placements = new TreeMap<>();
        private final Map<String, PlacementTrace> failed = new TreeMap<>();
        private final Map<String, Integer> queued = new TreeMap<>();

        Attempt(Evaluation evaluation, ScheduleContext context, boolean ignoresRoom) {
            this.ignoresRoom = ignoresRoom;
            this.evaluation = evaluation;
            this.context = context;
            this.state = context.state();
            this.decision = new Decision(state.index(), context.overlay(), context.seed(), "simple", 1);
        }

        Decisions decide() {
            Job job = evaluation.job() == null ? null : state.job(evaluation.job());
            for (Node node : state.nodes()) {
                if (node.ready()) {
                    free.put(node.id(), node.available().minusClamped(state.usage(node.id())));
                }
            }
            stopWhatMayNotStay(job);
            if (job != null && !job.stop()) {
                job.taskGroups().forEach(group -> fill(job, group));
            }
            Plan plan = Plan.builder(evaluation.id())
                    .priority(evaluation.priority())
                    .job(job)
                    .stops(stops)
                    .placements(placements)
                    .snapshotIndex(state.index())
                    .decision(decision)
                    .build();
            return Decisions.builder(plan)
                    .failedGroups(failed)
                    .queued(queued)
                    .blocked(failed.isEmpty() ? null : blocked(), EnumSet.of(ChangeKind.ANY))
                    .build();
        }

        private void stopWhatMayNotStay(@Nullable Job job) {
            for (Allocation allocation : state.allocationsByJob(Objects.requireNonNull(evaluation.job()))) {
                if (allocation.terminal()) {
                    continue;
                }
                Node node = state.node(allocation.nodeId());
                if (node == null || !node.ready()) {
                    stop(allocation, "lost with its node", ClientStatus.LOST);
                } else if (job == null || job.stop()) {
                    stop(allocation, "the job is stopped", null);
                }
            }
        }

        private void stop(Allocation allocation, String why, @Nullable ClientStatus status) {
            stops.computeIfAbsent(allocation.nodeId(), id -> new ArrayList<>())
                    .add(new AllocationStop(allocation.id(), why, status, null));
        }

        private void fill(Job job, TaskGroup group) {
            long running = state.allocationsByJob(job.key()).stream()
                    .filter(allocation -> allocation.taskGroup().equals(group.name()))
                    .filter(allocation -> !allocation.terminal() && free.containsKey(allocation.nodeId()))
                    .count();
            int missing = group.count() - (int) running;
            for (int i = 0; i < missing; i++) {
                NodeId node = firstWithRoom(AllocatedResources.of(group).total());
                if (node == null) {
                    fail(group, missing - i);
                    return;
                }
                place(job, group, (int) running + i, node);
            }
            queued.put(group.name(), 0);
        }

        private void fail(TaskGroup group, int missing) {
            queued.put(group.name(), missing);
            failed.put(
                    group.name(),
                    PlacementTrace.builder()
                            .nodesSeen(free.size())
                            .nodesExhausted(free.size())
                            .coalesced(missing - 1)
                            .stateIndex(state.index())
                            .build());
        }

        private @Nullable NodeId firstWithRoom(Resources asked) {
            for (Map.Entry<NodeId, Resources> entry : free.entrySet()) {
                if (ignoresRoom || entry.getValue().covers(asked)) {
                    return entry.getKey();
                }
            }
            return null;
        }

        private void place(Job job, TaskGroup group, int index, NodeId nodeId) {
            AllocatedResources resources = AllocatedResources.of(group);
            free.merge(nodeId, resources.total(), Resources::minusClamped);
            Node node = Objects.requireNonNull(state.node(nodeId));
            placements
                    .computeIfAbsent(nodeId, id -> new ArrayList<>())
                    .add(Allocation.builder(context.ids().nextAllocationId(), job, group.name(), index)
                            .evaluationId(evaluation.id())
                            .nodeId(nodeId)
                            .nodeName(node.name())
                            .resources(resources)
                            .decision(decision)
                            .build());
        }

        private Evaluation blocked() {
            if (evaluation.status() == EvaluationStatus.BLOCKED) {
                return evaluation.toBuilder()
                        .failedGroups(failed)
                        .snapshotIndex(state.index())
                        .build();
            }
            return Evaluation.builder(
                            context.ids().nextEvaluationId(), evaluation.type(), EvaluationTrigger.QUEUED_ALLOCS)
                    .namespace(evaluation.namespace())
                    .priority(evaluation.priority())
                    .job(evaluation.job())
                    .previousEvaluation(evaluation.id())
                    .status(EvaluationStatus.BLOCKED)
                    .failedGroups(failed)
                    .snapshotIndex(state.index())
                    .build();
        }
    }
}
