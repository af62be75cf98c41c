package dev.berth.agent.internal;

import dev.berth.model.Lifecycle;
import dev.berth.model.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A task as the lifecycle rules see it.
 *
 * @param lifecycle {@code null} for a main task
 * @param started it was running at some time
 */
record TaskView(
        String name,
        @Nullable Lifecycle lifecycle,
        boolean leader,
        TaskState.State state,
        boolean failed,
        boolean started) {

    boolean isMain() {
        return lifecycle == null;
    }

    boolean isHook(Lifecycle.Hook hook) {
        return lifecycle != null && lifecycle.hook() == hook;
    }

    boolean isSidecar() {
        return lifecycle != null && lifecycle.sidecar() && lifecycle.hook() != Lifecycle.Hook.POSTSTOP;
    }

    boolean dead() {
        return state == TaskState.State.DEAD;
    }

    boolean running() {
        return state == TaskState.State.RUNNING;
    }

    boolean succeeded() {
        return dead() && !failed;
    }
}
