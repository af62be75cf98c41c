package dev.berth.state;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a command. Data, equal on every replica. May grow: keep a default branch. */
public sealed interface CommandResult {

    /** Returns the index at which the outcome was decided; for a repeated request that of the first time. */
    long index();

    /** Returns what the command made happen, in order; of a refusal only that. Unmodifiable. */
    default List<Event> events() {
        return List.of();
    }

    /** Returns why it was refused, null when it was not. */
    default @Nullable Rejection rejection() {
        return null;
    }

    /**
     * The command took effect.
     *
     * @param index the index of the command
     * @param events what happened, in order
     */
    record Applied(long index, List<Event> events) implements CommandResult {
        public Applied {
            events = ImmutableList.copyOf(events);
        }
    }

    /**
     * The command was refused and changed nothing but index and time.
     *
     * @param index the index of the command
     * @param epochNanos the state time of the command
     * @param command the name of its kind
     * @param rejection why
     */
    record Rejected(long index, long epochNanos, String command, Rejection rejection) implements CommandResult {
        @Override
        public List<Event> events() {
            return ImmutableList.of(new Event.CommandRejected(index, epochNanos, command, rejection));
        }
    }

    /**
     * The request had been decided before; this time nothing changed, not even the index.
     *
     * @param index the index of the first time
     * @param rejection why it was refused then; null when it took effect
     */
    record Duplicate(long index, @Nullable Rejection rejection) implements CommandResult {}
}
