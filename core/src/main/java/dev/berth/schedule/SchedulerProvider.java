package dev.berth.schedule;

import dev.berth.model.JobType;
import java.util.Set;

/**
 * Makes schedulers for some types of jobs. Found by {@link java.util.ServiceLoader}, or handed to the control plane, which
 * then wins over what was found. <b>Thread-safety:</b> stateless.
 */
public interface SchedulerProvider {
    /** Returns the types of jobs its schedulers decide on. */
    Set<JobType> types();

    /** Returns a new scheduler for all of {@link #types()}. */
    Scheduler create(SchedulerOptions options);
}
