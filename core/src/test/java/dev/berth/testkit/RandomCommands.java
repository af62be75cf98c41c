package dev.berth.testkit;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.berth.host.AllocationUpdate;
import dev.berth.host.IdSource;
import dev.berth.host.RequestId;
import dev.berth.model.AllocatedResources;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.AllocationStop;
import dev.berth.model.ClientStatus;
import dev.berth.model.Decision;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentGroupState;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DeploymentId;
import dev.berth.model.DeploymentStatus;
import dev.berth.model.DeploymentUpdate;
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
import dev.berth.model.NodeEvent;
import dev.berth.model.NodeId;
import dev.berth.model.NodeResources;
import dev.berth.model.NodeStatus;
import dev.berth.model.PeriodicConfig;
import dev.berth.model.Plan;
import dev.berth.model.Preemption;
import dev.berth.model.Resources;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskResources;
import dev.berth.model.TaskState;
import dev.berth.model.VersionTag;
import dev.berth.state.BehaviourLevel;
import dev.berth.state.ClusterState;
import dev.berth.state.Command;
import dev.berth.state.CommandEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes up commands of every kind for a small cluster, most of them sensible in the state they are made for, some not: the
 * same seed makes the same ones. For property tests of everything that applies, stores or ships commands. Confined to one
 * thread.
 */
public final class RandomCommands {
    private static final int JOBS = 8;
    private static final int NODES = 12;

    private final Random random;
    private final IdSource ids;
    private final List<RequestId> requests = new ArrayList<>();
    private long sequence;
    private long clock = 1_700_000_000_000_000_000L;

    /** Makes the commands that belong to the seed. */
    public RandomCommands(long seed) {
        this.random = new Random(seed);
        this.ids = IdSource.seeded(seed ^ 0x5DEECE66DL);
    }

    /** Returns a command in an entry: mostly of the present leader, sometimes repeated, late, or by a clock that is wrong. */
    public CommandEntry nextEntry(ClusterState state) {
        boolean repeated = !requests.isEmpty() && chance(20);
        RequestId request = repeated ? pick(requests) : ids.nextRequestId();
        requests.add(request);
        long term = Math.max(0, state.term() - (chance(25) ? 1 : 0));
        clock += random.nextInt(2_000_000_000) - (chance(10) ? 1_000_000_000L : 0);
        return new CommandEntry(request, term, state.behaviourLevel(), clock, next(state));
    }

