package dev.berth.control;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import dev.berth.host.AllocationUpdate;
import dev.berth.host.Cancellable;
import dev.berth.host.GatewayException;
import dev.berth.host.Heartbeat;
import dev.berth.host.HeartbeatReply;
import dev.berth.host.IdSource;
import dev.berth.host.NodeAllocations;
import dev.berth.host.NodeCredential;
import dev.berth.host.NodeGateway;
import dev.berth.host.RegisterReply;
import dev.berth.host.TimeSource;
import dev.berth.host.UpdateReply;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.NodeStatus;
import dev.berth.model.Problem;
import dev.berth.state.ClusterState;
import dev.berth.state.Command;
import dev.berth.state.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The control plane's end of {@link NodeGateway}: who may say what, what a node's reports lead to, and who waits for news.
 *
 * <p>The public methods only hand a request to the server loop; everything else is confined to it.
 */
final class NodeEndpoint implements NodeGateway {
    /** What the endpoint needs of the server. */
    interface Server {
        /** Runs a request on the server loop, or refuses it by completing the answer; only a leader runs it. */
        <T> void request(CompletableFuture<T> answer, Runnable request);

        /** Runs a task on the server loop. */
        void post(Runnable task);

        /** Returns the committed state. */
        ClusterState committed();
    }

    private record Watch(long afterIndex, CompletableFuture<NodeAllocations> answer, Cancellable timeout) {}

    private final Server server;
    private final Pipeline pipeline;
    private final HeartbeatMonitor heartbeats;
    private final NodeEvaluations nodeEvaluations;
    private final TimeSource time;
    private final ServerLimits limits;
    private final Map<NodeId, List<Watch>> watches = new HashMap<>();
    private final Set<NodeId> caughtUp = new HashSet<>();
    private int watching;

    NodeEndpoint(
            Server server,
            Pipeline pipeline,
            HeartbeatMonitor heartbeats,
            IdSource ids,
            TimeSource time,
            ServerLimits limits) {
        this.server = server;
        this.pipeline = pipeline;
        this.heartbeats = heartbeats;
        this.nodeEvaluations = new NodeEvaluations(ids);
        this.time = time;
        this.limits = limits;
    }

    // --- Registration and signs of life

    @Override
    public CompletionStage<RegisterReply> register(NodeCredential who, Node node) {
        var answer = new CompletableFuture<RegisterReply>();
        server.request(answer, () -> registerNow(who, node, answer));
        return answer;
    }

    private void registerNow(NodeCredential who, Node node, CompletableFuture<RegisterReply> answer) {
        ClusterState view = pipeline.view();
        Node known = view.node(who.nodeId());
        if (!node.id().equals(who.nodeId())) {
            fail(
                    answer,
                    GatewayException.Kind.INVALID,
                    "Node %s cannot register node %s.".formatted(who.nodeId(), node.id()));
            return;
        }
        if (known != null && !hasSecret(known, who)) {
            failBadSecret(answer, who);
            return;
        }
        List<Problem> problems = node.validate();
        if (!problems.isEmpty()) {
            fail(answer, GatewayException.Kind.INVALID, sentences(problems));
            return;
        }
        Node registered = node.toBuilder()
                .secretHash(hash(who.secret()))
                .status(statusOnRegistration(view, known, who.nodeId()))
                .build();
        List<Evaluation> evaluations = known == null || known.status() == registered.status()
                ? List.of()
                : nodeEvaluations.forNode(view, known, EvaluationTrigger.NODE_UPDATE);
        pipeline.propose(
                new Command.RegisterNode(registered, evaluations),
                result -> answer(answer, result, index -> new RegisterReply(heartbeats.heard(who.nodeId()), index)));
    }

    private static NodeStatus statusOnRegistration(ClusterState view, @Nullable Node known, NodeId id) {
        boolean wasReady = known != null && known.status() == NodeStatus.READY;
        return wasReady || liveAllocations(view, id).isEmpty() ? NodeStatus.READY : NodeStatus.INITIALIZING;
    }

    private static List<Allocation> liveAllocations(ClusterState state, NodeId id) {
        return state.allocationsByNode(id).stream()
                .filter(allocation -> !allocation.clientTerminal())
                .toList();
    }

    @Override
    public CompletionStage<HeartbeatReply> heartbeat(NodeCredential who, Heartbeat heartbeat) {
        var answer = new CompletableFuture<HeartbeatReply>();
        server.request(answer, () -> heartbeatNow(who, answer));
        return answer;
    }

    private void heartbeatNow(NodeCredential who, CompletableFuture<HeartbeatReply> answer) {
        Node node = authenticated(who, answer);
        if (node == null) {
            return;
        }
        Duration timeToLive = heartbeats.heard(who.nodeId());
        NodeStatus status = statusAfterHeartbeat(node);
        if (status == node.status()) {
            answer.complete(new HeartbeatReply(timeToLive, server.committed().index()));
            return;
        }
        List<Evaluation> evaluations = nodeEvaluations.forNode(pipeline.view(), node, EvaluationTrigger.NODE_UPDATE);
        pipeline.propose(
                new Command.UpdateNodeStatus(node.id(), status, "The node's agent is heard again.", evaluations),
                result -> answer(answer, result, index -> new HeartbeatReply(timeToLive, index)));
    }

