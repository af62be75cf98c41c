package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Completes the policies of a group: its own fields first, then the job's, then the defaults of the job's type. A policy
 * that the type does not allow is left as it is, for {@link PolicyValidator} to find. Stateless.
 */
final class PolicyDefaults {

    private PolicyDefaults() {}

    static TaskGroup apply(Job job, TaskGroup group) {
        JobType type = job.type();
        RestartPolicy restart = restart(group.restart(), RestartPolicy.defaultsFor(type));
        TaskGroup.Builder result = group.toBuilder()
                .restart(restart)
                .tasks(group.tasks().stream()
                        .map(task -> task.toBuilder()
                                .restart(restart(task.restart(), restart))
                                .build())
                        .collect(ImmutableList.toImmutableList()));
        if (allowsReschedule(type)) {
            result.reschedule(reschedule(type, group.reschedule(), job.reschedule()));
        }
        if (allowsUpdate(type)) {
            result.update(update(group.update(), job.update()));
        }
        if (type == JobType.SERVICE) {
            result.migrate(migrate(group.migrate(), job.migrate()));
        }
        return result.build();
    }

    static boolean allowsReschedule(JobType type) {
        return type == JobType.SERVICE || type == JobType.BATCH;
    }

    static boolean allowsUpdate(JobType type) {
        return type == JobType.SERVICE || type == JobType.SYSTEM;
    }

    private static RestartPolicy restart(@Nullable RestartPolicy policy, RestartPolicy lower) {
        return policy == null ? lower : policy.over(lower);
    }

    private static ReschedulePolicy reschedule(
            JobType type, @Nullable ReschedulePolicy ofGroup, @Nullable ReschedulePolicy ofJob) {
        ReschedulePolicy authored = ReschedulePolicy.builder().build();
        authored = ofJob == null ? authored : ofJob.over(authored);
        authored = ofGroup == null ? authored : ofGroup.over(authored);
        return implied(authored).over(ReschedulePolicy.defaultsFor(type));
    }

    /** Who limits the attempts does not want them unlimited, and the other way round; who lets the pause grow wants an end. */
    private static ReschedulePolicy implied(ReschedulePolicy authored) {
        ReschedulePolicy.Builder result = authored.toBuilder();
        boolean givesAttempts = authored.given().contains(ReschedulePolicy.Field.ATTEMPTS);
        boolean givesUnlimited = authored.given().contains(ReschedulePolicy.Field.UNLIMITED);
        if (givesAttempts && authored.attempts() > 0 && !givesUnlimited) {
            result.unlimited(false);
        }
        if (givesUnlimited && authored.unlimited() && !givesAttempts) {
            result.attempts(0);
        }
        if (authored.given().contains(ReschedulePolicy.Field.DELAY_FUNCTION)
                && authored.delayFunction() != ReschedulePolicy.DelayFunction.CONSTANT
                && !authored.given().contains(ReschedulePolicy.Field.MAX_DELAY)) {
            result.maxDelay(Duration.ofHours(1));
        }
        return result.build();
    }

    private static UpdateStrategy update(@Nullable UpdateStrategy ofGroup, @Nullable UpdateStrategy ofJob) {
        UpdateStrategy result = UpdateStrategy.defaults();
        result = ofJob == null ? result : meant(ofJob).over(result);
        return ofGroup == null ? result : meant(ofGroup).over(result);
    }

    private static MigrateStrategy migrate(@Nullable MigrateStrategy ofGroup, @Nullable MigrateStrategy ofJob) {
        MigrateStrategy result = MigrateStrategy.defaults();
        result = ofJob == null ? result : ofJob.over(result);
        result = ofGroup == null ? result : ofGroup.over(result);
        return result.healthCheck() == HealthCheck.UNSPECIFIED
                ? result.toBuilder().healthCheck(HealthCheck.CHECKS).build()
                : result;
    }

    /**
     * Returns what a strategy means. Nomad writes out every field of a job-level block that says little, with zeros and an
     * empty health check: there a zero says nothing.
     */
    static UpdateStrategy meant(UpdateStrategy written) {
        if (written.healthCheck() != HealthCheck.UNSPECIFIED) {
            return written;
        }
        UpdateStrategy.Builder result = UpdateStrategy.builder();
        if (!written.stagger().isZero()) {
            result.stagger(written.stagger());
        }
        if (written.maxParallel() != 0) {
            result.maxParallel(written.maxParallel());
        }
        if (!written.minHealthyTime().isZero()) {
            result.minHealthyTime(written.minHealthyTime());
        }
        if (!written.healthyDeadline().isZero()) {
            result.healthyDeadline(written.healthyDeadline());
        }
        if (!written.progressDeadline().isZero()) {
            result.progressDeadline(written.progressDeadline());
        }
        if (written.autoRevert()) {
            result.autoRevert(true);
        }
        if (written.autoPromote()) {
            result.autoPromote(true);
        }
        if (written.canary() != 0) {
            result.canary(written.canary());
        }
        return result.build();
    }
}
