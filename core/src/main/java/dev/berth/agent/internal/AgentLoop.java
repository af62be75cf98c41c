package dev.berth.agent.internal;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.agent.AgentStatus;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.host.AllocationUpdate;
import dev.berth.host.NodeAllocations;
import dev.berth.host.NodeCredential;
import dev.berth.host.NodeGateway;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The heart of the agent: brings back what ran before, then does what the control plane says, allocation by allocation.
 * Confined to the agent's lane, but for the public methods.
 */
public final class AgentLoop implements ServerSession.Listener, AllocationRunner.Listener {
    private static final String CLOSING = "its node's agent is closing";

    private final AgentServices services;
    private final NodeDescription description;
    private final AtomicReference<Node> node;
    private final Lane lane;
    private final ServerSession session;
    private final StatusReporter reporter;
    private final ConcurrentSkipListMap<AllocationId, AllocationRunner> runners = new ConcurrentSkipListMap<>();
    private final SortedMap<AllocationId, SortedMap<String, AgentStore.KeptTask>> orphans;
    private final SortedSet<AllocationId> leaving = new TreeSet<>();
    private final SortedSet<AllocationId> ignored = new TreeSet<>();
    private final SortedSet<AllocationId> over = new TreeSet<>();
    private final List<AgentStore.Kept> kept;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private NodeRecord record;
    private volatile long seenIndex;
    private volatile boolean draining;
    private boolean askedForAll;
    private boolean finishing;

    AgentLoop(
            AgentServices services,
            NodeGateway gateway,
            NodeDescription description,
            AtomicReference<Node> node,
            NodeRecord record,
            AgentStore.Contents contents) {
        this.services = services;
        this.description = description;
        this.node = node;
        this.record = record;
        this.kept = contents.allocations();
        this.orphans = new TreeMap<>(contents.orphans());
        this.lane = services.lane("agent");
        var credential = new NodeCredential(record.id(), record.secret());
        this.session = new ServerSession(lane, gateway, credential, services, this);
        this.reporter =
                new StatusReporter(lane, gateway, credential, services.limits(), services.errors(), record.boots());
        this.seenIndex = Math.max(
                record.indexFloor(),
                kept.stream()
                        .mapToLong(one -> one.allocation().allocationModifyIndex())
                        .max()
                        .orElse(0));
    }

    /** Looks at the machine, brings back what ran, and turns to the control plane. */
    public void start() {
        lane.blocking(description::look, (looked, failure) -> {
            if (looked != null) {
                node.set(looked);
            } else if (failure != null) {
                services.errors().report("fingerprint", failure);
            }
            kept.forEach(one -> run(one.allocation(), one.local(), one.tasks(), true));
            session.register();
            lane.schedule(services.limits().fingerprintInterval(), this::lookAgain);
        });
    }

    /** Lets go of everything; tasks go on. */
    public void close() {
        lane.close();
        runners.values().forEach(AllocationRunner::close);
    }

    /** Ends all tasks; the stage completes when they are dead and the control plane has heard so, or could not be reached. */
    public CompletionStage<Void> drain() {
        lane.execute(() -> {
            draining = true;
            runners.values().forEach(runner -> runner.stopLocally(CLOSING));
            lookWhetherDrained();
        });
        return drained;
    }

    /** Any thread. */
    public AgentStatus status() {
        var statuses = new TreeMap<AllocationId, ClientStatus>();
        reporter.latest().forEach((id, update) -> statuses.put(id, update.clientStatus()));
        return new AgentStatus(
                record.id(),
                session.isRegistered(),
                Duration.ofNanos(services.time().monotonicNanos() - session.lastContactNanos()),
                seenIndex,
                ImmutableSortedMap.copyOfSorted(statuses),
                reporter.pending(),
                services.errors().snapshot());
    }

    // ---- the machine

    private void lookAgain() {
        lane.blocking(description::look, (looked, failure) -> {
            if (failure != null) {
                services.errors().report("fingerprint", failure);
            } else if (looked != null && !looked.equals(node.getAndSet(looked))) {
                session.register();
            }
            lane.schedule(services.limits().fingerprintInterval(), this::lookAgain);
        });
    }

    // ---- the control plane

    @Override
    public void registered() {
        reporter.resend();
    }

    @Override
    public void unknown() {
        reporter.pause();
    }

    @Override
    public void withoutContactFor(Duration duration) {
        runners.values().forEach(runner -> runner.withoutContactFor(duration));
    }

    @Override
    public long allocations(NodeAllocations answer, long watchedIndex) {
        if (answer.index() < seenIndex) {
            services.errors()
                    .report(
                            "watch",
                            "An answer of the control plane (index " + answer.index()
                                    + ") is older than what this node knows (" + seenIndex + ") and is ignored");
            return watchedIndex;
        }
        boolean news = answer.index() > seenIndex;
        seenIndex = answer.index();
        answer.changed().forEach(this::take);
        removeMissing(answer);
        services.contact().happened();
        return everythingKnown(answer, news) ? answer.index() : 0;
    }

    private void take(Allocation allocation) {
        AllocationRunner runner = runners.get(allocation.id());
        if (runner != null) {
            runner.update(allocation);
        } else if (isForUs(allocation)) {
            SortedMap<String, AgentStore.KeptTask> found = orphans.remove(allocation.id());
            run(allocation, LocalRecord.NONE, found == null ? Collections.emptySortedMap() : found, false);
        } else {
            ignored.add(allocation.id());
        }
    }

