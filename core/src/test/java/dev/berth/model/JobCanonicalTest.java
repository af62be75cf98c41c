package dev.berth.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.testkit.JobArbitraries;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JobCanonicalTest {

    @Provide
    Arbitrary<Job> jobs() {
        return JobArbitraries.validJobs();
    }

    @Property(tries = 300)
    void aCanonicalJobIsItsOwnCanonicalJob(@ForAll("jobs") Job job) {
        Job canonical = job.canonical();

        assertThat(canonical.canonical()).isEqualTo(canonical);
    }

    @Property(tries = 300)
    void theCanonicalFormOfAValidJobIsValid(@ForAll("jobs") Job job) {
        assertThat(job.validate()).isEmpty();
        assertThat(job.canonical().validate()).isEmpty();
    }

    @Property(tries = 100)
    void everyPolicyOfACanonicalGroupIsComplete(@ForAll("jobs") Job job) {
        for (TaskGroup group : job.canonical().taskGroups()) {
            assertThat(group.restart().given()).containsExactly(RestartPolicy.Field.values());
            assertThat(group.tasks())
                    .allSatisfy(
                            task -> assertThat(task.restart().given()).containsExactly(RestartPolicy.Field.values()));
            if (group.update() != null) {
                assertThat(group.update().given()).containsExactly(UpdateStrategy.Field.values());
            }
        }
    }

    @Test
    void aServiceJobGetsTheDefaultsOfServices() {
        Job job = job(JobType.SERVICE).build().canonical();

        assertThat(job.name()).isEqualTo("web");
        assertThat(job.datacenters()).containsExactly("*");
        assertThat(job.nodePool()).isEqualTo("default");
        TaskGroup group = job.group("app");
        assertThat(group.restart()).isEqualTo(RestartPolicy.defaultsFor(JobType.SERVICE));
        assertThat(group.reschedule()).isEqualTo(ReschedulePolicy.defaultsFor(JobType.SERVICE));
        assertThat(group.update()).isEqualTo(UpdateStrategy.defaults());
        assertThat(group.migrate()).isEqualTo(MigrateStrategy.defaults());
        assertThat(group.task("main").restart()).isEqualTo(group.restart());
    }

    @Test
    void aBatchJobIsRestartedThreeTimesADayAndRescheduledOnce() {
        TaskGroup group = job(JobType.BATCH).build().canonical().group("app");

        assertThat(group.restart().attempts()).isEqualTo(3);
        assertThat(group.restart().interval()).isEqualTo(Duration.ofHours(24));
        assertThat(group.reschedule().attempts()).isEqualTo(1);
        assertThat(group.reschedule().interval()).isEqualTo(Duration.ofHours(24));
        assertThat(group.reschedule().delay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(group.reschedule().unlimited()).isFalse();
        assertThat(group.update()).isNull();
        assertThat(group.migrate()).isNull();
    }

    @Test
    void aSystemJobIsUpdatedButNeverRescheduled() {
        TaskGroup system = job(JobType.SYSTEM).build().canonical().group("app");
        TaskGroup sysbatch = job(JobType.SYSBATCH).build().canonical().group("app");

        assertThat(system.reschedule()).isNull();
        assertThat(system.update()).isEqualTo(UpdateStrategy.defaults());
        assertThat(system.restart().attempts()).isEqualTo(2);
        assertThat(sysbatch.reschedule()).isNull();
        assertThat(sysbatch.update()).isNull();
        assertThat(sysbatch.restart().attempts()).isEqualTo(3);
    }

    @Test
    void theGroupsPolicyLiesOverTheJobsFieldByField() {
        Job job = Job.builder("web")
                .update(UpdateStrategy.builder().maxParallel(4).canary(1).build())
                .taskGroups(group().update(UpdateStrategy.builder().canary(2).build())
                        .build())
                .build();

        UpdateStrategy update = job.canonical().group("app").update();

        assertThat(update.maxParallel()).isEqualTo(4);
        assertThat(update.canary()).isEqualTo(2);
        assertThat(update.stagger()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theTasksRestartPolicyLiesOverTheGroups() {
        Job job = Job.builder("web")
                .taskGroups(TaskGroup.builder("app")
                        .restart(RestartPolicy.builder().attempts(7).build())
                        .tasks(Task.builder("main", "raw_exec")
                                .restart(RestartPolicy.builder()
                                        .delay(Duration.ofSeconds(1))
                                        .build())
                                .build())
                        .build())
                .build();

        RestartPolicy restart = job.canonical().group("app").task("main").restart();

        assertThat(restart.attempts()).isEqualTo(7);
        assertThat(restart.delay()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void zerosOfAnUpdateWithoutHealthCheckSayNothing() {
        UpdateStrategy asNomadWritesIt = UpdateStrategy.builder()
                .stagger(Duration.ofSeconds(30))
                .maxParallel(3)
                .healthCheck(HealthCheck.UNSPECIFIED)
                .minHealthyTime(Duration.ZERO)
                .healthyDeadline(Duration.ZERO)
                .progressDeadline(Duration.ZERO)
                .build();
        Job job = job(JobType.SERVICE).update(asNomadWritesIt).build();

        assertThat(job.canonical().group("app").update())
                .isEqualTo(UpdateStrategy.defaults().toBuilder().maxParallel(3).build());
        assertThat(job.canonical().update()).isEqualTo(asNomadWritesIt);
    }

    @Test
    void limitedAttemptsImplyThatTheyAreNotUnlimited() {
        ReschedulePolicy threeADay = ReschedulePolicy.builder()
                .attempts(3)
                .interval(Duration.ofHours(24))
                .build();
        Job job = job(JobType.SERVICE).reschedule(threeADay).build();

        assertThat(job.canonical().group("app").reschedule().unlimited()).isFalse();
        assertThat(job.validate()).isEmpty();
    }

    @Test
    void theCountBeginsAtTheLowestOfScaling() {
        TaskGroup group =
                group().scaling(ScalingPolicy.builder().min(3L).max(9L).build()).build();

        assertThat(group.count()).isEqualTo(3);
        assertThat(group().build().count()).isEqualTo(1);
    }

    @Test
    void cpuBeginsAt100UnlessCoresAreAskedFor() {
        assertThat(TaskResources.builder().build().cpu()).isEqualTo(100);
        assertThat(TaskResources.builder().cores(2).build().cpu()).isZero();
    }

    @Test
    void servicesAreNamedAfterWhereTheyStand() {
        Job job = Job.builder("web")
                .taskGroups(TaskGroup.builder("app")
                        .services(Service.builder().build())
                        .tasks(Task.builder("main", "raw_exec")
                                .services(Service.builder().build())
                                .build())
                        .build())
                .build()
                .canonical();

        assertThat(job.group("app").services()).extracting(Service::name).containsExactly("web-app");
        assertThat(job.group("app").task("main").services())
                .extracting(Service::name)
                .containsExactly("web-app-main");
    }

    @Test
    void specificationsAreEqualWhateverTheControlPlaneCounts() {
        Job first = job(JobType.SERVICE).build();
        Job stored = first.toBuilder()
                .revision(JobRevision.builder().version(3).stable(true).build())
                .build();

        assertThat(stored).isNotEqualTo(first);
        assertThat(stored.specEquals(first)).isTrue();
        assertThat(stored.specEquals(first.toBuilder().priority(51).build())).isFalse();
    }

    private static Job.Builder job(JobType type) {
        return Job.builder("web").type(type).taskGroups(group().build());
    }

    private static TaskGroup.Builder group() {
        return TaskGroup.builder("app").tasks(Task.builder("main", "raw_exec").build());
    }
}
