package dev.berth.sample.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against one agent over HTTP, with real processes. */
class EndToEndTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path folder;

    private static RunningAgent agent;

    @BeforeAll
    static void startAgent() {
        agent = RunningAgent.start("-node", "here", "-node-class", "small", "-meta", "rack=r1");
    }

    @AfterAll
    static void stopAgent() {
        assertThat(agent.stop()).isZero();
    }

    private static Run submit(String id, String type, int count, String script) {
        return agent.run("run", JobText.file(folder, id + ".hcl", JobText.of(id, type, count, script)));
    }

    private static JsonNode json(Run run) throws Exception {
        assertThat(run.code()).as(run.err()).isZero();
        return MAPPER.readTree(run.out());
    }

    private static JsonNode onlyAllocation(String job) {
        return agent.client().get("/v1/job/" + job + "/allocations").get(0);
    }

    private static void awaitStatus(String job, String status) {
        await().atMost(LONG)
                .until(() -> onlyAllocation(job).path("ClientStatus").asText().equals(status));
    }

    @Test
    void aJobIsPlacedRunsAndShowsItsOutput() {
        Run run = submit("batch", "batch", 1, "echo one; echo two; echo bad >&2");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("==> Watching evaluation [0-9a-f]{8}\n    Triggered by job-register, job batch\n")
                .containsPattern("    Allocation [0-9a-f]{8} placed: group g on node here\n")
                .containsPattern("==> Evaluation [0-9a-f]{8} is complete\n");
        awaitStatus("batch", "complete");
        String id = onlyAllocation("batch").path("ID").asText();
        assertThat(agent.run("logs", id.substring(0, 8)).out()).isEqualTo("one\ntwo\n");
        assertThat(agent.run("logs", "-stderr", id, "t").out()).isEqualTo("bad\n");
        assertThat(agent.run("logs", "-tail", "-n", "1", id).out()).isEqualTo("two\n");
        assertThat(agent.run("status").out())
                .containsPattern("ID +Type +Priority +Status\n")
                .containsPattern("batch +batch +50 +dead\n");
        assertThat(agent.run("alloc-status", id.substring(0, 8)).out())
                .contains(
                        "==> Task t is dead",
                        "Exit code 0",
                        "==> Why there",
                        "batch.g[0] runs on here.",
                        "here scored");
        assertThat(agent.run("alloc-status", "-short", id).out())
                .contains("==> Tasks")
                .doesNotContain("Why there");
    }

    @Test
    void aServiceRunsUntilItIsStopped() {
        submit("service", "service", 1, "trap 'echo end; exit 0' INT TERM; echo up; while :; do sleep 0.1; done");
        awaitStatus("service", "running");
        String id = onlyAllocation("service").path("ID").asText();
        await().atMost(LONG).until(() -> agent.run("logs", id).out().equals("up\n"));
        assertThat(agent.run("status", "serv").out())
                .containsPattern("ID +Priority +TriggeredBy +Status +Placed\n")
                .containsPattern("[0-9a-f]{8}  [0-9a-f]{8}  here +g +run +running\n");
        assertThat(agent.run("status", "-short", "service").out()).doesNotContain("Allocations");

        Run stop = agent.run("stop", "service");

        assertThat(stop.code()).as(stop.err()).isZero();
        awaitStatus("service", "complete");
        assertThat(agent.run("logs", "-f", id).out()).isEqualTo("up\nend\n");
        assertThat(agent.run("status", "service").out()).contains("dead (stopped)");
        assertThat(agent.run("stop", "-purge", "-detach", "service").out()).containsPattern("^[0-9a-f-]{36}\n$");
        await().atMost(LONG).until(() -> agent.run("status", "service").code() == 1);
    }

    @Test
    void whatCannotBePlacedIsExplainedWithExitCode2() {
        String file = JobText.file(
                folder,
                "big.hcl",
                JobText.of("big", "service", 2, "true").replace("memory = 16", "memory = 100000000"));

        Run run = agent.run("run", file);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out())
                .contains(
                        "Group g: 2 not placed: short ",
                        " on the closest node here; no node is large enough, even empty")
                .contains("Dimension \"memory\" exhausted on 1 node")
                .containsPattern("Evaluation [0-9a-f]{8} waits for room.\n");
        assertThat(agent.run("status", "big").out()).contains("==> Waiting for room", "not all", "blocked");
        Matcher evaluation = Pattern.compile("evaluation ([0-9a-f]{8})").matcher(run.out());
        assertThat(evaluation.find()).isTrue();
        assertThat(agent.run("eval-status", evaluation.group(1)).out())
                .contains("Status      = complete", "==> Not placed", "short ");
        agent.run("stop", "-purge", "big");
    }

    @Test
    void anUnknownDriverIsExplainedWithItsNameAndExitCode2() {
        String text = JobText.of("nodriver", "batch", 1, "true").replace("raw_exec", "warp_drive");

        Run run = agent.run("run", JobText.file(folder, "nodriver.hcl", text));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("warp_drive");
    }

    @Test
    void aJobThatChangedMeanwhileIsNotOverwritten() {
        submit("checked", "batch", 1, "true");
        String file = folder.resolve("checked.hcl").toString();

        Run stale = agent.run("run", "-check-index", "0", file);
        String index =
                agent.client().get("/v1/job/checked").path("JobModifyIndex").asText();
        Run fresh = agent.run("run", "-detach", "-check-index", index, file);

        assertThat(stale.code()).isEqualTo(1);
        assertThat(stale.err()).contains("checked").contains("0");
        assertThat(fresh.code()).as(fresh.err()).isZero();
        assertThat(fresh.out()).containsPattern("Evaluation ID: [0-9a-f-]{36}\n");
    }

    @Test
    void nodesAreShownWithWhatTheyAre() {
        assertThat(agent.run("node-status").out())
                .containsPattern("ID +DC +Name +Class +Drain +Eligibility +Status\n")
                .containsPattern("[0-9a-f]{8}  dc1 +here +small +false +eligible +ready\n");
        String id = agent.client().get("/v1/nodes").get(0).path("ID").asText();
        assertThat(agent.run("node-status", id.substring(0, 6)).out())
                .contains("Name        = here", "raw_exec", "==> Attributes", "kernel.name", "==> Meta", "rack = r1");
    }

    @Test
    void jsonIsTheAnswerOfTheApi() throws Exception {
        submit("json", "batch", 1, "true");

        assertThat(json(agent.run("status", "-json", "json"))
                        .path("TaskGroups")
                        .get(0)
                        .path("Name")
                        .asText())
                .isEqualTo("g");
        assertThat(json(agent.run("status", "-json")).isArray()).isTrue();
        assertThat(json(agent.run("node-status", "-json")).get(0).has("SchedulingEligibility"))
                .isTrue();
        String id = onlyAllocation("json").path("ID").asText();
        JsonNode allocation = json(agent.run("alloc-status", "-json", id));
        assertThat(allocation.path("JobID").asText()).isEqualTo("json");
        assertThat(json(agent.run(
                                "eval-status",
                                "-json",
                                allocation.path("EvalID").asText()))
                        .path("Status")
                        .asText())
                .isEqualTo("complete");
    }

    @Test
    void idsThatFitNothingOrSeveralThingsAreRefusedInOneSentence() {
        submit("twin-a", "batch", 1, "true");
        submit("twin-b", "batch", 1, "true");

        assertThat(agent.run("status", "twin").err())
                .isEqualTo("2 jobs begin with (twin): twin-a, twin-b.\nGive more of the id.\n");
        assertThat(agent.run("status", "nothing").err()).isEqualTo("There is no job whose id begins with (nothing).\n");
        assertThat(agent.run("alloc-status", "xyz").err())
                .isEqualTo("There is no allocation whose id begins with (xyz).\n");
        assertThat(agent.run("logs", "xyz").code()).isEqualTo(1);
    }

    @Test
    void aTaskIsNamedWhereThereAreSeveral() {
        submit("one-task", "batch", 1, "true");
        String id = onlyAllocation("one-task").path("ID").asText();

        Run run = agent.run("logs", id, "other");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("The allocation has no task (other).\nName one of its tasks: t.\n");
    }

    @Test
    void anIdMayHoldASlash() {
        submit("slash", "batch", 1, "true");
        String file = JobText.file(folder, "s.hcl", JobText.of("a/b c", "batch", 1, "true"));

        Run run = agent.run("run", file);

        if (run.code() == 0) {
            assertThat(agent.run("status", "a/b c").out()).contains("ID          = a/b c");
        } else {
            assertThat(run.err()).contains("a/b c");
        }
    }
}
