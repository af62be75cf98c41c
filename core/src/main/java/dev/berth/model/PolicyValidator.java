package dev.berth.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rules of restart, reschedule, update, migrate, disconnect and scaling. Stateless. */
final class PolicyValidator {

    private static final Duration MIN_RESTART_INTERVAL = Duration.ofSeconds(5);
    private static final Duration MIN_RESCHEDULE_INTERVAL = Duration.ofSeconds(15);
    private static final Duration MIN_RESCHEDULE_DELAY = Duration.ofSeconds(5);

    private PolicyValidator() {}

    /** Checks that the job-level policies are of use to a job of this type; their values are checked where they end up. */
    static void jobLevel(Job job, Problems problems) {
        UpdateStrategy update = job.update();
        if (update != null && !PolicyDefaults.meant(update).given().isEmpty()) {
            updateAllowed(job.type(), problems);
        }
        if (job.reschedule() != null) {
            rescheduleAllowed(job.type(), problems);
        }
        if (job.migrate() != null) {
            migrateAllowed(job.type(), problems);
        }
    }

    static void groupLevel(Job job, TaskGroup group, Problems problems) {
        JobType type = job.type();
        if (group.update() != null && updateAllowed(type, problems)) {
            update(group.update(), type, problems.at("update"));
        }
        if (group.reschedule() != null && rescheduleAllowed(type, problems)) {
            reschedule(group.reschedule(), problems.at("reschedule"));
        }
        if (group.migrate() != null && migrateAllowed(type, problems)) {
            migrate(group.migrate(), problems.at("migrate"));
        }
        restart(group.restart(), problems.at("restart"));
        disconnect(group.disconnect(), type, problems.at("disconnect"));
        scaling(group, problems.at("scaling"));
    }

    private static boolean updateAllowed(JobType type, Problems problems) {
        return allowed(PolicyDefaults.allowsUpdate(type), "update", type, "service and system", problems);
    }

    private static boolean rescheduleAllowed(JobType type, Problems problems) {
        return allowed(PolicyDefaults.allowsReschedule(type), "reschedule", type, "service and batch", problems);
    }

    private static boolean migrateAllowed(JobType type, Problems problems) {
        return allowed(type == JobType.SERVICE, "migrate", type, "service", problems);
    }

    private static boolean allowed(boolean ok, String block, JobType type, String types, Problems problems) {
        return problems.check(
                ok,
                block,
                type.word(),
                "A " + type.word() + " job does not allow the " + block + " block, only " + types + " jobs do.",
                "Remove the block.");
    }

    static void restart(@Nullable RestartPolicy policy, Problems problems) {
        if (policy == null) {
            return;
        }
        problems.notNegative(policy.attempts(), "attempts");
        problems.notNegative(policy.delay(), "delay");
        problems.check(
                policy.attempts() != 0 || policy.mode() == RestartPolicy.Mode.FAIL,
                "mode",
                policy.mode().word(),
                "Without attempts a task cannot wait for the next interval.",
                "Use mode fail, or 1 attempt or more.");
        boolean longEnough = problems.check(
                policy.interval().compareTo(MIN_RESTART_INTERVAL) >= 0,
                "interval",
                Problems.text(policy.interval()),
                "The interval must be at least " + Problems.text(MIN_RESTART_INTERVAL) + ".",
                "Raise it.");
        if (longEnough && policy.attempts() > 0) {
            problems.check(
                    seconds(policy.delay()) * policy.attempts() <= seconds(policy.interval()),
                    "attempts",
                    policy.attempts(),
                    "So many restarts, " + Problems.text(policy.delay()) + " apart, do not fit into an interval of "
                            + Problems.text(policy.interval()) + ".",
                    "Lower the attempts or the delay, or raise the interval.");
        }
    }

    private static void reschedule(ReschedulePolicy policy, Problems problems) {
        problems.notNegative(policy.attempts(), "attempts");
        if (!policy.enabled()) {
            return;
        }
        problems.check(
                !(policy.unlimited() && policy.attempts() > 0),
                "attempts",
                policy.attempts(),
                "Limited and unlimited attempts exclude each other.",
                "Set attempts to 0 or unlimited to false.");
        boolean delayOk = problems.check(
                policy.delay().compareTo(MIN_RESCHEDULE_DELAY) >= 0,
                "delay",
                Problems.text(policy.delay()),
                "The delay must be at least " + Problems.text(MIN_RESCHEDULE_DELAY) + ".",
                "Raise it.");
        boolean maxOk = problems.check(
                policy.delayFunction() == ReschedulePolicy.DelayFunction.CONSTANT
                        || policy.maxDelay().compareTo(policy.delay()) >= 0,
                "maxDelay",
                Problems.text(policy.maxDelay()),
                "The longest delay is shorter than the first (" + Problems.text(policy.delay()) + ").",
                "Raise it, or use a constant delay.");
        if (!policy.unlimited()) {
            limitedReschedule(policy, delayOk && maxOk, problems);
        }
    }

