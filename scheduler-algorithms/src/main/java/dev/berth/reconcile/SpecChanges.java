package dev.berth.reconcile;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Job;
import dev.berth.model.LogConfig;
import dev.berth.model.RestartPolicy;
import dev.berth.model.Task;
import dev.berth.model.TaskGroup;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which changes of a job a running allocation cannot take over. Stateless.
 *
 * <p>Everything a task is started with needs a new allocation: driver, config, environment, resources, networks, volumes, templates,
 * artifacts and the meta it can see. Counts, constraints, affinities, spreads, services, policies, kill timeout and signal, the size
 * of logs and the like do not.
 */
final class SpecChanges {
    private SpecChanges() {}

    /** Returns whether an allocation of the old version has to be replaced to run the new one. */
    static boolean destructive(Job oldJob, TaskGroup oldGroup, Job newJob, TaskGroup newGroup) {
        return !started(oldJob, oldGroup).equals(started(newJob, newGroup));
    }

    /** Returns the group with everything set to a default that does not matter to a running task. */
    private static TaskGroup started(Job job, TaskGroup group) {
        List<Task> tasks = group.tasks().stream()
                .map(task -> started(job, group, task))
                .sorted(Comparator.comparing(Task::name))
                .collect(ImmutableList.toImmutableList());
        return group.toBuilder()
                .count(1)
                .constraints(List.of())
                .affinities(List.of())
                .spreads(List.of())
                .tasks(tasks)
                .restart(rendering(group.restart()))
                .reschedule(null)
                .update(null)
                .migrate(null)
                .disconnect(null)
                .services(List.of())
                .scaling(null)
                .meta(new TreeMap<>())
                .shutdownDelay(null)
                .maxRunDuration(null)
                .build();
    }

    private static Task started(Job job, TaskGroup group, Task task) {
        SortedMap<String, String> meta = new TreeMap<>(job.meta());
        meta.putAll(group.meta());
        meta.putAll(task.meta());
        return task.toBuilder()
                .meta(meta)
                .constraints(List.of())
                .affinities(List.of())
                .services(List.of())
                .restart(rendering(task.restart()))
                .lifecycle(null)
                .leader(false)
                .killTimeout(Duration.ofSeconds(5))
                .killSignal("")
                .shutdownDelay(Duration.ZERO)
                .logs(LogConfig.builder().disabled(task.logs().disabled()).build())
                .dispatchPayload(null)
                .build();
    }

    /* Of a restart policy only the rendering of templates is felt by a task that runs. */
    private static @Nullable RestartPolicy rendering(@Nullable RestartPolicy policy) {
        return policy == null || !policy.renderTemplates()
                ? null
                : RestartPolicy.builder().renderTemplates(true).build();
    }
}
