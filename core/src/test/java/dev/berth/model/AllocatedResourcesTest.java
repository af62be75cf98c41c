package dev.berth.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AllocatedResourcesTest {

    private static final long MIB = 1L << 20;
    private static final Lifecycle PRESTART = new Lifecycle(Lifecycle.Hook.PRESTART, false);
    private static final Lifecycle SIDECAR = new Lifecycle(Lifecycle.Hook.PRESTART, true);
    private static final Lifecycle POSTSTART = new Lifecycle(Lifecycle.Hook.POSTSTART, false);
    private static final Lifecycle POSTSTOP = new Lifecycle(Lifecycle.Hook.POSTSTOP, false);

    private final TreeMap<String, AllocatedTaskResources> tasks = new TreeMap<>();
    private final TreeMap<String, Lifecycle> lifecycles = new TreeMap<>();

    @Test
    void mainTasksAndTheSharedDiskAddUp() {
        task("a", 100, 10);
        task("b", 200, 20);

        assertThat(total(300)).isEqualTo(Resources.of(300, 30 * MIB, 300 * MIB));
    }

    @Test
    void tasksThatNeverRunTogetherShareTheLargestOfTheirSums() {
        task("main", 100, 10);
        task("before", 500, 5, PRESTART);
        task("after", 50, 40, POSTSTOP);

        assertThat(total(0)).isEqualTo(Resources.of(500, 40 * MIB, 0));
    }

    @Test
    void aSidecarCountsBeforeAndBesideTheMainTasks() {
        task("main", 100, 10);
        task("before", 70, 5, PRESTART);
        task("proxy", 30, 1, SIDECAR);
        task("late", 10, 1, POSTSTART);

        assertThat(total(0)).isEqualTo(Resources.of(140, 12 * MIB, 0));
    }

    @Test
    void tasksWithCoresOfTheirOwnAreSummedUpWheneverTheyRun() {
        task("main", 100, 10);
        tasks.put(
                "before",
                AllocatedTaskResources.builder()
                        .cpu(2_000)
                        .reservedCores(List.of(1, 0))
                        .build());
        lifecycles.put("before", PRESTART);

        assertThat(total(0)).isEqualTo(Resources.of(2_100, 10 * MIB, 0));
        assertThat(resources(0).reservedCores()).containsExactly(0, 1);
    }

    @Test
    void theHostsDimensionsOverlapAsWell() {
        tasks.put("main", AllocatedTaskResources.builder().custom(seats(2)).build());
        tasks.put("after", AllocatedTaskResources.builder().custom(seats(3)).build());
        lifecycles.put("after", POSTSTOP);

        assertThat(total(0)).isEqualTo(seats(3));
    }

    @Test
    void memoryATaskMayGrowToDoesNotCount() {
        tasks.put(
                "main",
                AllocatedTaskResources.builder()
                        .memoryBytes(MIB)
                        .memoryMaxBytes(-1)
                        .build());

        assertThat(total(0).memoryBytes()).isEqualTo(MIB);
    }

    @Test
    void aGroupsAskIsTakenOverTaskByTask() {
        TaskGroup group = TaskGroup.builder("web")
                .tasks(List.of(
                        Task.builder("main", "mock")
                                .resources(TaskResources.builder()
                                        .cpu(700)
                                        .memoryBytes(MIB)
                                        .build())
                                .build(),
                        Task.builder("init", "mock").lifecycle(PRESTART).build()))
                .build();

        AllocatedResources resources = AllocatedResources.of(group);

        assertThat(resources.total())
                .isEqualTo(Resources.of(700, 300 * MIB, group.ephemeralDisk().sizeBytes()));
        assertThat(resources.lifecycles()).containsOnlyKeys("init");
        assertThat(resources.shareable()).isTrue();
        assertThat(resources).isEqualTo(AllocatedResources.of(group)).hasSameHashCodeAs(AllocatedResources.of(group));
    }

    @Test
    void whatWasPickedOnOneNodeCannotBeShared() {
        task("main", 100, 10);
        AllocatedSharedResources shared = AllocatedSharedResources.builder()
                .ports(List.of(new AllocatedPort("http", 20_001, 80, "10.0.0.1")))
                .build();

        assertThat(AllocatedResources.of(tasks, lifecycles, shared).shareable()).isFalse();
    }

    private static Resources seats(long n) {
        return Resources.builder().set("seats", n).build();
    }

    private void task(String name, long cpu, long memoryMib) {
        tasks.put(
                name,
                AllocatedTaskResources.builder()
                        .cpu(cpu)
                        .memoryBytes(memoryMib * MIB)
                        .build());
    }

    private void task(String name, long cpu, long memoryMib, Lifecycle lifecycle) {
        task(name, cpu, memoryMib);
        lifecycles.put(name, lifecycle);
    }

    private AllocatedResources resources(long diskMib) {
        return AllocatedResources.of(
                tasks,
                lifecycles,
                AllocatedSharedResources.builder().diskBytes(diskMib * MIB).build());
    }

    private Resources total(long diskMib) {
        return resources(diskMib).total();
    }
}
