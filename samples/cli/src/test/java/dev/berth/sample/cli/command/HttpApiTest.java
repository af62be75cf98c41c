package dev.berth.sample.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API as a client of Nomad sees it: the members that a real agent answers with, indexes, waiting, refusals. */
class HttpApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static RunningAgent agent;
    private static String allocation;
    private static String evaluation;
    private static String node;

    @BeforeAll
    static void startAgentWithAService() throws Exception {
        agent = RunningAgent.start();
        String text = JobText.of("web", "service", 1, "sleep 600")
                .replace(
                        "    count = 1",
                        "    count = 1\n    update {\n      max_parallel = 1\n      min_healthy_time = \"0s\"\n    }");
        Run run = agent.run("run", JobText.file(folder, "web.hcl", text));
        assertThat(run.code()).as(run.err()).isZero();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> json("/v1/job/web/allocations")
                        .get(0)
                        .path("ClientStatus")
                        .asText()
                        .equals("running"));
        JsonNode stub = json("/v1/job/web/allocations").get(0);
        allocation = stub.path("ID").asText();
        evaluation = stub.path("EvalID").asText();
        node = stub.path("NodeID").asText();
    }

    @AfterAll
    static void stopAgent() {
        agent.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(agent.address() + path)).timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> put(String path, String body) throws Exception {
        return HTTP.send(
                request(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return MAPPER.readTree(response.body());
    }

    private static List<String> members(JsonNode tree) {
        List<String> members = new ArrayList<>();
        (tree.isArray() ? tree.get(0) : tree).fieldNames().forEachRemaining(members::add);
        return members;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /v1/jobs                       | CreateIndex Datacenters ID JobModifyIndex JobSummary ModifyIndex Name Namespace ParameterizedJob ParentID Periodic Priority Status StatusDescription Stop SubmitTime Type
            /v1/job/web                    | Affinities AllAtOnce Constraints CreateIndex Datacenters ID JobModifyIndex Meta ModifyIndex Name Namespace ParameterizedJob ParentID Payload Periodic Priority Region Spreads Stable Status StatusDescription Stop SubmitTime TaskGroups Type Update Version
            /v1/job/web/allocations        | ClientDescription ClientStatus CreateIndex CreateTime DesiredDescription DesiredStatus EvalID ID JobID JobType JobVersion ModifyIndex ModifyTime Name Namespace NodeID NodeName TaskGroup TaskStates
            /v1/job/web/evaluations        | CreateIndex CreateTime ID JobID JobModifyIndex ModifyIndex ModifyTime Namespace Priority SnapshotIndex Status TriggeredBy Type
            /v1/job/web/summary            | Children CreateIndex JobID ModifyIndex Namespace Summary
            /v1/job/web/versions           | Diffs Versions
            /v1/nodes                      | Address CreateIndex Datacenter Drain Drivers HostVolumes ID LastDrain ModifyIndex Name NodeClass SchedulingEligibility Status StatusDescription Version
            /v1/node/NODE                  | Attributes ComputedClass CreateIndex Datacenter Drain DrainStrategy Drivers Events HTTPAddr HostVolumes ID LastDrain Links Meta ModifyIndex Name NodeClass NodeResources ReservedResources SchedulingEligibility SecretID Status StatusDescription StatusUpdatedAt TLSEnabled
            /v1/node/NODE/allocations      | AllocatedResources ClientStatus CreateIndex DesiredStatus EvalID ID Job JobID Name Namespace NodeID NodeName TaskGroup TaskStates
            /v1/allocations                | ClientStatus DesiredStatus EvalID ID JobID Name NodeID TaskGroup TaskStates
            /v1/allocation/ALLOC           | AllocModifyIndex AllocatedResources ClientDescription ClientStatus CreateIndex CreateTime DesiredStatus EvalID ID Job JobID ModifyIndex ModifyTime Name Namespace NodeID NodeName TaskGroup TaskStates
            /v1/evaluations                | CreateIndex CreateTime ID JobID ModifyIndex Namespace Priority Status TriggeredBy Type
            /v1/evaluation/EVAL            | CreateIndex CreateTime ID JobID JobModifyIndex ModifyIndex ModifyTime Namespace Priority SnapshotIndex Status TriggeredBy Type
            /v1/evaluation/EVAL/allocations| ClientStatus DesiredStatus ID JobID Name NodeID TaskGroup
            /v1/agent/health               | client server
            /v1/agent/self                 | stats
            """)
    void answersHaveTheMembersOfNomads(String path, String expected) throws Exception {
        String whole = path.replace("NODE", node).replace("ALLOC", allocation).replace("EVAL", evaluation);

        assertThat(members(json(whole))).contains(expected.split(" "));
    }

    @Test
    void theSecretOfANodeIsNeverTold() throws Exception {
        assertThat(json("/v1/node/" + node).path("SecretID").asText()).isEmpty();
        assertThat(get("/v1/nodes").body()).doesNotContain("SecretHash", "secretHash");
    }

    @Test
    void readsTellTheirIndexAndWaitForALaterOne() throws Exception {
        HttpResponse<String> now = get("/v1/jobs");
        long index = now.headers().firstValueAsLong("X-Nomad-Index").orElseThrow();
        assertThat(now.headers().firstValue("X-Nomad-KnownLeader")).contains("true");
        CompletableFuture<HttpResponse<String>> waiting =
                HTTP.sendAsync(request("/v1/jobs?wait=20s&index=" + index).build(), BodyHandlers.ofString());
        assertThat(waiting).isNotDone();

        agent.run("run", "-detach", JobText.file(folder, "other.hcl", JobText.of("other", "batch", 1, "true")));

        assertThat(waiting.join().headers().firstValueAsLong("X-Nomad-Index").orElseThrow())
                .isGreaterThan(index);
    }

    @Test
    void aReadThatWaitsInVainIsAnsweredInTheEnd() throws Exception {
        HttpResponse<String> answer = get("/v1/jobs?index=1000000&wait=50ms");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(members(MAPPER.readTree(answer.body()))).contains("ID");
    }

    @Test
    void aJobCanBeWrittenBackAsItWasRead() throws Exception {
        ObjectNode body = MAPPER.createObjectNode();
        body.set("Job", json("/v1/job/web"));

        HttpResponse<String> answer = put("/v1/jobs", body.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(members(MAPPER.readTree(answer.body())))
                .contains("EvalID", "EvalCreateIndex", "JobModifyIndex", "Warnings", "Index");
        assertThat(json("/v1/job/web").path("Version").asLong()).isZero();
        assertThat(json("/v1/job/web/allocations")).hasSize(1);
    }

    @Test
    void aJobFileIsParsedAndAJobChecked() throws Exception {
        ObjectNode file = MAPPER.createObjectNode().put("JobHCL", JobText.of("parsed", "batch", 1, "true"));
        HttpResponse<String> parsed = put("/v1/jobs/parse", file.toString());
        assertThat(MAPPER.readTree(parsed.body()).path("ID").asText()).isEqualTo("parsed");

        HttpResponse<String> checked = put("/v1/validate/job", "{\"Job\": {\"ID\": \"x\", \"Type\": \"service\"}}");

        assertThat(MAPPER.readTree(checked.body()).path("ValidationErrors")).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /v1/nothing                     | 404 | There is nothing at /v1/nothing.
            PUT  | /v1/nodes                       | 405 | The method (PUT) is not for /v1/nodes.
            GET  | /v1/job/none                    | 404 | none
            GET  | /v1/allocation/xyz              | 400 | xyz
            GET  | /v1/node/11111111-1111-1111-1111-111111111111 | 404 | There is no node
            GET  | /v1/jobs?index=many             | 400 | The parameter index (many) must be a whole number.
            GET  | /v1/jobs?index=1000000&wait=soon| 400 | The parameter wait (soon) must be a duration
            PUT  | /v1/jobs                        | 400 | The body
            """)
    void refusalsHaveAStatusAndASentence(String method, String path, int status, String sentence) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.ofString("{nonsense"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void pagesOfOtherSitesAreKeptOut() throws Exception {
        HttpResponse<String> page = HTTP.send(
                request("/v1/jobs").header("Origin", "http://example.com").build(), BodyHandlers.ofString());
        HttpResponse<String> fetch = HTTP.send(
                request("/v1/jobs").header("Sec-Fetch-Site", "cross-site").build(), BodyHandlers.ofString());
        HttpResponse<String> own =
                HTTP.send(request("/v1/jobs").header("Origin", agent.address()).build(), BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(fetch.statusCode()).isEqualTo(403);
        assertThat(own.statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() throws Exception {
        HttpResponse<String> answer = put("/v1/jobs", " ".repeat(5 << 20));

        assertThat(answer.statusCode()).isEqualTo(413);
    }
}
