package dev.berth.sample.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.model.Allocation;
import dev.berth.model.Evaluation;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.state.ClusterState;
import dev.berth.state.JobSummary;
import dev.berth.wire.nomad.NomadForm;
import dev.berth.wire.nomad.NomadJson;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Answers in Nomad's JSON: whole objects as the library writes them, and the shortened ones of lists. Thread-safe. */
final class Wire {
    private static final List<String> ALLOCATION_STUB = List.of(
            "ID",
            "EvalID",
            "Name",
            "Namespace",
            "NodeID",
            "NodeName",
            "JobID",
            "TaskGroup",
            "DesiredStatus",
            "DesiredDescription",
            "ClientStatus",
            "ClientDescription",
            "TaskStates",
            "DeploymentStatus",
            "RescheduleTracker",
            "PreemptedAllocations",
            "PreemptedByAllocation",
            "FollowupEvalID",
            "NextAllocation",
            "CreateIndex",
            "ModifyIndex",
            "CreateTime",
            "ModifyTime");
    private static final List<String> JOB_STUB = List.of(
            "ID",
            "ParentID",
            "Name",
            "Namespace",
            "Datacenters",
            "Multiregion",
            "Type",
            "Priority",
            "Stop",
            "Status",
            "StatusDescription",
            "CreateIndex",
            "ModifyIndex",
            "JobModifyIndex",
            "SubmitTime");
    private static final List<String> NODE_STUB = List.of(
            "ID",
            "Datacenter",
            "Name",
            "NodeClass",
            "Drain",
            "SchedulingEligibility",
            "Status",
            "StatusDescription",
            "Drivers",
            "HostVolumes",
            "LastDrain",
            "CreateIndex",
            "ModifyIndex",
            "NodeResources",
            "ReservedResources");

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
        ObjectNode stub = only(allocation(allocation), ALLOCATION_STUB);
        stub.put("JobType", allocation.job().type().word());
        stub.put("JobVersion", allocation.job().revision().version());
        return stub;
    }

    ObjectNode jobStub(ClusterState state, Job job) {
        ObjectNode stub = only(job(job), JOB_STUB);
        stub.put("Periodic", job.periodic() != null);
        stub.put("ParameterizedJob", job.parameterized() != null);
        stub.set("JobSummary", summary(state, job));
        return stub;
    }

    ObjectNode nodeStub(Node node) {
        ObjectNode stub = only(node(node), NODE_STUB);
        stub.put("NodePool", node.nodePool());
        stub.put("Address", node.httpAddress());
        return stub;
    }

    ObjectNode summary(ClusterState state, Job job) {
        ObjectNode summary = object();
        summary.put("JobID", job.id());
        summary.put("Namespace", job.namespace());
        summary.put("CreateIndex", job.revision().createIndex());
        summary.put("ModifyIndex", job.revision().modifyIndex());
        ObjectNode groups = summary.putObject("Summary");
        JobSummary counts = state.jobSummary(job.key());
        if (counts != null) {
            counts.groups().forEach((name, group) -> groups.set(name, group(group)));
        }
        ObjectNode children = summary.putObject("Children");
        children.put("Pending", counts == null ? 0 : counts.children().pending());
        children.put("Running", counts == null ? 0 : counts.children().running());
        children.put("Dead", counts == null ? 0 : counts.children().dead());
        return summary;
    }

    private ObjectNode group(JobSummary.Group group) {
        ObjectNode tree = object();
        tree.put("Queued", group.queued());
        tree.put("Starting", group.starting());
        tree.put("Running", group.running());
        tree.put("Failed", group.failed());
        tree.put("Complete", group.complete());
        tree.put("Lost", group.lost());
        tree.put("Unknown", group.unknown());
        return tree;
    }

    private ObjectNode only(ObjectNode whole, List<String> members) {
        return whole.retain(members);
    }
}
