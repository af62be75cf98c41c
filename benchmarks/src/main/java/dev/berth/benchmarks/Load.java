package dev.berth.benchmarks;

import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.NodeResources;
import dev.berth.model.Resources;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskResources;
import java.util.List;
import java.util.stream.IntStream;

/** The nodes and jobs of the macro benchmarks: those of workload W1 (docs/benchmarks.md), scaled. */
final class Load {
    private static final long MIB = 1L << 20;

    private Load() {}

    /** Returns nodes of cpu 32,000, memory 120 GiB, disk 1 TB. */
    static List<Node> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Node.builder("n%06d".formatted(i))
                        .driver("mock")
                        .resources(NodeResources.builder()
                                .total(Resources.of(32_000, 122_880 * MIB, 1_000_000 * MIB))
                                .build())
                        .build())
                .toList();
    }

    /** Returns a batch job of identical tasks of cpu 100, memory 300 MiB. */
    static Job job(int number, int count) {
        Task task = Task.builder("task", "mock")
                .resources(
                        TaskResources.builder().cpu(100).memoryBytes(300 * MIB).build())
                .build();
        return Job.builder(JobKey.of("job-%04d".formatted(number)))
                .type(JobType.BATCH)
                .taskGroups(TaskGroup.builder("group").count(count).tasks(task).build())
                .build();
    }

    /** Returns the bytes in use after a garbage collection. */
    static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
