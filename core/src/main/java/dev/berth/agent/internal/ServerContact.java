package dev.berth.agent.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the control plane has said, since this agent started, what the node is to run. A task that was lost while no
 * agent watched is not started again before: its job may have been stopped meanwhile. Thread-safe.
 */
public final class ServerContact {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean happened;

    /** Runs a step on a lane once there was contact; at once when there was. */
    void whenHappened(Lane lane, Runnable step) {
        synchronized (this) {
            if (!happened) {
                waiting.add(() -> lane.execute(step));
                return;
            }
        }
        lane.execute(step);
    }

    /** Notes the contact. */
    void happened() {
        List<Runnable> steps;
        synchronized (this) {
            happened = true;
            steps = List.copyOf(waiting);
            waiting.clear();
        }
        steps.forEach(Runnable::run);
    }
}
