package dev.berth.control;

import org.jspecify.annotations.Nullable;

/**
 * How a job is submitted. Immutable; may grow, use {@link #defaults()} and the {@code with…} methods.
 *
 * @param expectedJobModifyIndex refuse unless the stored job has this index (0: unless there is none); null checks nothing
 * @param evaluationPriority priority of the evaluation, 1 or more; null takes the job's
 */
public record SubmitOptions(
        @Nullable Long expectedJobModifyIndex, @Nullable Integer evaluationPriority) {
    private static final SubmitOptions DEFAULTS = new SubmitOptions(null, null);

    /** Returns the defaults: no check, the job's own priority. */
    public static SubmitOptions defaults() {
        return DEFAULTS;
    }

    /** Returns the same options with a check of the stored job's index. */
    public SubmitOptions withExpectedJobModifyIndex(long index) {
        return new SubmitOptions(index, evaluationPriority);
    }

    /** Returns the same options with another priority of the evaluation. */
    public SubmitOptions withEvaluationPriority(int priority) {
        return new SubmitOptions(expectedJobModifyIndex, priority);
    }
}