    /** Returns a command. */
    public Command next(ClusterState state) {
        List<Supplier<Command>> kinds = List.of(
                () -> registerJob(state),
                () -> registerJob(state),
                () -> new Command.RegisterNode(node(state), evaluations(state, 1)),
                () -> new Command.RegisterNode(node(state), List.of()),
                () -> plan(state),
                () -> plan(state),
                () -> plan(state),
                () -> plan(state),
                () -> reports(state),
                () -> reports(state),
                () -> reports(state),
                () -> new Command.UpsertEvaluations(evaluations(state, 3)),
                () -> nodeCommand(state),
                () -> jobCommand(state),
                () -> deploymentCommand(state),
                () -> collection(state),
                () -> clusterCommand(state));
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    // ---- jobs

    private Command registerJob(ClusterState state) {
        Job known = any(state.jobs());
        Long expected = chance(4)
                ? Long.valueOf(known == null || chance(3) ? 0 : known.revision().jobModifyIndex())
                : null;
        Job job = known != null && chance(3) ? known : job(random.nextInt(JOBS));
        return new Command.RegisterJob(job, expected, chance(4) ? null : evaluation(state, job));
    }

    private Job job(int number) {
        JobType type = JobType.values()[number % 4];
        Job.Builder job = Job.builder(number == 7 ? new JobKey("other", "j7") : JobKey.of("j" + number))
                .type(type)
                .priority(20 + 10 * random.nextInt(5))
                .taskGroups(group("api"), group(chance(3) ? "extra" : "db"));
        if (number == 5 && type == JobType.BATCH) {
            job.periodic(PeriodicConfig.builder().crons(List.of("0 0 * * *")).build());
        }
        if (number == 1) {
            job.parentId("j5");
        }
        return job.build();
    }

    private TaskGroup group(String name) {
        TaskResources resources = TaskResources.builder()
                .cpu(100 * (1 + random.nextInt(3)))
                .custom(Resources.builder().set("seats", random.nextInt(2)).build())
                .build();
        return TaskGroup.builder(name)
                .count(1 + random.nextInt(4))
                .tasks(Task.builder("main", "mock").resources(resources).build())
                .build();
    }

    private Command jobCommand(ClusterState state) {
        Job known = any(state.jobs());
        JobKey key = known == null ? JobKey.of("nobody") : known.key();
        long version =
                known == null ? 0 : pick(state.jobVersions(key)).revision().version();
        return switch (random.nextInt(5)) {
            case 0 -> new Command.DeregisterJob(key, true, known == null ? null : evaluation(state, known));
            case 1, 2 -> new Command.DeregisterJob(key, false, known == null ? null : evaluation(state, known));
            case 3 -> new Command.SetJobStability(key, version, random.nextBoolean());
            default ->
                new Command.TagJobVersion(
                        key, version, chance(3) ? null : new VersionTag("tag" + random.nextInt(4), "", 0));
        };
    }

    // ---- nodes

    private Node node(ClusterState state) {
        int number = random.nextInt(NODES);
        Node.Builder node = Node.builder("n" + number)
                .secretHash(chance(40) ? "stranger" : "secret" + number)
                .datacenter("dc" + number % 3)
                .status(pick(List.of(NodeStatus.values())))
                .attributes(ImmutableSortedMap.of("kernel", "linux", "boot", "" + random.nextInt(3)))
                .resources(NodeResources.builder()
                        .total(Resources.of(4_000, 8L << 30, 100L << 30))
                        .build());
        return node.build();
    }

    private Command nodeCommand(ClusterState state) {
        Node known = any(state.nodes());
        NodeId id = known == null ? ids.nextNodeId() : known.id();
        return switch (random.nextInt(6)) {
            case 0 ->
                new Command.UpdateNodeStatus(id, pick(List.of(NodeStatus.values())), "as it is", evaluations(state, 2));
            case 1 -> new Command.UpdateNodeEligibility(id, pick(List.of(Eligibility.values())), List.of());
            case 2 ->
                new Command.UpdateNodeDrain(
                        id,
                        new DrainStrategy(Duration.ofMinutes(random.nextInt(4) - 1), random.nextBoolean(), 0, 0),
                        false,
                        DrainStatus.DRAINING,
                        ImmutableSortedMap.of("why", "maintenance"),
                        List.of());
            case 3 ->
                new Command.UpdateNodeDrain(
                        id, null, random.nextBoolean(), DrainStatus.COMPLETE, ImmutableSortedMap.of(), List.of());
            case 4 -> new Command.AddNodeEvent(id, NodeEvent.of("something " + random.nextInt(100), 0));
            default -> new Command.DeregisterNodes(List.of(id), evaluations(state, 1));
        };
    }

    // ---- evaluations

    private List<Evaluation> evaluations(ClusterState state, int most) {
        List<Evaluation> evaluations = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            Evaluation known = any(state.evaluations());
            Job job = any(state.jobs());
            if (known != null && chance(2)) {
                evaluations.add(known.toBuilder()
                        .status(pick(List.of(EvaluationStatus.values())))
                        .queuedAllocations(new TreeMap<>(ImmutableSortedMap.of("api", random.nextInt(3))))
                        .build());
            } else if (job != null) {
                evaluations.add(evaluation(state, job));
            }
        }
        return evaluations;
    }

    private Evaluation evaluation(ClusterState state, Job job) {
        return Evaluation.builder(
                        ids.nextEvaluationId(), job.key(), job.type(), pick(List.of(EvaluationTrigger.values())))
                .priority(job.priority())
                .status(chance(3) ? EvaluationStatus.COMPLETE : EvaluationStatus.PENDING)
                .snapshotIndex(state.index())
                .build();
    }

    // ---- plans

    private Command plan(ClusterState state) {
        Job job = any(state.jobs());
        if (job == null) {
            return new Command.ApplyPlan(Plan.builder(ids.nextEvaluationId()).build(), List.of());
        }
        List<Evaluation> evaluations = state.evaluationsByJob(job.key());
        Evaluation evaluation = evaluations.isEmpty() || chance(5) ? evaluation(state, job) : pick(evaluations);
        Plan.Builder plan = Plan.builder(evaluation.id()).job(job).snapshotIndex(state.index());
        Deployment latest = state.latestDeployment(job.key());
        Deployment deployment = chance(4) ? deployment(job) : null;
        DeploymentId deploymentId =
                deployment != null ? deployment.id() : latest != null && chance(2) ? latest.id() : null;
        plan.deployment(deployment);
        plan.placements(placements(state, job, evaluation, deploymentId));
        plan.stops(stops(state, job));
        Allocation victim = any(state.allocations());
        if (victim != null && chance(5)) {
            plan.preemptions(ImmutableSortedMap.of(
                    victim.nodeId(), List.of(new Preemption(victim.id(), ids.nextAllocationId()))));
        }
        if (latest != null && chance(6)) {
            plan.deploymentUpdates(
                    List.of(new DeploymentUpdate(latest.id(), DeploymentStatus.SUCCESSFUL, "all are healthy")));
        }
        return new Command.ApplyPlan(
                plan.build(),
                chance(2)
                        ? List.of(evaluation.toBuilder()
                                .status(EvaluationStatus.COMPLETE)
                                .build())
                        : List.of());
    }

