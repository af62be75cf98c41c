package dev.berth.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Affinity;
import dev.berth.model.Constraint;
import dev.berth.model.EphemeralDisk;
import dev.berth.model.Job;
import dev.berth.model.Lifecycle;
import dev.berth.model.LogConfig;
import dev.berth.model.Operand;
import dev.berth.model.RestartPolicy;
import dev.berth.model.Spread;
import dev.berth.model.TaskResources;
import dev.berth.model.UpdateStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpecChangesTest {
    private final Job job = Jobs.service("web", 2);

    @Test
    void whatTasksAreStartedWithNeedsANewAllocation() {
        assertDestructive(Jobs.withTask(job, task -> task.driver("other")));
        assertDestructive(Jobs.withTask(job, task -> task.user("other")));
        assertDestructive(Jobs.withTask(job, task -> task.config(Map.of("command", "sleep"))));
        assertDestructive(Jobs.withTask(job, task -> task.env(new TreeMap<>(Map.of("A", "b")))));
        assertDestructive(Jobs.withTask(
                job,
                task -> task.resources(
                        TaskResources.builder().cpu(501).memoryBytes(1 << 28).build())));
        assertDestructive(Jobs.withTask(
                job, task -> task.logs(LogConfig.builder().disabled(true).build())));
        assertDestructive(Jobs.withGroup(
                job,
                group ->
                        group.ephemeralDisk(EphemeralDisk.builder().sizeBytes(1).build())));
        assertDestructive(job.toBuilder().meta(new TreeMap<>(Map.of("k", "v"))).build());
        assertDestructive(Jobs.withGroup(
                job,
                group -> group.restart(
                        RestartPolicy.builder().renderTemplates(true).build())));
    }

    @Test
    void whatTasksDoNotFeelIsTakenOverInPlace() {
        assertInPlace(Jobs.withGroup(job, group -> group.count(9)));
        assertInPlace(Jobs.withGroup(
                job, group -> group.constraints(List.of(Constraint.of("${attr.a}", Operand.IS_SET, "")))));
        assertInPlace(Jobs.withGroup(job, group -> group.affinities(List.of(Affinity.of("${attr.a}", "=", "b", 50)))));
        assertInPlace(Jobs.withGroup(
                job, group -> group.spreads(List.of(Spread.builder("${attr.a}").build()))));
        assertInPlace(Jobs.withGroup(
                job,
                group -> group.update(UpdateStrategy.builder().maxParallel(7).build())));
        assertInPlace(Jobs.withTask(job, task -> task.killTimeout(Duration.ofSeconds(9))));
        assertInPlace(Jobs.withTask(job, task -> task.killSignal("SIGHUP")));
        assertInPlace(Jobs.withTask(job, task -> task.leader(true)));
        assertInPlace(Jobs.withTask(
                job,
                task -> task.lifecycle(
                        Lifecycle.builder(Lifecycle.Hook.PRESTART).sidecar(true).build())));
        assertInPlace(Jobs.withTask(
                job, task -> task.logs(LogConfig.builder().maxFiles(3).build())));
        assertInPlace(job.toBuilder().priority(70).build());
    }

    @Test
    void metaCountsAsTheTaskSeesIt() {
        Job atJob = job.toBuilder().meta(new TreeMap<>(Map.of("k", "v"))).build();
        Job atTask = Jobs.withTask(job, task -> task.meta(new TreeMap<>(Map.of("k", "v"))));

        assertThat(destructive(atJob, atTask)).isFalse();
    }

    private void assertDestructive(Job changed) {
        assertThat(destructive(job, changed)).isTrue();
    }

    private void assertInPlace(Job changed) {
        assertThat(destructive(job, changed)).isFalse();
    }

    private static boolean destructive(Job before, Job after) {
        return SpecChanges.destructive(
                before, before.taskGroups().get(0), after, after.taskGroups().get(0));
    }
}