    private static void limitedReschedule(ReschedulePolicy policy, boolean delaysOk, Problems problems) {
        boolean intervalOk = problems.check(
                policy.interval().compareTo(MIN_RESCHEDULE_INTERVAL) >= 0,
                "interval",
                Problems.text(policy.interval()),
                "Limited attempts need an interval of at least " + Problems.text(MIN_RESCHEDULE_INTERVAL) + ".",
                "Raise it, or make the attempts unlimited.");
        if (intervalOk && delaysOk) {
            problems.check(
                    totalDelaySeconds(policy) <= seconds(policy.interval()),
                    "attempts",
                    policy.attempts(),
                    "So many attempts, a first delay of " + Problems.text(policy.delay())
                            + " and " + policy.delayFunction().word() + " growth do not fit into an interval of "
                            + Problems.text(policy.interval()) + ".",
                    "Lower the attempts or the delay, or raise the interval.");
        }
    }

    /** Returns how long all attempts take; once the delay no longer grows the rest is a product, so the loop is short. */
    private static double totalDelaySeconds(ReschedulePolicy policy) {
        double delay = seconds(policy.delay());
        if (policy.delayFunction() == ReschedulePolicy.DelayFunction.CONSTANT) {
            return delay * policy.attempts();
        }
        boolean doubles = policy.delayFunction() == ReschedulePolicy.DelayFunction.EXPONENTIAL;
        double max = seconds(policy.maxDelay());
        double before = doubles ? delay : 0;
        double total = 0;
        for (int left = policy.attempts(); left > 0; left--) {
            if (delay >= max) {
                return total + max * left;
            }
            total += delay;
            double next = delay + (doubles ? delay : before);
            before = delay;
            delay = next;
        }
        return total;
    }

    private static void update(UpdateStrategy update, JobType type, Problems problems) {
        problems.notNegative(update.maxParallel(), "maxParallel");
        problems.notNegative(update.canary(), "canary");
        problems.check(
                type != JobType.SYSTEM || update.canary() <= 100,
                "canary",
                update.canary(),
                "For a system job the canaries are a percentage of the nodes.",
                "Use 0 to 100.");
        problems.check(
                !update.autoPromote() || update.canary() > 0,
                "autoPromote",
                true,
                "Without canaries there is nothing to promote.",
                "Set canary to 1 or more, or autoPromote to false.");
        positive(update.stagger(), "stagger", problems);
        health(update.minHealthyTime(), update.healthyDeadline(), problems);
        problems.notNegative(update.progressDeadline(), "progressDeadline");
        problems.check(
                update.progressDeadline().isZero() || update.progressDeadline().compareTo(update.healthyDeadline()) > 0,
                "progressDeadline",
                Problems.text(update.progressDeadline()),
                "It must be longer than the healthy deadline (" + Problems.text(update.healthyDeadline()) + ").",
                "Raise it, or set it to 0s to fail with the first unhealthy allocation.");
    }

    private static void migrate(MigrateStrategy migrate, Problems problems) {
        problems.notNegative(migrate.maxParallel(), "maxParallel");
        problems.check(
                migrate.healthCheck() != HealthCheck.MANUAL,
                "healthCheck",
                migrate.healthCheck().word(),
                "A drain cannot wait for somebody to say that an allocation is healthy.",
                "Use one of: checks, task_states.");
        health(migrate.minHealthyTime(), migrate.healthyDeadline(), problems);
    }

    private static void health(Duration minHealthyTime, Duration healthyDeadline, Problems problems) {
        problems.notNegative(minHealthyTime, "minHealthyTime");
        if (positive(healthyDeadline, "healthyDeadline", problems)) {
            problems.check(
                    healthyDeadline.compareTo(minHealthyTime) > 0,
                    "healthyDeadline",
                    Problems.text(healthyDeadline),
                    "It must be longer than the minimum healthy time (" + Problems.text(minHealthyTime) + ").",
                    "Raise it, or lower the minimum healthy time.");
        }
    }

    private static boolean positive(Duration value, String component, Problems problems) {
        return problems.check(
                !value.isNegative() && !value.isZero(),
                component,
                Problems.text(value),
                "It must be more than 0s.",
                "Raise it.");
    }

    private static void disconnect(@Nullable DisconnectStrategy disconnect, JobType type, Problems problems) {
        if (disconnect == null) {
            return;
        }
        problems.notNegative(disconnect.lostAfter(), "lostAfter");
        Duration stop = disconnect.stopOnClientAfter();
        if (stop == null) {
            return;
        }
        problems.notNegative(stop, "stopOnClientAfter");
        problems.check(
                PolicyDefaults.allowsReschedule(type),
                "stopOnClientAfter",
                Problems.text(stop),
                "Only service and batch jobs can be stopped by a disconnected node.",
                "Remove it.");
        problems.check(
                disconnect.lostAfter().isZero(),
                "stopOnClientAfter",
                Problems.text(stop),
                "An allocation cannot be kept as unknown and be stopped by its node.",
                "Remove either lostAfter or stopOnClientAfter.");
    }

    private static void scaling(TaskGroup group, Problems problems) {
        ScalingPolicy scaling = group.scaling();
        if (scaling == null) {
            return;
        }
        Long max = scaling.max();
        Long min = scaling.min();
        if (max == null) {
            problems.add("max", "", "A scaling policy needs a highest count.", "Add max.");
            return;
        }
        long low = min == null ? group.count() : min;
        problems.notNegative(low, "min");
        problems.check(
                low <= max,
                "max",
                max,
                "The highest count is below the lowest (" + low + ").",
                "Raise max or lower min.");
        problems.check(
                low > max || (group.count() >= low && group.count() <= max),
                "",
                group.count(),
                "The group's count is outside of the bounds " + low + " to " + max + ".",
                "Change the count or the bounds.");
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
