package dev.berth.agent;

import dev.berth.host.AllocationUpdate;
import dev.berth.host.GatewayException;
import dev.berth.host.Heartbeat;
import dev.berth.host.HeartbeatReply;
import dev.berth.host.NodeAllocations;
import dev.berth.host.NodeCredential;
import dev.berth.host.NodeGateway;
import dev.berth.host.RegisterReply;
import dev.berth.host.TimeSource;
import dev.berth.host.UpdateReply;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.DesiredStatus;
import dev.berth.model.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A control plane of one node, with a network in between that can lose, repeat, delay and reorder. Confined to one thread.
 */
final class FakeControlPlane implements NodeGateway {
    /** What the network does to one call. */
    enum Fault {
        NONE,
        /** The request is lost, nobody answers. */
        LOSE_REQUEST,
        /** The request arrives, the answer is lost. */
        LOSE_REPLY,
        /** The request arrives twice. */
        REPEAT,
        /** The request arrives late, behind later ones. */
        DELAY_REQUEST,
        /** The answer arrives late. */
        DELAY_REPLY,
        /** The connection is refused. */
        REFUSE
    }

    private record Watcher(long afterIndex, CompletableFuture<NodeAllocations> reply) {}

    private final TimeSource time;
    private final TreeMap<AllocationId, Allocation> allocations = new TreeMap<>();
    private final TreeMap<AllocationId, AllocationUpdate> taken = new TreeMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<AllocationUpdate> received = new ArrayList<>();
    private final List<Node> registrations = new ArrayList<>();
    private Supplier<Fault> network = () -> Fault.NONE;
    private GatewayException.@Nullable Kind answer;
    private boolean known;
    private boolean leaveOutChanges;
    private long index = 10;
    private int heartbeats;
    private int updateCalls;

    FakeControlPlane(TimeSource time) {
        this.time = time;
    }

    // ---- what a test does

    void network(Supplier<Fault> value) {
        network = value;
    }

    /** Answers every call with this failure; {@code null} to work again. */
    void answer(GatewayException.@Nullable Kind kind) {
        answer = kind;
    }

    /** Forgets the node, as after a restore of an old state. */
    void forgetNode() {
        known = false;
    }

    void place(Allocation allocation) {
        put(allocation);
    }

    void stop(AllocationId id) {
        put(allocation(id).toBuilder().desiredStatus(DesiredStatus.STOP).build());
    }

    void put(Allocation allocation) {
        long now = ++index;
        allocations.put(
                allocation.id(),
                allocation.toBuilder()
                        .allocationModifyIndex(now)
                        .modifyIndex(now)
                        .build());
        answerWatchers();
    }

    void remove(AllocationId id) {
        index++;
        allocations.remove(id);
        answerWatchers();
    }

    Allocation allocation(AllocationId id) {
        Allocation known = allocations.get(id);
        if (known == null) {
            throw new AssertionError("No allocation " + id);
        }
        return known;
    }

    /** Returns what the control plane believes about an allocation. */
    @Nullable
    AllocationUpdate belief(AllocationId id) {
        return taken.get(id);
    }

    List<AllocationUpdate> received() {
        return received;
    }

    List<Node> registrations() {
        return registrations;
    }

    int heartbeats() {
        return heartbeats;
    }

    int updateCalls() {
        return updateCalls;
    }

    /** The next answer to a watch lists everything but holds no allocation. */
    void leaveOutChangesOnce() {
        leaveOutChanges = true;
    }

    /** Answers a watch with something old, as a server that lags behind would. */
    void answerWatchersWith(NodeAllocations answer) {
        List<Watcher> waiting = List.copyOf(watchers);
        watchers.clear();
        waiting.forEach(watcher -> watcher.reply().complete(answer));
    }

    // ---- the gateway

    @Override
    public CompletionStage<RegisterReply> register(NodeCredential who, Node node) {
        return call(() -> {
            registrations.add(node);
            known = true;
            return new RegisterReply(Duration.ofSeconds(10), index);
        });
    }

