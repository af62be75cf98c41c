package dev.berth.control;

import dev.berth.state.Event;

/**
 * Gets what happens in the cluster, in the order of the log, on leader and followers alike.
 *
 * <p>Calls come one at a time, on the executor that was given with the subscription, never on the thread that applies
 * commands. What it throws is recorded in {@link ControlPlaneStatus#callbackErrors()} and the next event follows. Ignore
 * kinds of events you do not know: more will come.
 */
@FunctionalInterface
public interface EventSubscriber {

    /** Gets one event. */
    void onEvent(Event event);

    /**
     * Says that events were skipped because this subscriber is too slow: look at the state instead of at the events of these
     * indexes.
     *
     * @param firstIndex state index of the first skipped command
     * @param lastIndex state index of the last one
     */
    default void onGap(long firstIndex, long lastIndex) {}
}
