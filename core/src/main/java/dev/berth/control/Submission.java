package dev.berth.control;

import dev.berth.model.EvaluationId;
import dev.berth.model.JobKey;

/**
 * An accepted change of a job.
 *
 * @param job the job
 * @param evaluationId the evaluation that now makes the cluster follow
 * @param jobModifyIndex state index of the job's last change, for the next conditional submission
 * @param index state index of this command
 */
public record Submission(JobKey job, EvaluationId evaluationId, long jobModifyIndex, long index) {}
