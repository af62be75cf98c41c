package dev.berth.control;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.host.Cancellable;
import dev.berth.host.GatewayException;
import dev.berth.host.IdSource;
import dev.berth.host.NodeGateway;
import dev.berth.host.TimeSource;
import dev.berth.internal.Mailbox;
import dev.berth.model.Allocation;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.NodeStatus;
import dev.berth.model.Resources;
import dev.berth.schedule.Scheduler;
import dev.berth.schedule.SchedulerOptions;
import dev.berth.schedule.SchedulerProvider;
import dev.berth.state.BehaviourLevel;
import dev.berth.state.ClusterState;
import dev.berth.state.Command;
import dev.berth.state.CommandEntry;
import dev.berth.state.CommandResult;
import dev.berth.state.ReplicatedState;
import dev.berth.state.StateDiffVisitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server loop: owns the leader's services, feeds them with what changed in the state, and runs requests.
 *
 * <p>Services are never told what to do by whoever changed something. After each batch of tasks the loop compares the state
 * with the one it saw last, and each service takes from the difference what concerns it. Taking the lead is the same with the
 * empty state as the one seen last, so there is no second way to restore a service.
 *
 * <p>Fields are confined to the loop unless they say otherwise.
 */
final class Server implements NodeEndpoint.Server, Pipeline.Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final int TASKS_PER_BATCH = 64;
    private static final int DECISIONS_PER_TURN = 64;

    private enum Phase {
        FOLLOWING,
        TAKING_OVER,
        LEADING,
        CLOSED
    }

    private record IndexWait(long index, CompletableFuture<ClusterState> answer) {}

    private final ReplicatedState replica;
    private final TimeSource time;
    private final IdSource ids;
    private final ServerLimits limits;
    private final String serverId;
    private final CallbackErrors errors; // any thread
    private final EventStream events; // any thread
    private final Mailbox<Runnable> loop; // any thread
    private final AtomicBoolean stateMoved = new AtomicBoolean(); // any thread
    private final ReplicatedState.ApplyListener listener = this::applied;
    private final Pipeline pipeline;
    private final EvaluationBroker broker;
    private final BlockedEvaluations blocked = new BlockedEvaluations();
    private final HeartbeatMonitor heartbeats;
    private final NodeEndpoint nodes;
    private final JobEndpoint jobs;
    private final DecisionArchive archive; // any thread
    private final Explainer explainer; // any thread
    private final Worker worker;
    private final List<IndexWait> indexWaits = new ArrayList<>();
    private ClusterState seen = ClusterState.empty();
    private volatile Phase phase = Phase.FOLLOWING; // written by the loop, read by any thread
    private long term;
    private @Nullable Cancellable brokerTimer;
    private volatile SortedMap<String, ControlPlaneStatus.QueueDepth> depths = ImmutableSortedMap.of(); // by the loop

    Server(ControlPlane.Builder builder) {
        this.replica = builder.replica;
        this.time = builder.time;
        this.ids = builder.ids;
        this.limits = builder.limits;
        this.serverId = builder.serverId;
        this.errors = new CallbackErrors(time);
        this.events = new EventStream(limits.subscriberEvents(), errors);
        this.loop =
                new Mailbox<>("server loop", limits.requestQueue(), TASKS_PER_BATCH, builder.executor, this::runBatch);
        this.pipeline = new Pipeline(builder.log, replica, time, ids, limits, errors, this);
        this.broker = new EvaluationBroker(time, limits.deliveries());
        this.heartbeats = new HeartbeatMonitor(time, limits, ids, this::post, this::nodeSilent);
        this.nodes = new NodeEndpoint(this, pipeline, heartbeats, ids, time, limits);
        List<SchedulerProvider> providers = builder.providers();
        Map<JobType, Scheduler> schedulers = schedulersOf(providers);
        this.jobs = new JobEndpoint(this::leaderOnly, pipeline, broker, schedulers.keySet(), ids, limits);
        this.archive = new DecisionArchive(limits.retainedDecisions());
        this.explainer = new Explainer(archive, () -> schedulersOf(providers));
        this.worker = new Worker(schedulers, broker, pipeline, archive, time, ids, limits, errors);
        replica.subscribe(listener);
    }

    private static Map<JobType, Scheduler> schedulersOf(List<SchedulerProvider> providers) {
        Map<JobType, Scheduler> schedulers = new EnumMap<>(JobType.class);
        for (SchedulerProvider provider : providers) {
            Scheduler scheduler = provider.create(SchedulerOptions.defaults());
            provider.types().forEach(type -> schedulers.putIfAbsent(type, scheduler));
        }
        if (schedulers.isEmpty()) {
            throw new IllegalStateException(
                    "No scheduler was found.\nMaybe add berth-scheduler-algorithms to the class path, or hand schedulers to the builder.");
        }
        return schedulers;
    }

    // --- From other threads

    /** Called by the applying thread after each command. */
    private void applied(CommandEntry entry, CommandResult result) {
        pipeline.applied(entry.requestId(), result);
        events.publish(result.events());
        if (stateMoved.compareAndSet(false, true)) {
            loop.offer(() -> {});
        }
    }

    @Override
    public void post(Runnable task) {
        if (!loop.offer(task)) {
            time.schedule(limits.retryAfter(), () -> post(task));
        }
    }

    @Override
    public <T> void request(CompletableFuture<T> answer, Runnable request) {
        boolean taken = loop.offer(() -> {
            if (phase == Phase.LEADING) {
                request.run();
            } else {
                answer.completeExceptionally(
                        new GatewayException(GatewayException.Kind.NOT_LEADER, "This server does not lead."));
            }
        });
        if (!taken) {
            answer.completeExceptionally(new GatewayException(
                    GatewayException.Kind.OVERLOADED, "Too many requests wait.", limits.retryAfter()));
        }
    }

    @Override
    public ClusterState committed() {
        return replica.state();
    }

    NodeGateway nodes() {
        return nodes;
    }

    Explainer explainer() {
        return explainer;
    }

    Subscription subscribe(String name, EventSubscriber subscriber, Executor executor) {
        return events.subscribe(name, subscriber, executor);
    }

    CompletionStage<ClusterState> awaitIndex(long index) {
        ClusterState now = replica.state();
        var answer = new CompletableFuture<ClusterState>();
        if (now.index() >= index) {
            answer.complete(now);
        } else {
            post(() -> {
                indexWaits.removeIf(wait -> wait.answer.isDone()); // those who gave up
                indexWaits.add(new IndexWait(index, answer));
            });
        }
        return answer;
    }

    // --- The loop

    private void runBatch(List<Runnable> tasks) {
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A task of the server loop failed.", e);
                errors.record("server loop", e);
            }
        }
        turn();
        depths = measureDepths();
    }

    private void turn() {
        stateMoved.set(false);
        ClusterState now = replica.state();
        answerIndexWaits(now);
        if (phase != Phase.LEADING) {
            return;
        }
        if (now != seen) {
            ClusterState before = seen;
            seen = now;
            ServiceFeeder feeder = new ServiceFeeder(now);
            now.diff(before, feeder);
            feeder.wakeBlocked();
        }
        worker.settle();
        schedule();
    }

    private void schedule() {
        int decisions = 0;
        while (decisions < DECISIONS_PER_TURN && worker.workOnNext()) {
            decisions++;
        }
        if (decisions == DECISIONS_PER_TURN) {
            post(() -> {});
        }
        Duration untilNext = broker.untilNextDue();
        if (untilNext != null && brokerTimer == null) {
            brokerTimer = time.schedule(untilNext, () -> post(() -> brokerTimer = null));
        }
    }

    private void answerIndexWaits(ClusterState now) {
        Iterator<IndexWait> waits = indexWaits.iterator();
        while (waits.hasNext()) {
            IndexWait wait = waits.next();
            if (now.index() >= wait.index) {
                waits.remove();
                wait.answer.complete(now);
            }
        }
    }

    private void nodeSilent(NodeId id) {
        if (phase == Phase.LEADING) {
            nodes.silent(id);
        }
    }

    /**
     * Gives each service its part of what changed. Changes of nodes wake blocked evaluations only after all evaluations have
     * been taken in: one that was parked in the same step may have been decided before the node changed.
     */
    private final class ServiceFeeder implements StateDiffVisitor {
        private final ClusterState after;
        private final Map<NodeId, Boolean> onlyFreedByNode = new LinkedHashMap<>();

        ServiceFeeder(ClusterState after) {
            this.after = after;
        }

        @Override
        public void node(int nodeRow, @Nullable Node before, @Nullable Node now) {
            if (now == null) {
                heartbeats.forget(Objects.requireNonNull(before).id());
                return;
            }
            if (now.status() != NodeStatus.DOWN && !heartbeats.watches(now.id())) {
                heartbeats.watchAfterFailover(now.id());
            }
            onlyFreedByNode.put(now.id(), false);
        }

        @Override
        public void usage(int nodeRow, Resources before, Resources now) {
            Node node = after.nodeAt(nodeRow);
            if (node != null && !now.covers(before)) {
                onlyFreedByNode.putIfAbsent(node.id(), true);
            }
        }

        void wakeBlocked() {
            onlyFreedByNode.forEach((id, onlyFreed) -> {
                Node node = after.node(id);
                if (node != null) {
                    Resources free = node.available().minusClamped(after.usage(id));
                    blocked.wake(node, free, onlyFreed).forEach(broker::wake);
                }
            });
        }

        @Override
        public void allocation(@Nullable Allocation before, @Nullable Allocation now) {
            Allocation known = now != null ? now : Objects.requireNonNull(before);
            nodes.wakeWatches(known.nodeId());
        }

        @Override
        public void evaluation(@Nullable Evaluation before, @Nullable Evaluation now) {
            if (now == null) {
                broker.forget(Objects.requireNonNull(before).id());
                blocked.forget(before.id());
            } else if (now.status() == EvaluationStatus.PENDING) {
                broker.offer(now);
            } else if (now.status() == EvaluationStatus.BLOCKED) {
                worker.cancelDuplicate(blocked.hold(now, after));
            } else {
                broker.forget(now.id());
                blocked.forget(now.id());
            }
        }
    }

    // --- Leadership

    CompletionStage<Outcome<Long>> lead(long newTerm) {
        var answer = new CompletableFuture<Outcome<Long>>();
        post(() -> takeOver(newTerm, answer));
        return answer;
    }

    private void takeOver(long newTerm, CompletableFuture<Outcome<Long>> answer) {
        if (phase == Phase.CLOSED) {
            answer.complete(new Outcome.Unavailable<>(Outcome.Reason.CLOSED, "The control plane is closed.", null));
            return;
        }
        dropServices();
        phase = Phase.TAKING_OVER;
        term = newTerm;
        pipeline.lead(newTerm);
        pipeline.propose(new Command.BeginTerm(newTerm, serverId), result -> {
            Outcome<Long> outcome = JobEndpoint.indexOf(result);
            if (outcome.isDone() && phase == Phase.TAKING_OVER && term == newTerm) {
                phase = Phase.LEADING;
                LOG.info("Server {} leads in term {}.", serverId, newTerm);
                pipeline.propose(new Command.AdvertiseSupport(serverId, BehaviourLevel.HIGHEST), advertised -> {});
            }
            answer.complete(outcome);
        });
    }

    CompletionStage<Void> follow(String why) {
        var answer = new CompletableFuture<Void>();
        post(() -> {
            deposed(why);
            answer.complete(null);
        });
        return answer;
    }

    @Override
    public void deposed(String why) {
        if (phase == Phase.LEADING || phase == Phase.TAKING_OVER) {
            LOG.info("Server {} leads no longer: {}", serverId, why);
            phase = Phase.FOLLOWING;
            dropServices();
        }
    }

    private void dropServices() {
        broker.clear();
        blocked.clear();
        heartbeats.clear();
        nodes.clear();
        archive.clear();
        seen = ClusterState.empty();
        if (brokerTimer != null) {
            brokerTimer.cancel();
            brokerTimer = null;
        }
    }

    void close() {
        post(() -> {
            deposed("It is closed.");
            phase = Phase.CLOSED;
            replica.unsubscribe(listener);
        });
    }

    // --- Requests

    JobEndpoint jobs() {
        return jobs;
    }

    /** Proposes a command made from the newest view, for callers that only want to know when it took effect. */
    CompletionStage<Outcome<Long>> command(Function<ClusterState, Command> command) {
        var answer = new CompletableFuture<Outcome<Long>>();
        leaderOnly(
                answer,
                () -> pipeline.propose(
                        command.apply(pipeline.view()), result -> answer.complete(JobEndpoint.indexOf(result))));
        return answer;
    }

    /** Runs a request on the loop when this server leads and has room, or says why not. */
    private <T> void leaderOnly(CompletableFuture<Outcome<T>> answer, Runnable request) {
        boolean taken = loop.offer(() -> {
            if (phase == Phase.LEADING) {
                request.run();
            } else if (phase == Phase.CLOSED) {
                answer.complete(new Outcome.Unavailable<>(Outcome.Reason.CLOSED, "The control plane is closed.", null));
            } else {
                answer.complete(
                        new Outcome.Unavailable<>(Outcome.Reason.NOT_LEADER, "This server does not lead.", null));
            }
        });
        if (!taken) {
            answer.complete(new Outcome.Unavailable<>(
                    Outcome.Reason.OVERLOADED, "Too many requests wait.", limits.retryAfter()));
        }
    }

    ControlPlaneStatus status() {
        ClusterState state = replica.state();
        SortedMap<String, ControlPlaneStatus.QueueDepth> queues = new TreeMap<>();
        queues.put("requests", new ControlPlaneStatus.QueueDepth(loop.size(), loop.capacity()));
        queues.putAll(depths);
        return new ControlPlaneStatus(
                phase == Phase.LEADING ? ControlPlaneStatus.Role.LEADER : ControlPlaneStatus.Role.FOLLOWER,
                state.term(),
                state.index(),
                state.behaviourLevel(),
                queues,
                errors.all());
    }

    private SortedMap<String, ControlPlaneStatus.QueueDepth> measureDepths() {
        return ImmutableSortedMap.of(
                "proposals", new ControlPlaneStatus.QueueDepth(pipeline.depth(), limits.proposals()),
                "evaluations", new ControlPlaneStatus.QueueDepth(broker.size(), limits.readyEvaluations()),
                "watches", new ControlPlaneStatus.QueueDepth(nodes.watching(), limits.watches()));
    }
}
