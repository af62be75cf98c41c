package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What an allocation has on its node: per task, and shared by its tasks. Immutable. Allocations of a group share one instance when
 * nothing differs between them.
 *
 * <p>{@link #total()} is what counts against the node. Tasks that never run at the same time share: per dimension it is the largest of
 * three sums, over the tasks that run for the main part (main tasks, those after the start, and sidecars started before), over those that
 * run before it, and over those that run after it. Tasks with cores of their own are summed up whenever they run. Disk is the shared
 * disk. What a task may grow to beyond its memory does not count.
 */
public final class AllocatedResources {

    private final SortedMap<String, AllocatedTaskResources> tasks;
    private final SortedMap<String, Lifecycle> lifecycles;
    private final AllocatedSharedResources shared;
    private final Resources total;

    private AllocatedResources(
            SortedMap<String, AllocatedTaskResources> tasks,
            SortedMap<String, Lifecycle> lifecycles,
            AllocatedSharedResources shared) {
        this.tasks = tasks;
        this.lifecycles = lifecycles;
        this.shared = shared;
        this.total = totalOf(tasks, lifecycles, shared);
    }

    /**
     * Returns resources with their total.
     *
     * @param tasks what each task has, by name
     * @param lifecycles when tasks run, by name; a task that is absent is a main task
     * @throws ArithmeticException if a sum is too large
     */
    public static AllocatedResources of(
            Map<String, AllocatedTaskResources> tasks,
            Map<String, Lifecycle> lifecycles,
            AllocatedSharedResources shared) {
        return new AllocatedResources(ImmutableSortedMap.copyOf(tasks), ImmutableSortedMap.copyOf(lifecycles), shared);
    }

    /**
     * Returns what a group asks for, as far as it can be said without a node: cpu, memory, the host's dimensions and disk, but no cores,
     * devices, networks or ports.
     */
    public static AllocatedResources of(TaskGroup group) {
        ImmutableSortedMap.Builder<String, AllocatedTaskResources> tasks = ImmutableSortedMap.naturalOrder();
        ImmutableSortedMap.Builder<String, Lifecycle> lifecycles = ImmutableSortedMap.naturalOrder();
        for (Task task : group.tasks()) {
            tasks.put(task.name(), asked(task.resources()));
            Lifecycle lifecycle = task.lifecycle();
            if (lifecycle != null) {
                lifecycles.put(task.name(), lifecycle);
            }
        }
        long diskBytes = group.ephemeralDisk().sizeBytes();
        AllocatedSharedResources shared =
                AllocatedSharedResources.builder().diskBytes(diskBytes).build();
        return new AllocatedResources(tasks.build(), lifecycles.build(), shared);
    }

    private static AllocatedTaskResources asked(TaskResources resources) {
        return AllocatedTaskResources.builder()
                .cpu(resources.cpu())
                .memoryBytes(resources.memoryBytes())
                .memoryMaxBytes(resources.memoryMaxBytes())
                .custom(resources.custom())
                .build();
    }

    private static Resources totalOf(
            Map<String, AllocatedTaskResources> tasks,
            Map<String, Lifecycle> lifecycles,
            AllocatedSharedResources shared) {
        Resources main = Resources.none();
        Resources before = Resources.none();
        Resources after = Resources.none();
        long ownCpu = 0;
        for (Map.Entry<String, AllocatedTaskResources> entry : tasks.entrySet()) {
            AllocatedTaskResources task = entry.getValue();
            boolean ownCores = !task.reservedCores().isEmpty();
            Resources counted = Resources.of(ownCores ? 0 : task.cpu(), task.memoryBytes(), 0)
                    .plus(task.custom());
            ownCpu = ownCores ? Math.addExact(ownCpu, task.cpu()) : ownCpu;
            Lifecycle lifecycle = lifecycles.get(entry.getKey());
            main = runsWithMain(lifecycle) ? main.plus(counted) : main;
            before = is(lifecycle, Lifecycle.Hook.PRESTART) ? before.plus(counted) : before;
            after = is(lifecycle, Lifecycle.Hook.POSTSTOP) ? after.plus(counted) : after;
        }
        return main.max(before).max(after).plus(Resources.of(ownCpu, 0, shared.diskBytes()));
    }

    private static boolean runsWithMain(@Nullable Lifecycle lifecycle) {
        return lifecycle == null
                || lifecycle.hook() == Lifecycle.Hook.POSTSTART
                || (lifecycle.hook() == Lifecycle.Hook.PRESTART && lifecycle.sidecar());
    }

    private static boolean is(@Nullable Lifecycle lifecycle, Lifecycle.Hook hook) {
        return lifecycle != null && lifecycle.hook() == hook;
    }

    /** Returns what each task has, sorted by name. Unmodifiable. */
    public SortedMap<String, AllocatedTaskResources> tasks() {
        return tasks;
    }

    /** Returns when tasks run, sorted by name; a task that is absent is a main task. Unmodifiable. */
    public SortedMap<String, Lifecycle> lifecycles() {
        return lifecycles;
    }

    /** Returns what the tasks share. */
    public AllocatedSharedResources shared() {
        return shared;
    }

    /** Returns what counts against the node, with overlapping lifecycles; computed once. */
    public Resources total() {
        return total;
    }

    /** Returns the ids of the cores that only tasks of this allocation use, ascending. */
    public SortedSet<Integer> reservedCores() {
        ImmutableSortedSet.Builder<Integer> cores = ImmutableSortedSet.naturalOrder();
        tasks.values().forEach(task -> cores.addAll(task.reservedCores()));
        return cores.build();
    }

    /** Returns whether allocations of the same group can share this instance: nothing in it was picked on one node. */
    public boolean shareable() {
        return shared.ports().isEmpty()
                && shared.networks().isEmpty()
                && tasks.values().stream().allMatch(AllocatedResources::nothingPicked);
    }

    private static boolean nothingPicked(AllocatedTaskResources task) {
        return task.reservedCores().isEmpty()
                && task.devices().isEmpty()
                && task.networks().isEmpty();
    }

    @Override
    public boolean equals(Object o) {
        return o == this
                || (o instanceof AllocatedResources other
                        && tasks.equals(other.tasks)
                        && lifecycles.equals(other.lifecycles)
                        && shared.equals(other.shared));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * tasks.hashCode() + lifecycles.hashCode()) + shared.hashCode();
    }

    @Override
    public String toString() {
        return "AllocatedResources[total=" + total + ", tasks=" + tasks + ", shared=" + shared + "]";
    }
}
