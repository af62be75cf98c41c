package dev.berth.sample.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Maps;
import dev.berth.model.Allocation;
import dev.berth.model.Evaluation;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.state.ClusterState;
import dev.berth.state.JobSummary;
import dev.berth.wire.nomad.AllocationStub;
import dev.berth.wire.nomad.JobCounts;
import dev.berth.wire.nomad.JobStub;
import dev.berth.wire.nomad.NodeStub;
import dev.berth.wire.nomad.NomadForm;
import dev.berth.wire.nomad.NomadJson;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.Function;

/** Answers in Nomad's JSON: whole objects as the library writes them, and the shortened ones of lists. Thread-safe. */
final class Wire {
    private final NomadJson nomad = NomadJson.create();
    private final ObjectMapper mapper = new ObjectMapper();

    ObjectNode object() {
        return mapper.createObjectNode();
    }

    ArrayNode array() {
        return mapper.createArrayNode();
    }

    JsonNode parse(String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new HttpFailure(
                    HttpFailure.BAD_REQUEST,
                    "The body is not JSON: line %d, column %d: %s"
                            .formatted(
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    e.getOriginalMessage()));
        }
    }

    String print(JsonNode tree) {
        return tree.toString();
    }

    <T> ObjectNode tree(NomadForm<T> form, T value) {
        return (ObjectNode) parse(nomad.write(form, value));
    }

    <T> T read(NomadForm<T> form, JsonNode tree) {
        return nomad.read(form, tree.toString());
    }

    <T> ArrayNode list(Collection<T> values, Function<T, ObjectNode> shape) {
        ArrayNode list = array();
        values.forEach(value -> list.add(shape.apply(value)));
        return list;
    }

    ObjectNode job(Job job) {
        return tree(NomadForm.JOB, job);
    }

    ObjectNode node(Node node) {
        return tree(NomadForm.NODE, node);
    }

    ObjectNode allocation(Allocation allocation) {
        return tree(NomadForm.ALLOCATION, allocation);
    }

    ObjectNode evaluation(Evaluation evaluation) {
        return tree(NomadForm.EVALUATION, evaluation);
    }

    ObjectNode allocationStub(Allocation allocation) {
        return tree(NomadForm.ALLOCATION_STUB, AllocationStub.of(allocation));
    }

    ObjectNode jobStub(ClusterState state, Job job) {
        return tree(NomadForm.JOB_STUB, JobStub.of(job, counts(state, job)));
    }

    ObjectNode nodeStub(Node node) {
        return tree(NomadForm.NODE_STUB, NodeStub.of(node));
    }

    ObjectNode summary(ClusterState state, Job job) {
        return tree(NomadForm.JOB_COUNTS, counts(state, job));
    }

    private static JobCounts counts(ClusterState state, Job job) {
        JobCounts.Builder counts = JobCounts.builder(job.key())
                .createIndex(job.revision().createIndex())
                .modifyIndex(job.revision().modifyIndex());
        JobSummary summary = state.jobSummary(job.key());
        return summary == null
                ? counts.build()
                : counts.groups(new TreeMap<>(Maps.transformValues(summary.groups(), Wire::group)))
                        .children(children(summary.children()))
                        .build();
    }

    private static JobCounts.GroupCounts group(JobSummary.Group group) {
        return new JobCounts.GroupCounts(
                group.queued(),
                group.starting(),
                group.running(),
                group.failed(),
                group.complete(),
                group.lost(),
                group.unknown());
    }

    private static JobCounts.ChildCounts children(JobSummary.Children children) {
        return new JobCounts.ChildCounts(children.pending(), children.running(), children.dead());
    }
}
