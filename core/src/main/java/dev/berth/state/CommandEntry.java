package dev.berth.state;

import com.google.common.base.Preconditions;
import dev.berth.host.RequestId;

/**
 * A command with what it needs to be decided the same way everywhere: the content of one log entry.
 *
 * @param requestId by which a repetition is recognised
 * @param term the proposer's term; 0 when it does not lead, then only commands that need no leader are accepted
 * @param level the behaviour level the proposer saw; a replica that cannot follow it stops
 * @param epochNanos the proposer's clock, nanoseconds since the epoch; state time is this or the previous time + 1
 * @param command what to do
 */
public record CommandEntry(RequestId requestId, long term, int level, long epochNanos, Command command) {

    public CommandEntry {
        Preconditions.checkArgument(term >= 0, "The term (%s) must not be negative.", term);
        Preconditions.checkArgument(
                level >= BehaviourLevel.FIRST, "The level (%s) must be %s or more.", level, BehaviourLevel.FIRST);
    }
}
