package dev.berth.reconcile;

import dev.berth.model.EphemeralDisk;
import dev.berth.model.Job;
import dev.berth.model.JobType;
import dev.berth.model.Node;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import dev.berth.model.TaskResources;
import java.util.function.UnaryOperator;

/** Jobs and nodes in which only what a test is about has to be said. */
final class Jobs {
    private static final long MIB = 1L << 20;

    private Jobs() {}

    static Job service(String id, int count) {
        return job(id, JobType.SERVICE, count);
    }

    static Job batch(String id, int count) {
        return job(id, JobType.BATCH, count);
    }

    /** A job with one group {@code g} of one task {@code t}: 500 cpu, 256 MiB. */
    static Job job(String id, JobType type, int count) {
        TaskGroup group = TaskGroup.builder("g")
                .count(count)
                .tasks(java.util.List.of(task(500, 256)))
                .ephemeralDisk(EphemeralDisk.builder().sizeBytes(10 * MIB).build())
                .build();
        return Job.builder(id).type(type).taskGroups(group).build();
    }

    static Task task(long cpu, long memoryMiB) {
        return Task.builder("t", "mock")
                .resources(TaskResources.builder()
                        .cpu(cpu)
                        .memoryBytes(memoryMiB * MIB)
                        .build())
                .build();
    }

    static Job withGroup(Job job, UnaryOperator<TaskGroup.Builder> change) {
        return job.toBuilder()
                .taskGroups(change.apply(job.taskGroups().get(0).toBuilder()).build())
                .build();
    }

    static Job withTask(Job job, UnaryOperator<Task.Builder> change) {
        Task task = job.taskGroups().get(0).tasks().get(0);
        return withGroup(
                job,
                group -> group.tasks(
                        java.util.List.of(change.apply(task.toBuilder()).build())));
    }

    /** A ready node with the driver mock: room for 8 instances by cpu. */
    static Node node(String name) {
        return Node.builder(name)
                .cpu(4_000)
                .memoryBytes(8_192 * MIB)
                .diskBytes(100_000 * MIB)
                .driver("mock")
                .build();
    }
}