    private Deployment deployment(Job job) {
        DeploymentGroupState group = DeploymentGroupState.builder()
                .desiredTotal(3)
                .desiredCanaries(random.nextInt(2))
                .progressDeadline(Duration.ofMinutes(10))
                .build();
        return Deployment.builder(ids.nextDeploymentId(), job.key())
                .jobVersion(job.revision().version())
                .jobCreateIndex(job.revision().createIndex())
                .groups(ImmutableSortedMap.of("api", group))
                .build();
    }

    private SortedMap<NodeId, List<Allocation>> placements(
            ClusterState state, Job job, Evaluation evaluation, @Nullable DeploymentId deployment) {
        SortedMap<NodeId, List<Allocation>> placements = new TreeMap<>();
        Decision decision = new Decision(state.index(), 0, random.nextInt(9), "binpack", 1);
        for (int i = random.nextInt(6); i > 0; i--) {
            Node node = any(state.nodes());
            TaskGroup group = pick(job.taskGroups());
            Job version = chance(6) ? pick(state.jobVersions(job.key())) : job;
            if (node == null) {
                break;
            }
            Allocation.Builder placed = Allocation.builder(
                            ids.nextAllocationId(), version, group.name(), random.nextInt(5))
                    .evaluationId(evaluation.id())
                    .nodeId(node.id())
                    .nodeName(node.name())
                    .resources(AllocatedResources.of(group))
                    .deploymentId(deployment)
                    .decision(decision);
            if (deployment != null && chance(3)) {
                placed.deploymentHealth(DeploymentHealth.builder().canary(true).build());
            }
            List<Allocation> others = state.allocationsByJob(job.key());
            if (!others.isEmpty() && chance(3)) {
                placed.previousAllocation(pick(others).id());
            }
            placements.computeIfAbsent(node.id(), k -> new ArrayList<>()).add(placed.build());
        }
        List<Allocation> existing = state.allocationsByJob(job.key());
        if (!existing.isEmpty() && chance(2)) {
            Allocation moved = pick(existing).toBuilder()
                    .job(job)
                    .evaluationId(evaluation.id())
                    .deploymentId(deployment)
                    .clientStatus(pick(List.of(ClientStatus.values())))
                    .build();
            placements.computeIfAbsent(moved.nodeId(), k -> new ArrayList<>()).add(moved);
        }
        return placements;
    }

    private SortedMap<NodeId, List<AllocationStop>> stops(ClusterState state, Job job) {
        List<Allocation> allocations = state.allocationsByJob(job.key());
        SortedMap<NodeId, List<AllocationStop>> stops = new TreeMap<>();
        if (!allocations.isEmpty() && chance(2)) {
            Allocation stopped = pick(allocations);
            stops.put(
                    stopped.nodeId(),
                    List.of(new AllocationStop(
                            stopped.id(),
                            "not needed",
                            chance(3) ? ClientStatus.LOST : null,
                            chance(4) ? ids.nextEvaluationId() : null)));
        }
        return stops;
    }

    // ---- what nodes and people say about allocations

