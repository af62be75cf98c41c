package dev.berth.control;

import dev.berth.model.EvaluationId;
import dev.berth.model.JobKey;
import org.jspecify.annotations.Nullable;

/**
 * An accepted change of a job.
 *
 * @param job the job
 * @param evaluationId the evaluation that now makes the cluster follow; null for jobs that are not scheduled themselves
 *     (periodic and parameterised ones)
 * @param jobModifyIndex state index of the job's last change, for the next conditional submission
 * @param index state index of this command
 */
public record Submission(JobKey job, @Nullable EvaluationId evaluationId, long jobModifyIndex, long index) {}
