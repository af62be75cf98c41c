package dev.berth.agent.internal;

import dev.berth.agent.AgentLimits;
import dev.berth.host.AllocationUpdate;
import dev.berth.host.GatewayException;
import dev.berth.host.NodeCredential;
import dev.berth.host.NodeGateway;
import dev.berth.model.AllocationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Reports the states of allocations: changed ones, the latest picture of each, in batches, again and again until the
 * control plane has answered. Confined to the agent's lane, but for {@link #latest}.
 */
final class StatusReporter {
    private final Lane lane;
    private final NodeGateway gateway;
    private final NodeCredential credential;
    private final AgentLimits limits;
    private final ErrorLog errors;
    private final ConcurrentSkipListMap<AllocationId, AllocationUpdate> latest = new ConcurrentSkipListMap<>();
    private final TreeMap<AllocationId, AllocationUpdate> dirty = new TreeMap<>();
    private long sequence;
    private int batch;
    private boolean enabled;
    private boolean scheduled;
    private boolean inFlight;
    private volatile int pending;

    /**
     * Creates one.
     *
     * @param boots how often this node has been started: updates of a later start have higher sequences
     */
    StatusReporter(
            Lane lane, NodeGateway gateway, NodeCredential credential, AgentLimits limits, ErrorLog errors, int boots) {
        this.lane = lane;
        this.gateway = gateway;
        this.credential = credential;
        this.limits = limits;
        this.errors = errors;
        this.sequence = (long) boots << 32;
        this.batch = limits.maxUpdatesPerReport();
    }

    /** Returns what was last said about each allocation. Any thread. */
    SortedMap<AllocationId, AllocationUpdate> latest() {
        return latest;
    }

    /** Returns how many updates wait to be taken by the control plane. Any thread. */
    int pending() {
        return pending;
    }

    /** Returns whether the control plane has taken everything. */
    boolean idle() {
        return dirty.isEmpty() && !inFlight;
    }

    /** Takes a new picture. */
    void changed(AllocationUpdate update) {
        latest.put(update.id(), update);
        dirty.put(update.id(), update);
        schedule(limits.statusInterval());
    }

    /** Nothing more is to be said about an allocation. */
    void forget(AllocationId id) {
        latest.remove(id);
        dirty.remove(id);
        pending = dirty.size();
    }

    /** The node is registered (again): everything is said once more, since the control plane may have lost it. */
    void resend() {
        enabled = true;
        dirty.putAll(latest);
        schedule(Duration.ZERO);
    }

    /** The node is not known to the control plane: nothing is said until it is. */
    void pause() {
        enabled = false;
    }

    private void schedule(Duration delay) {
        pending = dirty.size();
        if (enabled && !scheduled && !inFlight && !dirty.isEmpty()) {
            scheduled = true;
            lane.schedule(delay, this::send);
        }
    }

    private void send() {
        scheduled = false;
        if (!enabled || inFlight || dirty.isEmpty()) {
            return;
        }
        inFlight = true;
        List<AllocationUpdate> updates = take();
        lane.within(limits.callTimeout(), () -> gateway.updateAllocations(credential, updates), (reply, failure) -> {
            inFlight = false;
            if (failure == null) {
                errors.clear("status report");
                batch = limits.maxUpdatesPerReport();
                schedule(limits.statusInterval());
            } else {
                failed(updates, failure);
            }
        });
    }

    private List<AllocationUpdate> take() {
        var updates = new ArrayList<AllocationUpdate>();
        while (!dirty.isEmpty() && updates.size() < batch) {
            updates.add(numbered(dirty.pollFirstEntry().getValue()));
        }
        return updates;
    }

    private AllocationUpdate numbered(AllocationUpdate update) {
        return new AllocationUpdate(
                update.id(),
                ++sequence,
                update.clientStatus(),
                update.clientDescription(),
                update.taskStates(),
                update.health(),
                update.networkStatus());
    }

    private void failed(List<AllocationUpdate> updates, Throwable failure) {
        errors.report("status report", ErrorLog.sentence(failure));
        GatewayException known = failure instanceof GatewayException gatewayFailure ? gatewayFailure : null;
        if (known != null && known.kind() == GatewayException.Kind.INVALID) {
            if (updates.size() == 1) {
                schedule(limits.statusInterval()); // it will never be taken: the others are not to wait for it
                return;
            }
            batch = 1; // find out which one it is
        }
        updates.forEach(update -> {
            AllocationUpdate now = latest.get(update.id());
            if (now != null) {
                dirty.putIfAbsent(update.id(), now);
            }
        });
        schedule(wait(known));
    }

    private Duration wait(@Nullable GatewayException failure) {
        Duration told = failure == null ? null : failure.retryAfter();
        if (failure != null && failure.kind() == GatewayException.Kind.INVALID) {
            return limits.statusInterval();
        }
        return told == null ? limits.statusRetry() : told;
    }
}
