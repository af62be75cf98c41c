package dev.berth.state;

import com.google.common.base.Preconditions;
import dev.berth.host.RequestId;
import dev.berth.state.internal.CommandRules;
import dev.berth.state.internal.RequestWindow;
import dev.berth.state.internal.StateChange;
import dev.berth.state.internal.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the cluster as a pure function: a state and a command give the next state and what became of the command.
 *
 * <p><b>Determinism:</b> the outcome depends on the arguments alone, on every machine and JVM. <b>Thread-safety:</b>
 * stateless but for the levels it supports. <b>Cost:</b> in proportion to what the command changes; committing a plan of a
 * thousand allocations costs a thousand steps, however large the cluster is.
 *
 * <p>Each decided command gets the next index, also a refused one; state time is the given time or the previous one plus a
 * nanosecond, whichever is later.
 */
public final class StateMachine {
    private final int highestLevel;

    /** Returns a machine that follows all levels of this version of Berth. */
    public StateMachine() {
        this(BehaviourLevel.HIGHEST);
    }

    private StateMachine(int highestLevel) {
        this.highestLevel = highestLevel;
    }

    /**
     * Returns a machine that follows levels up to the given one, as an older version of Berth does; to try a rolling
     * upgrade.
     *
     * @throws IllegalArgumentException if there is no such level
     */
    public static StateMachine supporting(int highestLevel) {
        Preconditions.checkArgument(
                highestLevel >= BehaviourLevel.FIRST && highestLevel <= BehaviourLevel.HIGHEST,
                "The behaviour level (%s) must lie in %s-%s.",
                highestLevel,
                BehaviourLevel.FIRST,
                BehaviourLevel.HIGHEST);
        return new StateMachine(highestLevel);
    }

    /** Returns the highest behaviour level this machine follows. */
    public int highestLevel() {
        return highestLevel;
    }

    /**
     * The next state, and what became of the command.
     *
     * @param state the same object as before when the command was a {@link CommandResult.Duplicate}
     */
    public record Transition(ClusterState state, CommandResult result) {}

    /**
     * Applies a command of the present leader that is no repetition: for tests, simulators, and plans laid over a state.
     */
    public Transition apply(ClusterState before, long epochNanos, Command command) {
        return decide(before, before.behaviourLevel(), epochNanos, command, null);
    }

    /**
     * Applies the content of a log entry: a repetition changes nothing, a leader's command of another term is refused.
     *
     * @throws NewerBerthNeededException if the entry, or the level it raises the cluster to, is beyond this machine; no
     *     state has been made
     */
    public Transition apply(ClusterState before, CommandEntry entry) {
        if (entry.level() > highestLevel) {
            throw NewerBerthNeededException.level(entry.level(), highestLevel);
        }
        RequestOutcome known = before.outcomeOf(entry.requestId());
        if (known != null) {
            return new Transition(before, new CommandResult.Duplicate(known.index(), known.rejection()));
        }
        Rejection fenced = fence(before, entry);
        if (fenced != null) {
            StateChange change = new StateChange(before.tables(), timeAfter(before, entry.epochNanos()));
            return refused(before, change, entry.command(), fenced, entry.requestId());
        }
        return decide(before, before.behaviourLevel(), entry.epochNanos(), entry.command(), entry.requestId());
    }

    private static @Nullable Rejection fence(ClusterState before, CommandEntry entry) {
        if (!entry.command().leaderOnly() || entry.term() == before.term()) {
            return null;
        }
        return Rejection.of(
                Rejection.Code.STALE_TERM,
                entry.term() < before.term()
                        ? "%s of term (%s) comes too late: term (%s) has begun."
                        : "%s of term (%s) comes too early: that term has not begun, it is (%s).",
                nameOf(entry.command()),
                entry.term(),
                before.term());
    }

    private Transition decide(
            ClusterState before, int level, long epochNanos, Command command, @Nullable RequestId request) {
        StateChange change = new StateChange(before.tables(), timeAfter(before, epochNanos));
        Rejection refusal = level < command.sinceLevel() ? tooEarly(command, level) : write(change, command);
        if (refusal != null) {
            StateChange unchanged = new StateChange(before.tables(), timeAfter(before, epochNanos));
            return refused(before, unchanged, command, refusal, request);
        }
        RequestOutcome outcome = request == null ? null : new RequestOutcome(request, change.index(), null);
        Tables after = change.commit(remembering(before.tables(), change.level(), outcome));
        if (after.level() > highestLevel) {
            throw NewerBerthNeededException.level(after.level(), highestLevel);
        }
        return new Transition(new ClusterState(after), new CommandResult.Applied(change.index(), change.events()));
    }

    private static @Nullable Rejection write(StateChange change, Command command) {
        try {
            Rejection refusal = CommandRules.write(change, command);
            if (refusal == null) {
                change.settle();
            }
            return refusal;
        } catch (ArithmeticException e) {
            return Rejection.of(
                    Rejection.Code.OVERFLOW,
                    "%s was refused, for its amounts are too large to be added up: %s",
                    nameOf(command),
                    String.valueOf(e.getMessage()));
        }
    }

    private static Rejection tooEarly(Command command, int level) {
        return Rejection.of(
                Rejection.Code.LEVEL_TOO_LOW,
                "%s needs behaviour level (%s), the cluster is at (%s): upgrade all servers first.",
                nameOf(command),
                command.sinceLevel(),
                level);
    }

    private static Transition refused(
            ClusterState before,
            StateChange unchanged,
            Command command,
            Rejection refusal,
            @Nullable RequestId request) {
        boolean remembers = before.behaviourLevel() >= BehaviourLevel.REMEMBERED_REFUSALS;
        RequestOutcome outcome =
                request != null && remembers ? new RequestOutcome(request, unchanged.index(), refusal) : null;
        Tables after = unchanged.commit(remembering(before.tables(), before.behaviourLevel(), outcome));
        CommandResult result = new CommandResult.Rejected(after.index(), after.timeNanos(), nameOf(command), refusal);
        return new Transition(new ClusterState(after), result);
    }

    private static RequestWindow remembering(Tables before, int level, @Nullable RequestOutcome outcome) {
        return outcome == null ? before.requests() : before.requests().with(outcome, RequestWindow.limitAt(level));
    }

    private static long timeAfter(ClusterState before, long epochNanos) {
        return Math.max(before.timeNanos() + 1, epochNanos);
    }

    private static String nameOf(Command command) {
        return command.getClass().getSimpleName();
    }
}