    /**
     * Returns where a sign of life takes a node. One that was down first becomes initializing, and ready only when it has
     * seen what it is to stop, so that nothing new is placed beside work that still runs there.
     */
    private NodeStatus statusAfterHeartbeat(Node node) {
        return switch (node.status()) {
            case READY -> NodeStatus.READY;
            case INITIALIZING ->
                caughtUp.contains(node.id())
                                || liveAllocations(pipeline.view(), node.id()).isEmpty()
                        ? NodeStatus.READY
                        : NodeStatus.INITIALIZING;
            case DOWN, DISCONNECTED -> {
                caughtUp.remove(node.id());
                yield NodeStatus.INITIALIZING;
            }
        };
    }

    /** Marks a node as down, after its time to live is over. */
    void silent(NodeId id) {
        ClusterState view = pipeline.view();
        Node node = view.node(id);
        if (node == null || node.status() == NodeStatus.DOWN) {
            return;
        }
        caughtUp.remove(id);
        pipeline.propose(
                new Command.UpdateNodeStatus(
                        id,
                        NodeStatus.DOWN,
                        "No heartbeat arrived in time.",
                        nodeEvaluations.forNode(view, node, EvaluationTrigger.NODE_UPDATE)),
                result -> {
                    if (result instanceof Pipeline.NotDecided) {
                        heartbeats.watchAfterFailover(id);
                    }
                });
    }

    // --- What to run

    @Override
    public CompletionStage<NodeAllocations> watchAllocations(NodeCredential who, long afterIndex, Duration maxWait) {
        var answer = new CompletableFuture<NodeAllocations>();
        server.request(answer, () -> watchNow(who, afterIndex, maxWait, answer));
        return answer;
    }

    private void watchNow(
            NodeCredential who, long afterIndex, Duration maxWait, CompletableFuture<NodeAllocations> answer) {
        if (authenticated(who, answer) == null) {
            return;
        }
        NodeId id = who.nodeId();
        ClusterState state = server.committed();
        if (afterIndex == 0 || state.allocationsIndex(id) > afterIndex || maxWait.isZero() || maxWait.isNegative()) {
            caughtUp.add(id);
            answer.complete(allocationsOf(state, id, afterIndex));
            return;
        }
        if (watching >= limits.watches()) {
            fail(answer, GatewayException.Kind.OVERLOADED, "%d nodes wait for news already.".formatted(watching));
            return;
        }
        Duration wait = maxWait.compareTo(limits.maxWatch()) > 0 ? limits.maxWatch() : maxWait;
        Cancellable timeout = time.schedule(wait, () -> server.post(() -> timedOut(id, answer)));
        watches.computeIfAbsent(id, key -> new ArrayList<>()).add(new Watch(afterIndex, answer, timeout));
        watching++;
    }

    private void timedOut(NodeId id, CompletableFuture<NodeAllocations> answer) {
        List<Watch> waiting = watches.getOrDefault(id, List.of());
        for (Watch watch : List.copyOf(waiting)) {
            if (watch.answer == answer) {
                waiting.remove(watch);
                finish(id, watch);
            }
        }
    }

    private void finish(NodeId id, Watch watch) {
        watching--;
        watch.timeout.cancel();
        watch.answer.complete(allocationsOf(server.committed(), id, watch.afterIndex));
    }

    private static NodeAllocations allocationsOf(ClusterState state, NodeId id, long afterIndex) {
        ImmutableSortedMap.Builder<AllocationId, Long> indexes = ImmutableSortedMap.naturalOrder();
        List<Allocation> changed = new ArrayList<>();
        for (Allocation allocation : state.allocationsByNode(id)) {
            indexes.put(allocation.id(), allocation.allocationModifyIndex());
            if (allocation.allocationModifyIndex() > afterIndex) {
                changed.add(allocation);
            }
        }
        return new NodeAllocations(state.index(), indexes.build(), changed);
    }

    /** Answers the watches of a node for which there is news. Called after a change of its allocations is committed. */
    void wakeWatches(NodeId id) {
        List<Watch> waiting = watches.getOrDefault(id, List.of());
        long lastNews = server.committed().allocationsIndex(id);
        for (Watch watch : List.copyOf(waiting)) {
            if (lastNews > watch.afterIndex) {
                waiting.remove(watch);
                finish(id, watch);
            }
        }
        if (waiting.isEmpty()) {
            watches.remove(id);
        }
    }

    // --- What runs

