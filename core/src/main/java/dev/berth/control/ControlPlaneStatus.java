package dev.berth.control;

import com.google.common.collect.ImmutableSortedMap;
import java.util.SortedMap;

/**
 * How a control plane is doing: what an operator looks at first. Immutable. May grow.
 *
 * @param role whether this server leads
 * @param term the term it leads or last saw
 * @param appliedIndex state index of the last applied command
 * @param behaviourLevel the cluster's behaviour level
 * @param queues how full each queue is, by name
 * @param callbackErrors the last error of each callback of the host, by its name
 */
public record ControlPlaneStatus(
        Role role,
        long term,
        long appliedIndex,
        int behaviourLevel,
        SortedMap<String, QueueDepth> queues,
        SortedMap<String, CallbackError> callbackErrors) {

    public ControlPlaneStatus {
        queues = ImmutableSortedMap.copyOfSorted(queues);
        callbackErrors = ImmutableSortedMap.copyOfSorted(callbackErrors);
    }

    /** What a server does. */
    public enum Role {
        /** It takes commands and schedules. */
        LEADER,
        /** It applies what the leader commits, and answers reads. */
        FOLLOWER
    }

    /**
     * How full a queue is.
     *
     * @param depth how many entries wait, about
     * @param limit at how many further ones are refused
     */
    public record QueueDepth(int depth, int limit) {}

    /**
     * The last error of a callback.
     *
     * @param message what it threw
     * @param epochNanos when, nanoseconds since the epoch
     * @param count how often it has failed so far
     */
    public record CallbackError(String message, long epochNanos, long count) {}
}
