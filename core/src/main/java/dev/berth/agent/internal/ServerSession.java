package dev.berth.agent.internal;

import dev.berth.agent.AgentLimits;
import dev.berth.host.Cancellable;
import dev.berth.host.GatewayException;
import dev.berth.host.Heartbeat;
import dev.berth.host.HeartbeatReply;
import dev.berth.host.NodeAllocations;
import dev.berth.host.NodeCredential;
import dev.berth.host.NodeGateway;
import dev.berth.host.RegisterReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the node known to the control plane and its allocations known to the node: registers, sends heartbeats, and
 * watches, each again after a failure, for as long as the agent lives. Confined to the agent's lane.
 */
final class ServerSession {
    /** What the session tells the agent, on its lane. */
    interface Listener {
        void registered();

        /** The control plane does not know the node, or turns it away. */
        void unknown();

        /** Returns the index to watch from next; the present one to wait for another answer. */
        long allocations(NodeAllocations answer, long watchedIndex);

        /** There was no sign of life for this long. */
        void withoutContactFor(Duration duration);
    }

    private static final Backoff REGISTER_BASE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST_HEARTBEAT_RETRY = Duration.ofSeconds(5);

    private final Lane lane;
    private final NodeGateway gateway;
    private final NodeCredential credential;
    private final AgentServices services;
    private final AgentLimits limits;
    private final Listener listener;

    private Duration timeToLive = Duration.ofSeconds(10);
    private long heartbeats;
    private volatile long lastContactNanos;
    private long watchedIndex;
    private int registerFailures;
    private int watchFailures;
    private boolean registering;
    private boolean registerAgain;
    private volatile boolean registered;
    private boolean watching;
    private boolean refused;
    private @Nullable Cancellable heartbeatTimer;

    ServerSession(
            Lane lane, NodeGateway gateway, NodeCredential credential, AgentServices services, Listener listener) {
        this.lane = lane;
        this.gateway = gateway;
        this.credential = credential;
        this.services = services;
        this.limits = services.limits();
        this.listener = listener;
        this.lastContactNanos = services.time().monotonicNanos();
    }

    boolean isRegistered() {
        return registered;
    }

    long lastContactNanos() {
        return lastContactNanos;
    }

    /** Registers the node as it is now. */
    void register() {
        if (refused) {
            return;
        }
        if (registering) {
            registerAgain = true;
            return;
        }
        registering = true;
        lane.within(
                limits.callTimeout(),
                () -> gateway.register(credential, services.node().get()),
                this::registerAnswered);
    }

    private void registerAnswered(@Nullable RegisterReply reply, @Nullable Throwable failure) {
        registering = false;
        if (reply == null) {
            failed("register", failure);
            Backoff backoff = new Backoff(REGISTER_BASE.base(), limits.registerRetry());
            lane.schedule(spread(backoff.after(++registerFailures)), this::register);
            return;
        }
        services.errors().clear("register");
        contact();
        registerFailures = 0;
        registered = true;
        timeToLive = reply.timeToLive();
        listener.registered();
        Duration first = shorter(limits.maxFirstHeartbeat(), timeToLive.dividedBy(2));
        scheduleHeartbeat(fraction(first, 0, 1_000));
        if (registerAgain) {
            registerAgain = false;
            register();
        }
        watch();
    }

    // ---- heartbeats

    private void scheduleHeartbeat(Duration delay) {
        if (heartbeatTimer != null) {
            heartbeatTimer.cancel();
        }
        heartbeatTimer = lane.schedule(delay, this::heartbeat);
    }

    private void heartbeat() {
        if (!registered || refused) {
            return;
        }
        lane.within(
                limits.callTimeout(),
                () -> gateway.heartbeat(credential, Heartbeat.of(++heartbeats)),
                this::heartbeatAnswered);
    }

    private void heartbeatAnswered(@Nullable HeartbeatReply reply, @Nullable Throwable failure) {
        if (reply == null) {
            failed("heartbeat", failure);
            long silence = services.time().monotonicNanos() - lastContactNanos;
            listener.withoutContactFor(Duration.ofNanos(silence));
            if (registered) {
                scheduleHeartbeat(longer(SHORTEST, shorter(LONGEST_HEARTBEAT_RETRY, timeToLive.dividedBy(4))));
            }
            return;
        }
        services.errors().clear("heartbeat");
        contact();
        timeToLive = reply.timeToLive();
        scheduleHeartbeat(longer(SHORTEST, fraction(timeToLive, 500, 250)));
    }

    // ---- watching

    private void watch() {
        if (watching || !registered || refused) {
            return;
        }
        watching = true;
        lane.within(
                limits.watchWait().plus(limits.callTimeout()),
                () -> gateway.watchAllocations(credential, watchedIndex, limits.watchWait()),
                this::watchAnswered);
    }

    private void watchAnswered(@Nullable NodeAllocations answer, @Nullable Throwable failure) {
        watching = false;
        if (answer == null) {
            failed("watch", failure);
            Backoff backoff = new Backoff(SHORTEST.multipliedBy(5), limits.registerRetry());
            lane.schedule(spread(backoff.after(++watchFailures)), this::watch);
            return;
        }
        services.errors().clear("watch");
        watchFailures = 0;
        contact();
        long before = watchedIndex;
        watchedIndex = listener.allocations(answer, before);
        // An answer without news came early: a server that does so all the time must not keep us busy.
        lane.schedule(watchedIndex > before ? Duration.ZERO : SHORTEST, this::watch);
    }

    // ---- both

    private void failed(String call, @Nullable Throwable failure) {
        services.errors()
                .report(call, failure == null ? "The control plane gave no answer" : ErrorLog.sentence(failure));
        GatewayException.Kind kind = failure instanceof GatewayException known ? known.kind() : null;
        if (kind == GatewayException.Kind.BAD_SECRET) {
            refused = true;
            registered = false;
            services.errors()
                    .report(
                            "node",
                            "The control plane knows this node (" + credential.nodeId()
                                    + ") with another secret. Maybe give the agent an empty data directory.");
            listener.unknown();
        } else if (kind == GatewayException.Kind.UNKNOWN_NODE && registered) {
            registered = false;
            listener.unknown();
            register();
        }
    }

    private void contact() {
        lastContactNanos = services.time().monotonicNanos();
    }

    /** Between {@code from} and {@code from + width} thousandths of a duration, at random. */
    private Duration fraction(Duration whole, long from, long width) {
        long thousandths = from + Long.remainderUnsigned(services.jitter(), width);
        return Duration.ofNanos(whole.toNanos() / 1_000 * thousandths);
    }

    private Duration spread(Duration wait) {
        return fraction(wait, 750, 250);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
