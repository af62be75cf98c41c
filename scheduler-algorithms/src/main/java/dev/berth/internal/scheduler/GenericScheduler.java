package dev.berth.internal.scheduler;

import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.JobKey;
import dev.berth.model.Plan;
import dev.berth.reconcile.Reconciler;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.ScheduleContext;
import dev.berth.schedule.Scheduler;
import dev.berth.schedule.SchedulerOptions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Schedules service and batch jobs: reconciles what there is with what the job wants, places what is missing, and explains what
 * could not be placed. Keeps nothing between decisions.
 */
public final class GenericScheduler implements Scheduler {
    private static final Set<EvaluationTrigger> NOT_ACCEPTED = EnumSet.of(EvaluationTrigger.SCHEDULED);

    private final SchedulerOptions options;

    /** Makes a scheduler. */
    public GenericScheduler(SchedulerOptions options) {
        this.options = options;
    }

    @Override
    public Decisions decide(Evaluation evaluation, ScheduleContext context) {
        JobKey key = evaluation.job();
        if (key == null) {
            return refused(evaluation, "The evaluation names no job.");
        }
        if (NOT_ACCEPTED.contains(evaluation.trigger())) {
            String type = evaluation.type().word();
            String trigger = evaluation.trigger().word();
            return refused(
                    evaluation, "The scheduler of " + type + " jobs does not handle the trigger (" + trigger + ").");
        }
        return new JobDecision(options, evaluation, key, context, Reconciler::reconcile).decide();
    }

    static Decisions refused(Evaluation evaluation, String why) {
        return Decisions.builder(Plan.builder(evaluation.id()).build())
                .status(EvaluationStatus.FAILED, why)
                .build();
    }
}
