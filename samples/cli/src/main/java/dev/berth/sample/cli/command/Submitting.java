package dev.berth.sample.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.model.Job;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.wire.nomad.NomadForm;
import dev.berth.wire.nomad.NomadJson;
import org.jspecify.annotations.Nullable;

/** Hands a job to the agent. Stateless. */
final class Submitting {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Submitting() {}

    /**
     * Submits a job.
     *
     * @param checkIndex submit only when the stored job has this index; null always submits
     * @return the id of the evaluation
     */
    static String submit(ApiClient client, Job job, @Nullable Long checkIndex) {
        ObjectNode body = MAPPER.createObjectNode();
        body.set("Job", tree(job));
        if (checkIndex != null) {
            body.put("EnforceIndex", true).put("JobModifyIndex", checkIndex);
        }
        JsonNode answer = client.put("/v1/jobs", body);
        return answer.path("EvalID").asText();
    }

    private static JsonNode tree(Job job) {
        try {
            return MAPPER.readTree(NomadJson.create().write(NomadForm.JOB, job));
        } catch (JsonProcessingException e) {
            throw new AssertionError("What was written must be readable.", e);
        }
    }
}
