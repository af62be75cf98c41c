package dev.berth.testkit;

import dev.berth.host.AllocationUpdate;
import dev.berth.host.IdSource;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.DesiredTransition;
import dev.berth.model.DrainStatus;
import dev.berth.model.DrainStrategy;
import dev.berth.model.Eligibility;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeStatus;
import dev.berth.model.TaskState;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.ScheduleContext;
import dev.berth.schedule.Scheduler;
import dev.berth.state.ClusterState;
import dev.berth.state.Command;
import dev.berth.state.StateMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * State in, plan out: a cluster without control plane and agents, for tests of schedulers.
 *
 * <pre>{@code
 * var harness = SchedulerHarness.with(scheduler).join(aNode("n1")).submit(job);
 * Decisions decisions = harness.process("web");
 * }</pre>
 *
 * <p>Plans are committed whole, as {@code apply} would on a replica. Time moves by {@link #pass} only. Confined to one thread.
 */
public final class SchedulerHarness {
    private static final long START_NANOS = 1_700_000_000_000_000_000L;

    private final Scheduler scheduler;
    private final StateMachine machine = new StateMachine();
    private final IdSource ids = IdSource.seeded(1);
    private ClusterState state = ClusterState.empty();
    private long nowNanos = START_NANOS;
    private long sequence;
    private boolean explaining;

    private SchedulerHarness(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Returns a harness around an empty cluster. */
    public static SchedulerHarness with(Scheduler scheduler) {
        return new SchedulerHarness(scheduler);
    }

    /** Returns the state as it is. */
    public ClusterState state() {
        return state;
    }

    /** Returns the time, nanoseconds since the epoch. */
    public long nowNanos() {
        return nowNanos;
    }

    /** Asks schedulers to explain their placements from now on. */
    public SchedulerHarness explaining() {
        explaining = true;
        return this;
    }

    /** Lets time pass. */
    public SchedulerHarness pass(Duration duration) {
        nowNanos += duration.toNanos();
        return this;
    }

    /** Applies any command. */
    public SchedulerHarness apply(Command command) {
        StateMachine.Transition transition = machine.apply(state, nowNanos, command);
        if (transition.result().rejection() != null) {
            throw new AssertionError(
                    command + " was refused: " + transition.result().rejection());
        }
        state = transition.state();
        return this;
    }

    /** Adds ready nodes, or changes them. */
    public SchedulerHarness join(Node... nodes) {
        for (Node node : nodes) {
            apply(new Command.RegisterNode(node, List.of()));
        }
        return this;
    }

    /** Takes a node down. */
    public SchedulerHarness down(Node node) {
        return apply(new Command.UpdateNodeStatus(node.id(), NodeStatus.DOWN, "", List.of()));
    }

    /** Sets the status of a node. */
    public SchedulerHarness status(Node node, NodeStatus status) {
        return apply(new Command.UpdateNodeStatus(node.id(), status, "", List.of()));
    }

    /** Makes a node ineligible for new work. */
    public SchedulerHarness close(Node node) {
        return apply(new Command.UpdateNodeEligibility(node.id(), Eligibility.INELIGIBLE, List.of()));
    }

    /** Starts to drain a node; which allocations move is told by {@link #migrate}. */
    public SchedulerHarness drain(Node node, DrainStrategy drain) {
        return apply(
                new Command.UpdateNodeDrain(node.id(), drain, false, DrainStatus.DRAINING, new TreeMap<>(), List.of()));
    }

    /** Stores a job in canonical form. */
    public SchedulerHarness submit(Job job) {
        return apply(new Command.RegisterJob(job.canonical(), null, null));
    }

    /** Stops a job. */
    public SchedulerHarness stop(String job, boolean purge) {
        return apply(new Command.DeregisterJob(JobKey.of(job), purge, null));
    }

    /** Lets the scheduler look at a job because it was registered, and commits what it decides. */
    public Decisions process(String job) {
        return process(job, EvaluationTrigger.JOB_REGISTER);
    }

    /** Lets the scheduler look at a job, and commits what it decides. */
    public Decisions process(String job, EvaluationTrigger trigger) {
        JobKey key = JobKey.of(job);
        Job stored = state.job(key);
        List<Allocation> allocations = state.allocationsByJob(key);
        JobType type = stored != null
                ? stored.type()
                : allocations.isEmpty()
                        ? JobType.SERVICE
                        : allocations.get(0).job().type();
        Evaluation evaluation = Evaluation.builder(ids.nextEvaluationId(), key, type, trigger)
                .priority(stored == null ? Evaluation.DEFAULT_PRIORITY : stored.priority())
                .status(EvaluationStatus.PENDING)
                .build();
        return process(evaluation);
    }

    /** Lets the scheduler look at an evaluation, and commits what it decides. */
    public Decisions process(Evaluation evaluation) {
        Decisions decisions = decide(evaluation);
        List<Evaluation> evaluations = new ArrayList<>(decisions.followUps());
        Evaluation blocked = decisions.blocked();
        if (blocked == null || !blocked.id().equals(evaluation.id())) {
            evaluations.add(ended(evaluation, decisions));
        }
        if (blocked != null) {
            evaluations.add(blocked);
        }
        apply(new Command.ApplyPlan(decisions.plan(), evaluations));
        return decisions;
    }

    private static Evaluation ended(Evaluation evaluation, Decisions decisions) {
        return evaluation.toBuilder()
                .status(decisions.status())
                .statusDescription(decisions.description())
                .failedGroups(decisions.failedGroups())
                .queuedAllocations(decisions.queued())
                .build();
    }

    /** Returns what the scheduler decides, and commits nothing. */
    public Decisions decide(Evaluation evaluation) {
        return scheduler.decide(evaluation, context(evaluation));
    }

    private ScheduleContext context(Evaluation evaluation) {
        ClusterState snapshot = state;
        long now = nowNanos;
        boolean explain = explaining;
        IdSource fresh = IdSource.seeded(evaluation.id().low() ^ snapshot.index());
        return new ScheduleContext() {
            @Override
            public ClusterState state() {
                return snapshot;
            }

            @Override
            public long overlay() {
                return 0;
            }

            @Override
            public long nowNanos() {
                return now;
            }

            @Override
            public long seed() {
                return evaluation.id().low();
            }

            @Override
            public IdSource ids() {
                return fresh;
            }

            @Override
            public boolean explaining() {
                return explain;
            }
        };
    }

    /** Returns the allocations of a job that are neither stopped nor ended, by group and index. */
    public List<Allocation> live(String job) {
        return state.allocationsByJob(JobKey.of(job)).stream()
                .filter(allocation -> !allocation.terminal())
                .sorted(Comparator.comparing(Allocation::taskGroup).thenComparingInt(Allocation::index))
                .toList();
    }

    /** Returns the names of the nodes that hold live allocations of a job, by group and index. */
    public List<String> nodesOf(String job) {
        return live(job).stream().map(Allocation::nodeName).toList();
    }

    /** Reports all live allocations of a job as running. */
    public SchedulerHarness allRunning(String job) {
        live(job).forEach(allocation -> report(allocation, ClientStatus.RUNNING));
        return this;
    }

    /** Reports what became of an allocation: its tasks run, or ended now. */
    public SchedulerHarness report(Allocation allocation, ClientStatus status) {
        TreeMap<String, TaskState> tasks = new TreeMap<>();
        allocation.resources().tasks().keySet().forEach(task -> tasks.put(task, taskState(status)));
        AllocationUpdate update = new AllocationUpdate(allocation.id(), ++sequence, status, "", tasks, null, null);
        return apply(new Command.UpdateAllocationsFromNode(allocation.nodeId(), List.of(update), List.of()));
    }

    private TaskState taskState(ClientStatus status) {
        TaskState.State state = status.terminal() ? TaskState.State.DEAD : TaskState.State.RUNNING;
        return TaskState.builder()
                .state(state)
                .failed(status == ClientStatus.FAILED)
                .startedAtNanos(nowNanos)
                .finishedAtNanos(status.terminal() ? nowNanos : 0)
                .build();
    }

    /** Asks for an allocation to be moved. */
    public SchedulerHarness migrate(Allocation allocation) {
        TreeMap<AllocationId, DesiredTransition> transitions = new TreeMap<>();
        transitions.put(allocation.id(), DesiredTransition.MIGRATE);
        return apply(new Command.UpdateAllocationTransitions(transitions, List.of()));
    }

    /** Returns the allocation as it is now, or null. */
    public @Nullable Allocation now(Allocation allocation) {
        return state.allocation(allocation.id());
    }
}
