package dev.berth.reconcile;

import com.google.common.collect.ImmutableSet;
import dev.berth.internal.scheduler.GenericScheduler;
import dev.berth.internal.scheduler.SystemScheduler;
import dev.berth.model.Evaluation;
import dev.berth.model.JobType;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.ScheduleContext;
import dev.berth.schedule.Scheduler;
import dev.berth.schedule.SchedulerOptions;
import dev.berth.schedule.SchedulerProvider;
import java.util.Set;

/** Makes the schedulers of service, batch, system and sysbatch jobs. Found by {@link java.util.ServiceLoader}. Stateless. */
public final class BuiltInSchedulers implements SchedulerProvider {
    @Override
    public Set<JobType> types() {
        return ImmutableSet.of(JobType.SERVICE, JobType.BATCH, JobType.SYSTEM, JobType.SYSBATCH);
    }

    @Override
    public Scheduler create(SchedulerOptions options) {
        return new ByType(new GenericScheduler(options), new SystemScheduler(options));
    }

    /** Hands each evaluation to the scheduler of its type. */
    private record ByType(Scheduler generic, Scheduler system) implements Scheduler {
        @Override
        public Decisions decide(Evaluation evaluation, ScheduleContext context) {
            boolean everywhere = evaluation.type() == JobType.SYSTEM || evaluation.type() == JobType.SYSBATCH;
            return (everywhere ? system : generic).decide(evaluation, context);
        }
    }
}