    private Command reports(ClusterState state) {
        Node node = any(state.nodes());
        if (node == null) {
            return new Command.UpdateAllocationsFromNode(ids.nextNodeId(), List.of(), List.of());
        }
        List<Allocation> allocations = state.allocationsByNode(node.id());
        if (!allocations.isEmpty() && chance(5)) {
            SortedMap<AllocationId, DesiredTransition> wishes = new TreeMap<>();
            wishes.put(
                    pick(allocations).id(),
                    new DesiredTransition(random.nextBoolean(), random.nextBoolean(), false, false, false));
            return new Command.UpdateAllocationTransitions(wishes, evaluations(state, 1));
        }
        List<AllocationUpdate> updates = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0 && !allocations.isEmpty(); i--) {
            updates.add(report(chance(10) ? any(state.allocations()) : pick(allocations)));
        }
        return new Command.UpdateAllocationsFromNode(node.id(), updates, evaluations(state, 1));
    }

    private AllocationUpdate report(Allocation allocation) {
        ClientStatus status = pick(List.of(
                ClientStatus.PENDING,
                ClientStatus.RUNNING,
                ClientStatus.RUNNING,
                ClientStatus.COMPLETE,
                ClientStatus.FAILED));
        SortedMap<String, TaskState> tasks = new TreeMap<>();
        if (chance(2)) {
            tasks.put(
                    "main",
                    TaskState.builder()
                            .state(TaskState.State.RUNNING)
                            .restarts(random.nextInt(3))
                            .build());
        }
        DeploymentHealth health = chance(3)
                ? DeploymentHealth.builder().healthy(random.nextInt(3) > 0).build()
                : null;
        long number = chance(8) ? Math.max(1, sequence - 20) : ++sequence;
        return new AllocationUpdate(allocation.id(), number, status, "", tasks, health, null);
    }

    // ---- deployments

    private Command deploymentCommand(ClusterState state) {
        Deployment known = any(state.deployments());
        Job job = any(state.jobs());
        if (known == null) {
            return job == null
                    ? new Command.DeleteDeployments(List.of(ids.nextDeploymentId()))
                    : new Command.UpsertDeployment(deployment(job), null);
        }
        List<AllocationId> members = state.allocationsByJob(known.job()).stream()
                .filter(allocation -> known.id().equals(allocation.deploymentId()))
                .map(Allocation::id)
                .toList();
        DeploymentUpdate update = new DeploymentUpdate(
                known.id(), pick(List.of(DeploymentStatus.values())), "status " + random.nextInt(3));
        return switch (random.nextInt(4)) {
            case 0 ->
                new Command.UpdateDeploymentStatus(
                        update,
                        null,
                        job != null && chance(4) ? job.toBuilder().priority(61).build() : null);
            case 1 -> new Command.PromoteDeployment(known.id(), ImmutableSortedSet.of(), null);
            case 2 ->
                new Command.SetAllocationHealth(
                        known.id(),
                        members.subList(0, members.size() / 2),
                        members.subList(members.size() / 2, members.size()),
                        chance(3) ? update : null,
                        null,
                        null);
            default ->
                new Command.UpsertDeployment(
                        known.toBuilder().statusDescription("again").build(), null);
        };
    }

    // ---- collection, the cluster

    private Command collection(ClusterState state) {
        return switch (random.nextInt(3)) {
            case 0 ->
                new Command.DeleteJobs(
                        state.jobs().stream().map(Job::key).limit(3).toList());
            case 1 ->
                new Command.DeleteDeployments(
                        state.deployments().stream().map(Deployment::id).toList());
            default ->
                new Command.DeleteEvaluations(
                        some(state.evaluations()).stream().map(Evaluation::id).toList(),
                        some(state.allocations()).stream().map(Allocation::id).toList());
        };
    }

    private Command clusterCommand(ClusterState state) {
        return switch (random.nextInt(6)) {
            case 0 -> new Command.BeginTerm(state.term() + random.nextInt(3), "s" + random.nextInt(3));
            case 1 ->
                new Command.AdvertiseSupport(
                        "s" + random.nextInt(3), chance(4) ? BehaviourLevel.FIRST : BehaviourLevel.HIGHEST);
            case 2 -> new Command.RaiseBehaviourLevel(chance(4) ? BehaviourLevel.FIRST : BehaviourLevel.HIGHEST);
            case 3 -> new Command.ForgetServer("s" + random.nextInt(3));
            default ->
                new Command.SetSchedulerConfiguration(
                        state.schedulerConfiguration().toBuilder()
                                .memoryOversubscription(random.nextBoolean())
                                .build(),
                        chance(3) ? state.schedulerConfiguration().modifyIndex() : null);
        };
    }

    // ---- dice

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> @Nullable T any(Collection<T> values) {
        if (values.isEmpty()) {
            return null;
        }
        int skip = random.nextInt(values.size());
        for (T value : values) {
            if (skip-- == 0) {
                return value;
            }
        }
        throw new AssertionError("The collection is shorter than its size says.");
    }

    private <T> List<T> some(Collection<T> values) {
        return values.stream().filter(value -> random.nextBoolean()).toList();
    }
}
