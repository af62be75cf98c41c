package dev.berth.wire.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentStatus;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Extras;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobStatus;
import dev.berth.model.Node;
import dev.berth.model.TaskGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recorded responses of a Nomad 1.1.0 agent: each is read, looked at, and written back as the same tree. */
class RecordedResponsesTest {

    private static final ObjectMapper TREES = new ObjectMapper();

    private final NomadJson json = NomadJson.create();

    @Test
    void aJobComesBackAsItWas() {
        Job job = sameAgain(NomadForm.JOB, "job.json");

        assertThat(job.key()).isEqualTo(JobKey.of("example"));
        assertThat(job.revision().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(job.revision().submitTimeNanos()).isEqualTo(1_795_409_285_067_778_101L);
        TaskGroup group = job.group("cache");
        assertThat(group.count()).isEqualTo(2);
        assertThat(group.update().healthyDeadline()).isEqualTo(Duration.ofMinutes(1));
        assertThat(group.networks().get(0).dynamicPorts().get(0).to()).isEqualTo(80);
        assertThat(group.task("web").resources().memoryBytes()).isEqualTo(32L << 20);
        assertThat(group.task("web").config()).containsEntry("image", "busybox:local");
        assertThat(job.validate()).isEmpty();
    }

    @Test
    void aNodeComesBackAsItWas() {
        Node node = sameAgain(NomadForm.NODE, "node.json");

        assertThat(node.name()).isEqualTo("host-01");
        assertThat(node.resources().total().cpu()).isEqualTo(5_198);
        assertThat(node.resources().total().memoryBytes()).isEqualTo(24_105L << 20);
        assertThat(node.resources().cores()).hasSize(2);
        assertThat(node.drivers().get("exec").updateTimeNanos()).isEqualTo(1_795_408_944_001_639_670L);
        assertThat(node.ready()).isTrue();
    }

    @Test
    void anAllocationComesBackAsItWas() {
        Allocation allocation = sameAgain(NomadForm.ALLOCATION, "allocation.json");

        assertThat(allocation.name()).isEqualTo("example.cache[0]");
        assertThat(allocation.clientStatus()).isEqualTo(ClientStatus.RUNNING);
        assertThat(allocation.resources().total().cpu()).isEqualTo(150);
        assertThat(allocation.taskStates().get("web").events()).hasSize(3);
        assertThat(allocation.deploymentHealth().timestampNanos()).isEqualTo(1_795_409_287_801_473_438L);
    }

    @Test
    void evaluationsComeBackAsTheyWere() {
        Evaluation evaluation = sameAgain(NomadForm.EVALUATION, "evaluation.json");
        List<Evaluation> evaluations = sameAgain(NomadForm.EVALUATION.list(), "evaluations.json");

        assertThat(evaluation.trigger()).isEqualTo(EvaluationTrigger.JOB_REGISTER);
        assertThat(evaluation.queuedAllocations()).containsEntry("cache", 0);
        assertThat(evaluations).hasSize(2);
    }

    @Test
    void deploymentsComeBackAsTheyWere() {
        List<Deployment> deployments = sameAgain(NomadForm.DEPLOYMENT.list(), "deployments.json");
        Deployment deployment = sameAgain(NomadForm.DEPLOYMENT, "job-deployment.json");

        assertThat(deployments).containsExactly(deployment);
        assertThat(deployment.status()).isEqualTo(DeploymentStatus.SUCCESSFUL);
        assertThat(deployment.groups().get("cache").requireProgressByNanos()).isEqualTo(1_795_409_887_895_930_861L);
    }

    @Test
    void listsComeBackAsTheyWere() {
        List<JobStub> jobs = sameAgain(NomadForm.JOB_STUB.list(), "jobs.json");
        List<NodeStub> nodes = sameAgain(NomadForm.NODE_STUB.list(), "nodes.json");
        List<AllocationStub> allocations = sameAgain(NomadForm.ALLOCATION_STUB.list(), "job-allocations.json");
        JobCounts counts = sameAgain(NomadForm.JOB_COUNTS, "job-summary.json");

        assertThat(jobs.get(0).counts()).isEqualTo(counts);
        assertThat(counts.groups().get("cache").running()).isEqualTo(2);
        assertThat(nodes.get(0).version()).isEqualTo("1.1.0");
        assertThat(allocations).hasSize(2);
    }

    @Test
    void stubsOfFullRecordsSayWhatTheListsSay() {
        Job job = json.read(NomadForm.JOB, recorded("job.json"));
        JobCounts counts = json.read(NomadForm.JOB_COUNTS, recorded("job-summary.json"));
        JobStub recordedJob =
                json.read(NomadForm.JOB_STUB.list(), recorded("jobs.json")).get(0);
        Node node = json.read(NomadForm.NODE, recorded("node.json"));
        NodeStub recordedNode =
                json.read(NomadForm.NODE_STUB.list(), recorded("nodes.json")).get(0);
        Allocation allocation = json.read(NomadForm.ALLOCATION, recorded("allocation.json"));
        AllocationStub recordedAllocation =
                json.read(NomadForm.ALLOCATION_STUB.list(), recorded("job-allocations.json")).stream()
                        .filter(stub -> stub.id().equals(allocation.id()))
                        .findFirst()
                        .orElseThrow();

        assertThat(JobStub.of(job, counts))
                .isEqualTo(recordedJob.toBuilder().extras(Extras.none()).build());
        assertThat(NodeStub.of(node))
                .isEqualTo(recordedNode.toBuilder().nodePool(node.nodePool()).build());
        assertThat(AllocationStub.of(allocation)).isEqualTo(recordedAllocation);
    }

    /** Reads a recorded response, checks that it is written as the same tree, and returns what was read. */
    private <T> T sameAgain(NomadForm<T> form, String file) {
        String recorded = recorded(file);
        T value = json.read(form, recorded);
        assertThat(tree(json.write(form, value))).isEqualTo(tree(recorded));
        return value;
    }

    static String recorded(String file) {
        try (InputStream in = RecordedResponsesTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(String text) {
        try {
            return TREES.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