    /** What is over need not be begun; what is not ours or cannot be run is reported. */
    private boolean isForUs(Allocation allocation) {
        if (leaving.contains(allocation.id())
                || (allocation.clientTerminal() && !orphans.containsKey(allocation.id()))) {
            return false;
        }
        if (!allocation.nodeId().equals(record.id())) {
            services.errors()
                    .report("watch", "The allocation (" + allocation.id() + ") is another node's and is ignored");
            return false;
        }
        if (allocation.job().group(allocation.taskGroup()) == null) {
            refuse(allocation, "The job has no group (" + allocation.taskGroup() + ")");
            return false;
        }
        return true;
    }

    private void refuse(Allocation allocation, String reason) {
        reporter.changed(new AllocationUpdate(
                allocation.id(),
                0,
                ClientStatus.FAILED,
                "Setup Failure: " + reason,
                Collections.emptySortedMap(),
                null,
                null));
    }

    private void run(
            Allocation allocation, LocalRecord local, SortedMap<String, AgentStore.KeptTask> tasks, boolean restored) {
        var runner = new AllocationRunner(services, allocation, local, this);
        runners.put(allocation.id(), runner);
        runner.start(tasks, restored);
        if (draining) {
            runner.stopLocally(CLOSING);
        }
        if (lane.closed()) {
            runner.close(); // the agent was closed while this one was made
        }
    }

    /** What the control plane does not list any more is to go; first of all the answer's index is noted, see NodeRecord. */
    private void removeMissing(NodeAllocations answer) {
        var gone = new TreeMap<AllocationId, AllocationRunner>(runners);
        gone.keySet().removeIf(id -> answer.indexes().containsKey(id) || leaving.contains(id));
        List<AllocationId> remains = List.copyOf(orphans.keySet());
        if (!gone.isEmpty() || !remains.isEmpty()) {
            raiseFloor(answer.index());
        }
        leaving.addAll(gone.keySet());
        gone.values().forEach(AllocationRunner::remove);
        for (AllocationId id : remains) {
            SortedMap<String, AgentStore.KeptTask> tasks = orphans.get(id);
            if (!answer.indexes().containsKey(id) && tasks != null) {
                orphans.remove(id);
                cleanUp(id, tasks, 1);
            }
        }
        ignored.removeIf(id -> !answer.indexes().containsKey(id));
        reporter.latest().keySet().stream()
                .filter(id -> !answer.indexes().containsKey(id) && !runners.containsKey(id))
                .toList()
                .forEach(reporter::forget);
    }

    private void raiseFloor(long index) {
        try {
            services.store().write(record.atLeast(index));
            record = record.atLeast(index);
        } catch (IOException e) {
            services.errors().report("store", e);
        }
    }

    /** An allocation that is listed but unknown here was missed: then everything is asked for again, once per answer. */
    private boolean everythingKnown(NodeAllocations answer, boolean news) {
        boolean known = answer.indexes().keySet().stream()
                .allMatch(id -> runners.containsKey(id) || ignored.contains(id) || leaving.contains(id));
        if (known || (askedForAll && !news)) {
            askedForAll = false;
            return true;
        }
        askedForAll = true;
        return false;
    }

    /** Removes what is left of an allocation whose record is gone. */
    private void cleanUp(AllocationId id, SortedMap<String, AgentStore.KeptTask> tasks, int attempt) {
        lane.blocking(
                () -> {
                    for (AgentStore.KeptTask task : tasks.values()) {
                        destroyRuns(id, task.record());
                    }
                    services.directory(id).remove();
                    services.store().remove(id);
                    return id;
                },
                (done, failure) -> {
                    if (failure != null) {
                        services.errors().report("allocation " + id.shortForm(), failure);
                        lane.schedule(services.backoff().after(attempt), () -> cleanUp(id, tasks, attempt + 1));
                    }
                });
    }

    private void destroyRuns(AllocationId id, @Nullable TaskRecord task) {
        if (task == null || task.run() < 0) {
            return;
        }
        TaskHandle handle = task.handle();
        var key = new TaskKey(id.toUuid(), task.task(), task.run());
        for (TaskDriver driver : services.drivers().values()) {
            if (handle == null || handle.driver().equals(driver.name())) {
                driver.destroy(key, true);
            }
        }
    }

    // ---- the allocations

    @Override
    public void changed(AllocationUpdate update) {
        lane.execute(() -> reporter.changed(update));
    }

    @Override
    public void over(AllocationId id) {
        lane.execute(() -> {
            over.add(id);
            lookWhetherDrained();
        });
    }

    @Override
    public void removed(AllocationId id) {
        lane.execute(() -> {
            runners.remove(id);
            over.remove(id);
            leaving.remove(id);
            reporter.forget(id);
            lookWhetherDrained();
        });
    }

    /** When all are over, the last states are given a moment to be reported. */
    private void lookWhetherDrained() {
        if (!draining || finishing || !over.containsAll(runners.keySet())) {
            return;
        }
        finishing = true;
        finishDrain(services.time().monotonicNanos());
    }

    private void finishDrain(long sinceNanos) {
        long waited = services.time().monotonicNanos() - sinceNanos;
        if (reporter.idle() || waited >= services.limits().callTimeout().toNanos()) {
            drained.complete(null);
        } else {
            lane.schedule(services.limits().statusInterval(), () -> finishDrain(sinceNanos));
        }
    }
}
