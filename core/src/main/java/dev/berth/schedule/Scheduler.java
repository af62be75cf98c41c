package dev.berth.schedule;

import dev.berth.model.Evaluation;

/**
 * Decides what should change so that the cluster becomes what a job asks for.
 *
 * <p><b>Determinism:</b> a pure function of the evaluation and the context: no clock, no randomness, no I/O, no order of an
 * unordered collection. The same arguments give an equal answer, on any machine, which is how decisions are explained later.
 * <b>Thread-safety:</b> an instance may keep caches and is confined to one thread at a time. <b>Cost:</b> may take milliseconds;
 * never blocks.
 */
public interface Scheduler {
    /**
     * Decides one evaluation against one state.
     *
     * @param evaluation what triggered the decision and which job it is about
     * @param context the state to decide on, and everything else that may vary
     * @return the plan and its explanation; an evaluation that makes no sense gives a decision of status failed, not an
     *     exception
     */
    Decisions decide(Evaluation evaluation, ScheduleContext context);
}
