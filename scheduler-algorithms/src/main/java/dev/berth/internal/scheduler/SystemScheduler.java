package dev.berth.internal.scheduler;

import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.JobKey;
import dev.berth.reconcile.SystemReconciler;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.ScheduleContext;
import dev.berth.schedule.Scheduler;
import dev.berth.schedule.SchedulerOptions;

/** Schedules system and sysbatch jobs: an instance on every node that qualifies. Keeps nothing between decisions. */
public final class SystemScheduler implements Scheduler {
    private final SchedulerOptions options;

    /** Makes a scheduler. */
    public SystemScheduler(SchedulerOptions options) {
        this.options = options;
    }

    @Override
    public Decisions decide(Evaluation evaluation, ScheduleContext context) {
        JobKey key = evaluation.job();
        if (key == null || evaluation.trigger() == EvaluationTrigger.SCHEDULED) {
            return GenericScheduler.refused(
                    evaluation,
                    "The scheduler of " + evaluation.type().word()
                            + " jobs needs a job and a trigger other than scheduled.");
        }
        return new JobDecision(
                        options,
                        evaluation,
                        key,
                        context,
                        input -> SystemReconciler.reconcile(
                                input, context.state().nodes()))
                .decide();
    }
}
