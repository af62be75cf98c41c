package dev.berth.control;

import com.google.common.collect.ImmutableList;
import dev.berth.host.CommandLog;
import dev.berth.host.IdSource;
import dev.berth.host.NodeGateway;
import dev.berth.host.TimeSource;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.Eligibility;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.NodeId;
import dev.berth.schedule.SchedulerProvider;
import dev.berth.state.ClusterState;
import dev.berth.state.Command;
import dev.berth.state.ReplicatedState;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One server's control plane: jobs in, allocations out. It is the front door of everything between a job and the nodes.
 *
 * <p>Every server of a cluster has one over its own {@link ReplicatedState}. The host elects a leader by its own means and
 * calls {@link #lead} there and {@link #follow} elsewhere; only the leader takes requests and schedules. A single-server host
 * calls {@code lead(1)} once, and a higher term after each restart.
 *
 * <pre>{@code
 * ReplicatedState state = ReplicatedState.create();
 * CommandLog log = new MemoryCommandLog(List.of(state), executor, 1_024);
 * ControlPlane controlPlane = ControlPlane.builder(state, log, executor, time).build();
 * controlPlane.lead(1);
 * controlPlane.submit(job).thenAccept(outcome -> ...);
 * }</pre>
 *
 * <p><b>Thread-safety:</b> every method may be called from any thread; none blocks. <b>Threads:</b> none of its own: all work
 * runs on the executor that was handed in, one task at a time (the server loop), and stages complete there. <b>Bounds:</b> see
 * {@link ServerLimits}.
 */
public final class ControlPlane implements AutoCloseable {
    private final Server server;
    private final ReplicatedState replica;

    private ControlPlane(Builder builder) {
        this.replica = builder.replica;
        this.server = new Server(builder);
    }

    /**
     * Starts to build one; by default with secure ids, the default limits, and the schedulers found by
     * {@link ServiceLoader}.
     *
     * @param replica this server's state
     * @param log where commands go; it applies them to the replica
     * @param executor runs the server loop; any executor with at least one thread that does not run {@code replica.apply}
     * @param time clock and timers
     */
    public static Builder builder(ReplicatedState replica, CommandLog log, Executor executor, TimeSource time) {
        return new Builder(replica, log, executor, time);
    }

    // --- Leadership

    /**
     * Takes the lead: announces the term through the log, restores all services from the state, and starts to schedule.
     *
     * @param term the fencing token of the host's election, higher than any before
     * @return completes when this server leads, or tells why it does not
     */
    public CompletionStage<Outcome<Long>> lead(long term) {
        if (term < 1) {
            throw new IllegalArgumentException("The term (%d) must be 1 or more.".formatted(term));
        }
        return server.lead(term);
    }

    /** Stops leading: drops all services. Requests under way are answered as not led or unknown. Idempotent. */
    public CompletionStage<Void> follow() {
        return server.follow("The host told it to follow.");
    }

    // --- Jobs

    /** Submits a job with the {@linkplain SubmitOptions#defaults() default options}. */
    public CompletionStage<Outcome<Submission>> submit(Job job) {
        return submit(job, SubmitOptions.defaults());
    }

    /**
     * Submits a job: a new one, or a new version of one that is there.
     *
     * @param job as its author wrote it; defaults are filled in here
     * @return what became of it. All that is wrong with the job is reported at once
     */
    public CompletionStage<Outcome<Submission>> submit(Job job, SubmitOptions options) {
        return server.jobs().submit(job.canonical(), options);
    }

    /**
     * Stops a job: its allocations are stopped, and it stays known as stopped until it is collected.
     *
     * @param purge forget it at once
     */
    public CompletionStage<Outcome<Submission>> stop(JobKey job, boolean purge) {
        return server.jobs().stop(job, purge);
    }

    /** Lets the scheduler look at a job again. */
    public CompletionStage<Outcome<Submission>> evaluate(JobKey job) {
        return server.jobs().evaluate(job);
    }

    // --- Nodes

    /** Returns the end of the gateway that node agents call, in this JVM or through the host's transport. */
    public NodeGateway nodes() {
        return server.nodes();
    }

    /**
     * Sets whether new work may be placed on a node; what runs there stays.
     *
     * @return the state index of the change
     */
    public CompletionStage<Outcome<Long>> setEligibility(NodeId node, Eligibility eligibility) {
        return server.command(view -> new Command.UpdateNodeEligibility(node, eligibility, List.of()));
    }

    // --- Servers and levels

    /**
     * Notes which behaviour level another server supports; a follower's host calls it through its leader when the server
     * starts. The leader's own is noted by {@link #lead}.
     */
    public CompletionStage<Outcome<Long>> serverSupports(String serverId, int highestLevel) {
        return server.command(view -> new Command.AdvertiseSupport(serverId, highestLevel));
    }

    /** Raises the cluster's behaviour level, which every known server must support. It is never lowered. */
    public CompletionStage<Outcome<Long>> raiseBehaviourLevel(int level) {
        return server.command(view -> new Command.RaiseBehaviourLevel(level));
    }

    // --- Looking

    /** Returns the committed state as this server has it: immutable, consistent, kept as long as you like. O(1). */
    public ClusterState state() {
        return replica.state();
    }

    /** Completes when this server has applied the given state index, with a state that contains it. */
    public CompletionStage<ClusterState> awaitIndex(long index) {
        return server.awaitIndex(index);
    }

    /**
     * Subscribes to what happens from now on.
     *
     * @param name what to call the subscriber in logs and in {@link #status}
     * @param executor runs the subscriber; not the one that applies commands
     */
    public Subscription subscribe(String name, EventSubscriber subscriber, Executor executor) {
        return server.subscribe(name, subscriber, executor);
    }

    /** Explains what an evaluation led to; empty when it is not (or no longer) known. */
    public Optional<Explanation> explain(EvaluationId id) {
        return Optional.ofNullable(state().evaluation(id))
                .map(evaluation -> new Explanation.OfEvaluation(evaluation, evaluation.failedGroups()));
    }

    /** Explains the evaluation that says most about a job now: the one that waits for room, else the latest. */
    public Optional<Explanation> explain(JobKey job) {
        Evaluation latest = null;
        for (Evaluation evaluation : state().evaluationsByJob(job)) {
            if (latest == null || tellsMore(evaluation, latest)) {
                latest = evaluation;
            }
        }
        return latest == null ? Optional.empty() : explain(latest.id());
    }

    private static boolean tellsMore(Evaluation candidate, Evaluation other) {
        if (candidate.failedGroups().isEmpty() != other.failedGroups().isEmpty()
                && !other.status().terminal()) {
            return !candidate.failedGroups().isEmpty();
        }
        return candidate.modifyIndex() >= other.modifyIndex();
    }

    /**
     * Explains why an allocation is on its node, by making the decision again on the state it was made on. May take as long
     * as the decision did, on the caller's thread. Empty when the allocation is not known.
     */
    public Optional<Explanation> explain(AllocationId id) {
        Allocation allocation = state().allocation(id);
        return allocation == null
                ? Optional.empty()
                : Optional.of(new Explanation.OfAllocation(
                        allocation, server.explainer().explain(allocation)));
    }

    /** Returns how this server is doing. */
    public ControlPlaneStatus status() {
        return server.status();
    }

    /** Stops leading and takes no further requests. The log, the executor and the timers stay the host's. */
    @Override
    public void close() {
        server.close();
    }

    /** Builds a {@link ControlPlane}. Not thread-safe. */
    public static final class Builder {
        final ReplicatedState replica;
        final CommandLog log;
        final Executor executor;
        final TimeSource time;
        String serverId = "server";
        IdSource ids = IdSource.secure();
        ServerLimits limits = ServerLimits.defaults();

        @Nullable
        List<SchedulerProvider> schedulers;

        private Builder(ReplicatedState replica, CommandLog log, Executor executor, TimeSource time) {
            this.replica = replica;
            this.log = log;
            this.executor = executor;
            this.time = time;
        }

        /** Sets this server's id, unique and lasting among the cluster's servers; {@code server} by default. */
        public Builder serverId(String serverId) {
            this.serverId = serverId;
            return this;
        }

        /** Sets where ids come from; a seeded source makes a run reproducible. It is used on the server loop only. */
        public Builder ids(IdSource ids) {
            this.ids = ids;
            return this;
        }

        /** Sets the limits. */
        public Builder limits(ServerLimits limits) {
            this.limits = limits;
            return this;
        }

        /** Sets who decides, instead of what {@link ServiceLoader} finds; of two for a type of job the first wins. */
        public Builder schedulers(List<? extends SchedulerProvider> schedulers) {
            this.schedulers = ImmutableList.copyOf(schedulers);
            return this;
        }

        List<SchedulerProvider> providers() {
            return schedulers != null
                    ? schedulers
                    : ServiceLoader.load(SchedulerProvider.class).stream()
                            .map(ServiceLoader.Provider::get)
                            .toList();
        }

        /**
         * Returns the control plane, following.
         *
         * @throws IllegalStateException when no scheduler is found: {@code berth-scheduler-algorithms} is not on the path
         */
        public ControlPlane build() {
            return new ControlPlane(this);
        }
    }
}
