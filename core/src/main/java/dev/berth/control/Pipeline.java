package dev.berth.control;

import dev.berth.host.CommandLog;
import dev.berth.host.CommandLog.Committed;
import dev.berth.host.CommandLog.ProposeOutcome;
import dev.berth.host.CommandLog.Refused;
import dev.berth.host.IdSource;
import dev.berth.host.RequestId;
import dev.berth.host.TimeSource;
import dev.berth.state.ClusterState;
import dev.berth.state.Command;
import dev.berth.state.CommandEntry;
import dev.berth.state.CommandResult;
import dev.berth.state.ReplicatedState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proposes the leader's commands in order and, without waiting for their commit, shows the state they lead to.
 *
 * <p>Applying a command is pure, so the state after it is known when it is proposed: {@link #view()} is the committed state
 * with every command in flight applied on top. When the log refuses one, the states built on it are worthless: nothing
 * further is proposed until the rest has been answered, and the view starts again from the committed state.
 *
 * <p>Confined to the server loop, except {@link #applied}.
 */
final class Pipeline {
    /* Implementation note: `awaited` is the one structure shared with the applying thread. An entry is put in before the
     * command is proposed and taken out by the loop after the log's answer; the log promises that the replica has applied
     * an entry before it answers, so the result is there. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** How a proposal ended. */
    sealed interface Result permits Decided, NotDecided {}

    /** The command was applied; the cluster may still have rejected it. */
    record Decided(CommandResult result) implements Result {}

    /** The command was not applied, or nobody knows. */
    record NotDecided(
            Outcome.Reason reason, String message, @Nullable Duration retryAfter) implements Result {}

    /** What the pipeline needs of the server loop. */
    interface Loop {
        /** Runs a task on the loop, soon. */
        void post(Runnable task);

        /** Says that this server can lead no longer. */
        void deposed(String why);
    }

    private static final class Awaited {
        private volatile @Nullable CommandResult result;
    }

    private record InFlight(RequestId id, ClusterState after, Awaited awaited, Consumer<Result> whenDone) {}

    private final CommandLog log;
    private final ReplicatedState replica;
    private final TimeSource time;
    private final IdSource ids;
    private final ServerLimits limits;
    private final CallbackErrors errors;
    private final Loop loop;
    private final Map<RequestId, Awaited> awaited = new ConcurrentHashMap<>();
    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private long term;
    private boolean broken;

    Pipeline(
            CommandLog log,
            ReplicatedState replica,
            TimeSource time,
            IdSource ids,
            ServerLimits limits,
            CallbackErrors errors,
            Loop loop) {
        this.log = log;
        this.replica = replica;
        this.time = time;
        this.ids = ids;
        this.limits = limits;
        this.errors = errors;
        this.loop = loop;
    }

    /** Starts to propose under a term. */
    void lead(long newTerm) {
        term = newTerm;
    }

    /** Returns the state as it will be when everything in flight has been committed. */
    ClusterState view() {
        InFlight last = inFlight.peekLast();
        return last == null || broken ? replica.state() : last.after();
    }

    /** Returns how many commands are in flight. */
    int depth() {
        return inFlight.size();
    }

    /** Returns whether another command may be proposed now. */
    boolean accepts() {
        return !broken && inFlight.size() < limits.proposals();
    }

    /**
     * Proposes a command.
     *
     * @param whenDone called on the server loop, once
     */
    void propose(Command command, Consumer<Result> whenDone) {
        if (!accepts()) {
            whenDone.accept(new NotDecided(
                    Outcome.Reason.OVERLOADED,
                    "%d commands are on their way already.".formatted(inFlight.size()),
                    limits.retryAfter()));
            return;
        }
        ClusterState before = view();
        CommandEntry entry =
                new CommandEntry(ids.nextRequestId(), term, before.behaviourLevel(), time.epochNanos(), command);
        byte[] bytes = replica.encode(entry);
        ClusterState after = replica.anticipate(before, entry);
        InFlight proposal = new InFlight(entry.requestId(), after, new Awaited(), whenDone);
        awaited.put(entry.requestId(), proposal.awaited);
        inFlight.addLast(proposal);
        proposeToLog(bytes).whenComplete((outcome, error) -> loop.post(() -> answered(proposal, outcome, error)));
    }

    private CompletionStage<ProposeOutcome> proposeToLog(byte[] bytes) {
        try {
            return log.propose(term, List.of(bytes));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Notes what became of an entry. Called by the applying thread. */
    void applied(RequestId requestId, CommandResult result) {
        Awaited waiting = awaited.get(requestId);
        if (waiting != null) {
            waiting.result = result;
        }
    }

    private void answered(InFlight proposal, @Nullable ProposeOutcome outcome, @Nullable Throwable error) {
        CommandResult result = proposal.awaited.result;
        if (result != null) {
            finish(proposal, new Decided(result));
        } else if (outcome instanceof Refused refused) {
            broken = true;
            finish(proposal, notDecided(refused));
        } else {
            broken = true;
            String message = outcome instanceof Committed
                    ? "The log confirmed a command that this server's replica has not applied."
                    : outcome == null ? "The log failed: " + error : "The log lost the answer: " + outcome;
            errors.record("command log", new IllegalStateException(message, error));
            lookFor(proposal, time.monotonicNanos() + limits.unknownOutcome().toNanos());
        }
    }

    private NotDecided notDecided(Refused refused) {
        return switch (refused.reason()) {
            case NOT_LEADER -> {
                loop.deposed(refused.message());
                yield new NotDecided(Outcome.Reason.NOT_LEADER, refused.message(), null);
            }
            case CLOSED -> {
                loop.deposed(refused.message());
                yield new NotDecided(Outcome.Reason.CLOSED, refused.message(), null);
            }
            case TOO_LARGE -> new NotDecided(Outcome.Reason.TOO_LARGE, refused.message(), null);
            case OVERLOADED -> new NotDecided(Outcome.Reason.OVERLOADED, refused.message(), refused.retryAfter());
        };
    }

    /** Waits for a command whose answer was lost to show up in the state; gives up leading when it does not. */
    private void lookFor(InFlight proposal, long giveUpNanos) {
        CommandResult result = proposal.awaited.result;
        if (result != null) {
            finish(proposal, new Decided(result));
        } else if (time.monotonicNanos() - giveUpNanos >= 0) {
            String message = "A command's outcome stayed unknown for %s.".formatted(limits.unknownOutcome());
            finish(proposal, new NotDecided(Outcome.Reason.UNKNOWN, message, null));
            loop.deposed(message);
        } else {
            time.schedule(LOOK_AGAIN, () -> loop.post(() -> lookFor(proposal, giveUpNanos)));
        }
    }

    private void finish(InFlight proposal, Result result) {
        awaited.remove(proposal.id);
        inFlight.remove(proposal);
        if (inFlight.isEmpty()) {
            broken = false;
        }
        proposal.whenDone.accept(result);
    }
}
