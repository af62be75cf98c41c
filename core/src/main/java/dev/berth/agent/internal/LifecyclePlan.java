package dev.berth.agent.internal;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.berth.model.Lifecycle;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * Which tasks of an allocation may start now and which are to end, given where all of them stand. Applied after each change
 * of a task until nothing changes any more; saying the same again is harmless.
 *
 * <p>Prestart tasks go first: those without sidecar must succeed and sidecars must run before the main tasks start; poststart
 * tasks follow when all main tasks run; poststop tasks when everything else is dead. When the main tasks are dead, sidecars
 * end. A failed task or a dead leader ends the others. On a stop, the leader ends first, then the main tasks, last sidecars.
 *
 * <p><b>Determinism:</b> a function of its arguments.
 *
 * @param start names of tasks that may start; those that run or are dead may be among them
 * @param kill names of tasks to end with the reason
 */
record LifecyclePlan(SortedSet<String> start, SortedMap<String, KillReason> kill) {

    /** How far an allocation is on its way out. */
    enum Stopping {
        NO,
        /** Tasks end, poststop tasks still run. */
        TASKS,
        /** Everything ends. */
        EVERYTHING
    }

    static LifecyclePlan of(List<TaskView> tasks, Stopping stopping) {
        var plan = new Planner(tasks, stopping);
        return new LifecyclePlan(plan.start.build(), plan.kill.build());
    }

    private static final class Planner {
        final ImmutableSortedSet.Builder<String> start = ImmutableSortedSet.naturalOrder();
        final ImmutableSortedMap.Builder<String, KillReason> kill = ImmutableSortedMap.naturalOrder();
        private final List<TaskView> ordinary;
        private final List<TaskView> mains;

        Planner(List<TaskView> tasks, Stopping stopping) {
            this.ordinary = tasks.stream()
                    .filter(task -> !task.isHook(Lifecycle.Hook.POSTSTOP))
                    .toList();
            this.mains = ordinary.stream().filter(TaskView::isMain).toList();
            List<TaskView> poststop = tasks.stream()
                    .filter(task -> task.isHook(Lifecycle.Hook.POSTSTOP))
                    .toList();
            decideOrdinary(stopping != Stopping.NO);
            decidePoststop(poststop, stopping == Stopping.EVERYTHING);
        }

        private void decideOrdinary(boolean stopping) {
            boolean leaderDead = any(ordinary, task -> task.leader() && task.dead());
            if (stopping) {
                end(KillReason.STOPPED);
            } else if (any(ordinary, task -> task.dead() && task.failed())) {
                end(KillReason.SIBLING_FAILED);
            } else if (leaderDead) {
                end(KillReason.LEADER_DEAD);
            } else if (!mains.isEmpty() && all(mains, TaskView::dead)) {
                endSidecars();
            } else {
                startInOrder();
            }
        }

        /** Leader first, then all but the sidecars, sidecars last. */
        private void end(KillReason reason) {
            List<TaskView> alive =
                    ordinary.stream().filter(task -> !task.dead()).toList();
            Predicate<TaskView> now;
            if (any(alive, TaskView::leader)) {
                now = TaskView::leader;
            } else if (any(alive, task -> !task.isSidecar())) {
                now = task -> !task.isSidecar();
            } else {
                now = task -> true;
            }
            // What never ran has nothing to wait for.
            alive.stream().filter(now.or(task -> !task.started())).forEach(task -> kill.put(task.name(), reason));
        }

        private void endSidecars() {
            for (TaskView task : ordinary) {
                boolean unneeded = task.isSidecar() || !task.started();
                if (!task.dead() && unneeded) {
                    kill.put(task.name(), KillReason.MAIN_DEAD);
                }
            }
        }

        private void startInOrder() {
            permit(Lifecycle.Hook.PRESTART);
            boolean prepared = all(
                    ordinary,
                    task -> !task.isHook(Lifecycle.Hook.PRESTART)
                            || (task.isSidecar() ? task.running() || task.succeeded() : task.succeeded()));
            if (prepared) {
                mains.forEach(task -> start.add(task.name()));
            }
            if (prepared && all(mains, task -> task.running() || task.succeeded())) {
                permit(Lifecycle.Hook.POSTSTART);
            }
        }

        private void permit(Lifecycle.Hook hook) {
            ordinary.stream().filter(task -> task.isHook(hook)).forEach(task -> start.add(task.name()));
        }

        private void decidePoststop(List<TaskView> poststop, boolean everything) {
            boolean over = all(ordinary, TaskView::dead);
            boolean hadWork = any(ordinary, TaskView::started);
            for (TaskView task : poststop) {
                if (everything || (over && !hadWork)) {
                    if (!task.dead()) {
                        kill.put(task.name(), KillReason.STOPPED);
                    }
                } else if (over) {
                    start.add(task.name());
                }
            }
        }

        private static boolean any(List<TaskView> tasks, Predicate<TaskView> test) {
            return tasks.stream().anyMatch(test);
        }

        private static boolean all(List<TaskView> tasks, Predicate<TaskView> test) {
            return tasks.stream().allMatch(test);
        }
    }
}
