package dev.berth.model;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of a whole job; groups, tasks and policies have their own validators. Stateless. */
final class JobValidator {

    private static final Pattern NODE_POOL = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final ImmutableSet<String> MULTIREGION_FAILURE = ImmutableSet.of("fail_all", "fail_local");

    private JobValidator() {}

    static List<Problem> validate(Job written, JobLimits limits) {
        Job job = written.canonical();
        Problems problems = Problems.atRoot();
        names(job, problems);
        type(job, problems);
        problems.between(job.priority(), 1, limits.maxPriority(), "priority");
        nodes(job, problems);
        ConstraintValidator.constraints(job.constraints(), ConstraintValidator.Level.JOB, problems);
        ConstraintValidator.affinities(job.affinities(), job.type(), problems);
        ConstraintValidator.spreads(job.spreads(), job.type(), problems);
        groups(job, limits, problems);
        PolicyValidator.jobLevel(job, problems);
        LaunchValidator.validate(job, problems);
        problems.check(
                job.payload().size() <= limits.maxPayloadBytes(),
                "payload",
                job.payload().size() + " bytes",
                "The payload exceeds the limit of " + limits.maxPayloadBytes() + " bytes.",
                "Put it somewhere the task can fetch it from and dispatch its address.");
        multiregion(job.multiregion(), problems);
        return problems.found();
    }

    private static void names(Job job, Problems problems) {
        identifier(job.id(), "id", problems);
        identifier(job.namespace(), "namespace", problems);
        problems.check(
                job.namespace().indexOf('/') < 0,
                "namespace",
                job.namespace(),
                "The namespace must not contain a slash.",
                "Use letters, digits and dashes.");
        problems.check(
                job.name().indexOf('\0') < 0, "name", job.name(), "The name must not contain NUL.", "Remove it.");
    }

    private static void identifier(String value, String component, Problems problems) {
        problems.check(
                value.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c)),
                component,
                value,
                "It must contain neither spaces nor control characters.",
                "Use a dash instead.");
    }

    private static void type(Job job, Problems problems) {
        problems.check(
                job.type() != JobType.CORE,
                "type",
                job.type().word(),
                "This type is for the control plane's own work.",
                "Use one of: service, batch, system, sysbatch.");
    }

    private static void nodes(Job job, Problems problems) {
        for (int i = 0; i < job.datacenters().size(); i++) {
            problems.present(
                    job.datacenters().get(i), "datacenters[" + i + "]", "Name a datacenter, or use \"*\" for all.");
        }
        problems.check(
                NODE_POOL.matcher(job.nodePool()).matches(),
                "nodePool",
                job.nodePool(),
                "A node pool's name has 1 to 128 letters, digits, dashes and underscores.",
                "Leave it out for the default pool.");
    }

    private static void groups(Job job, JobLimits limits, Problems problems) {
        problems.check(
                !job.taskGroups().isEmpty(),
                "taskGroups",
                "",
                "The job has no task group.",
                "Add a group with at least one task.");
        problems.unique(job.taskGroups().stream().map(TaskGroup::name).toList(), "taskGroups", "task group");
        long total = 0;
        for (int i = 0; i < job.taskGroups().size(); i++) {
            TaskGroup group = job.taskGroups().get(i);
            total += Math.max(0, group.count());
            TaskGroupValidator.validate(job, group, problems.at("taskGroups", group.name(), i));
        }
        problems.check(
                total <= limits.maxTotalCount(),
                "taskGroups",
                total,
                "The groups ask for more instances than a job may have (" + limits.maxTotalCount() + ").",
                "Split the job or raise the limit.");
    }

    private static void multiregion(@Nullable Multiregion multiregion, Problems problems) {
        if (multiregion == null) {
            return;
        }
        Problems here = problems.at("multiregion");
        MultiregionStrategy strategy = multiregion.strategy();
        if (strategy != null) {
            here.notNegative(strategy.maxParallel(), "strategy.maxParallel");
            here.oneOf(strategy.onFailure(), MULTIREGION_FAILURE, "strategy.onFailure");
        }
        here.unique(multiregion.regions().stream().map(MultiregionRegion::name).toList(), "regions", "region");
        for (int i = 0; i < multiregion.regions().size(); i++) {
            MultiregionRegion region = multiregion.regions().get(i);
            Problems there = here.at("regions", region.name(), i);
            there.present(region.name(), "name", "Name the region.");
            there.notNegative(region.count(), "count");
        }
    }
}
