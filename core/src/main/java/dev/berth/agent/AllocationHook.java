package dev.berth.agent;

import dev.berth.model.Allocation;
import java.util.Map;

/**
 * Work around an allocation and its tasks that is not a driver's: fetching artifacts, rendering templates, mounting
 * volumes, registering services. Hooks are called in the order they were given to the agent, and for what undoes things
 * in the reverse order.
 *
 * <p><b>Threads:</b> on the agent's workers; a method may block, and must give up when the allocation's work is worth nothing
 * any more only if it can wait forever. Calls for one allocation do not overlap, calls for different ones do.
 *
 * <p><b>Twice, and after a crash:</b> every method may be called again for the same allocation, and must then complete what is
 * missing and leave what is there: after a restart of the agent {@link #prerun} is called once more for every allocation
 * that is not over. {@link #postrun} undoes {@link #prerun} and is called for every hook whose {@code prerun} was begun,
 * also when that failed or the agent crashed in it; it must cope with half of it.
 *
 * <p><b>Failures:</b> what {@link #prerun} throws fails the allocation ("Setup Failure"), which the control plane may place
 * elsewhere. What {@link #prestart} throws counts as a failed start of the task, under its restart policy. What the others
 * throw is reported and the agent goes on.
 */
public interface AllocationHook {

    /** Returns the name in events, reports and the agent's records: constant and unique among the hooks of an agent. */
    String name();

    /** Prepares an allocation, before any of its tasks starts; its directories exist. */
    default void prerun(Scope scope) throws Exception {}

    /** Takes notice of a new version of the allocation, while it runs. */
    default void updated(Scope scope) throws Exception {}

    /**
     * Prepares a run of a task, after all {@link #prerun}; the task's directories exist.
     *
     * @return variables to add to the task's environment
     */
    default Map<String, String> prestart(Scope scope, String task) throws Exception {
        return Map.of();
    }

    /** A run of a task began; its ports may be opened any moment. Also called when a running task was adopted. */
    default void poststart(Scope scope, String task) throws Exception {}

    /** The allocation will be stopped: tell its clients, before its group's shutdown delay and the kill signals. */
    default void stopping(Scope scope) throws Exception {}

    /** A run of a task is over, however it ended; another may follow. */
    default void exited(Scope scope, String task) throws Exception {}

    /** All tasks are dead: undo {@link #prerun}. The directories exist still. */
    default void postrun(Scope scope) throws Exception {}

    /** What a hook works on. Immutable. */
    interface Scope {
        /** Returns the allocation as the control plane sees it now. */
        Allocation allocation();

        /** Returns where its directories are. */
        AllocationDirectory directory();
    }
}