    @Override
    public CompletionStage<UpdateReply> updateAllocations(NodeCredential who, List<AllocationUpdate> updates) {
        var answer = new CompletableFuture<UpdateReply>();
        server.request(answer, () -> updateNow(who, updates, answer));
        return answer;
    }

    private void updateNow(NodeCredential who, List<AllocationUpdate> updates, CompletableFuture<UpdateReply> answer) {
        if (authenticated(who, answer) == null) {
            return;
        }
        ClusterState view = pipeline.view();
        List<AllocationUpdate> fresh = new ArrayList<>();
        Set<Allocation> failed = new HashSet<>();
        for (AllocationUpdate update : updates) {
            Allocation known = view.allocation(update.id());
            if (known != null && !known.nodeId().equals(who.nodeId())) {
                fail(
                        answer,
                        GatewayException.Kind.INVALID,
                        "Allocation %s is not on node %s.".formatted(update.id(), who.nodeId()));
                return;
            }
            if (known == null || update.sequence() <= known.clientSequence()) {
                continue;
            }
            fresh.add(update);
            if (update.clientStatus() == ClientStatus.FAILED && known.clientStatus() != ClientStatus.FAILED) {
                failed.add(known);
            }
        }
        caughtUp.add(who.nodeId());
        if (fresh.isEmpty()) {
            answer.complete(new UpdateReply(server.committed().index()));
            return;
        }
        pipeline.propose(
                new Command.UpdateAllocationsFromNode(who.nodeId(), fresh, nodeEvaluations.forFailed(view, failed)),
                result -> answer(answer, result, UpdateReply::new));
    }

    // --- Who may call

    private @Nullable Node authenticated(NodeCredential who, CompletableFuture<?> answer) {
        Node node = pipeline.view().node(who.nodeId());
        if (node == null) {
            fail(answer, GatewayException.Kind.UNKNOWN_NODE, "Node %s is not registered.".formatted(who.nodeId()));
            return null;
        }
        if (!hasSecret(node, who)) {
            failBadSecret(answer, who);
            return null;
        }
        return node;
    }

    private static boolean hasSecret(Node node, NodeCredential who) {
        return MessageDigest.isEqual(
                node.secretHash().getBytes(StandardCharsets.UTF_8),
                hash(who.secret()).getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String secret) {
        return Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).toString();
    }

    private static String sentences(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    private static void failBadSecret(CompletableFuture<?> answer, NodeCredential who) {
        fail(
                answer,
                GatewayException.Kind.BAD_SECRET,
                "The secret of node %s is not the one it registered with.\nMaybe its data directory was copied or reset; give it a new id."
                        .formatted(who.nodeId()));
    }

    private static void fail(CompletableFuture<?> answer, GatewayException.Kind kind, String message) {
        answer.completeExceptionally(new GatewayException(kind, message));
    }

    private <T> void answer(CompletableFuture<T> answer, Pipeline.Result result, IndexReply<T> reply) {
        if (result instanceof Pipeline.Decided decided) {
            Rejection rejection = decided.result().rejection();
            if (rejection == null) {
                answer.complete(reply.at(decided.result().index()));
            } else {
                fail(answer, kindOf(rejection), rejection.message());
            }
        } else if (result instanceof Pipeline.NotDecided notDecided) {
            answer.completeExceptionally(unavailable(notDecided));
        } else {
            throw new AssertionError(result);
        }
    }

    private static GatewayException.Kind kindOf(Rejection rejection) {
        return switch (rejection.code()) {
            case WRONG_SECRET -> GatewayException.Kind.BAD_SECRET;
            case NOT_FOUND -> GatewayException.Kind.UNKNOWN_NODE;
            case STALE_TERM -> GatewayException.Kind.NOT_LEADER;
            default -> GatewayException.Kind.INVALID;
        };
    }

    static GatewayException unavailable(Pipeline.NotDecided notDecided) {
        GatewayException.Kind kind = switch (notDecided.reason()) {
            case NOT_LEADER -> GatewayException.Kind.NOT_LEADER;
            case OVERLOADED -> GatewayException.Kind.OVERLOADED;
            case TOO_LARGE -> GatewayException.Kind.INVALID;
            case UNKNOWN, CLOSED -> GatewayException.Kind.UNAVAILABLE;
        };
        return new GatewayException(kind, notDecided.message(), notDecided.retryAfter());
    }

    /** Makes a reply of the index at which a command took effect. */
    @FunctionalInterface
    private interface IndexReply<T> {
        T at(long index);
    }

    // --- Leadership

    int watching() {
        return watching;
    }

    /** Forgets everything and sends every waiting node away, when this server stops leading. */
    void clear() {
        Consumer<Watch> sendAway = watch -> {
            watch.timeout.cancel();
            fail(watch.answer, GatewayException.Kind.NOT_LEADER, "This server leads no longer.");
        };
        watches.values().forEach(waiting -> waiting.forEach(sendAway));
        watches.clear();
        watching = 0;
        caughtUp.clear();
    }
}