    @Override
    public CompletionStage<HeartbeatReply> heartbeat(NodeCredential who, Heartbeat heartbeat) {
        return call(() -> {
            requireKnown();
            heartbeats++;
            return new HeartbeatReply(Duration.ofSeconds(10), index);
        });
    }

    @Override
    public CompletionStage<UpdateReply> updateAllocations(NodeCredential who, List<AllocationUpdate> updates) {
        updateCalls++;
        return call(() -> {
            requireKnown();
            for (AllocationUpdate update : updates) {
                received.add(update);
                taken.merge(update.id(), update, (a, b) -> a.sequence() >= b.sequence() ? a : b);
            }
            return new UpdateReply(index);
        });
    }

    @Override
    public CompletionStage<NodeAllocations> watchAllocations(NodeCredential who, long afterIndex, Duration maxWait) {
        var reply = new CompletableFuture<NodeAllocations>();
        call(() -> {
                    requireKnown();
                    var watcher = new Watcher(afterIndex, new CompletableFuture<>());
                    watchers.add(watcher);
                    time.schedule(maxWait, () -> {
                        if (watchers.remove(watcher)) {
                            watcher.reply().complete(picture(afterIndex));
                        }
                    });
                    if (index > afterIndex) {
                        answerWatchers();
                    }
                    return watcher.reply();
                })
                .whenComplete((watched, failure) -> {
                    if (failure != null) {
                        reply.completeExceptionally(failure);
                    } else {
                        watched.thenAccept(reply::complete);
                    }
                });
        return reply;
    }

    private void answerWatchers() {
        for (Watcher watcher : List.copyOf(watchers)) {
            if (index > watcher.afterIndex() && watchers.remove(watcher)) {
                watcher.reply().complete(picture(watcher.afterIndex()));
            }
        }
    }

    NodeAllocations picture(long afterIndex) {
        var indexes = new TreeMap<AllocationId, Long>();
        allocations.forEach((id, allocation) -> indexes.put(id, allocation.allocationModifyIndex()));
        boolean leaveOut = leaveOutChanges;
        leaveOutChanges = false;
        return new NodeAllocations(
                index,
                indexes,
                allocations.values().stream()
                        .filter(allocation -> !leaveOut && allocation.allocationModifyIndex() > afterIndex)
                        .toList());
    }

    private void requireKnown() {
        if (!known) {
            throw new GatewayException(GatewayException.Kind.UNKNOWN_NODE, "The node is not registered.");
        }
    }

    private <T> CompletionStage<T> call(Supplier<T> work) {
        var reply = new CompletableFuture<T>();
        if (answer != null) {
            reply.completeExceptionally(new GatewayException(answer, "The test says " + answer + "."));
            return reply;
        }
        switch (network.get()) {
            case NONE -> perform(work, reply);
            case LOSE_REQUEST -> {}
            case LOSE_REPLY -> perform(work, new CompletableFuture<>());
            case REPEAT -> {
                perform(work, reply);
                perform(work, new CompletableFuture<>());
            }
            case DELAY_REQUEST -> time.schedule(Duration.ofMillis(1_500), () -> perform(work, reply));
            case DELAY_REPLY -> {
                var late = new CompletableFuture<T>();
                perform(work, late);
                time.schedule(
                        Duration.ofMillis(1_500),
                        () -> late.whenComplete((value, failure) -> {
                            if (failure == null) {
                                reply.complete(value);
                            } else {
                                reply.completeExceptionally(failure);
                            }
                        }));
            }
            case REFUSE ->
                reply.completeExceptionally(
                        new GatewayException(GatewayException.Kind.UNAVAILABLE, "Connection refused."));
        }
        return reply;
    }

    private static <T> void perform(Supplier<T> work, CompletableFuture<T> reply) {
        try {
            reply.complete(work.get());
        } catch (GatewayException e) {
            reply.completeExceptionally(e);
        }
    }
}
