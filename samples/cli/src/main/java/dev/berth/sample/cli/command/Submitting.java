package dev.berth.sample.cli.command;

import dev.berth.model.Job;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.wire.nomad.JobRequest;
import dev.berth.wire.nomad.NomadForm;
import dev.berth.wire.nomad.NomadJson;
import org.jspecify.annotations.Nullable;

/** Hands a job to the agent. Stateless. */
final class Submitting {
    private Submitting() {}

    /**
     * Submits a job.
     *
     * @param checkIndex submit only when the stored job has this index; null always submits
     * @return the id of the evaluation
     */
    static String submit(ApiClient client, Job job, @Nullable Long checkIndex) {
        JobRequest.Builder request = JobRequest.builder(job);
        if (checkIndex != null) {
            request.enforceIndex(true).jobModifyIndex(checkIndex);
        }
        String body = NomadJson.create().write(NomadForm.JOB_REQUEST, request.build());
        return client.put("/v1/jobs", body).path("EvalID").asText();
    }
}
