package dev.berth.sample.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.sample.cli.client.Answer;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.text.Ids;
import dev.berth.sample.cli.text.Times;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Watches an evaluation until it is over, and prints what changes. Confined to one thread. */
final class EvaluationMonitor {
    private static final Set<String> OVER = Set.of("complete", "failed", "canceled");
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final ApiClient client;
    private final Console console;
    private final boolean verbose;
    private final boolean explainPlacements;
    private final Map<String, String> clientStatuses = new LinkedHashMap<>(); // by allocation

    EvaluationMonitor(ApiClient client, Console console, boolean verbose, boolean explainPlacements) {
        this.client = client;
        this.console = console;
        this.verbose = verbose;
        this.explainPlacements = explainPlacements;
    }

    /** Returns the exit code: 0, 1 when the evaluation failed, or 2 when something was not placed. */
    int watch(String evaluationId) throws InterruptedException {
        String id = evaluationId;
        while (true) {
            JsonNode last = watchOne(id);
            if (!last.path("FailedTGAllocs").isEmpty()) {
                printUnplaced(last);
                return ExitCode.NOT_PLACED;
            }
            String next = last.path("NextEval").asText("");
            if (!last.path("Status").asText().equals("complete")) {
                return ExitCode.FAILED;
            }
            if (next.isEmpty()) {
                return ExitCode.OK;
            }
            waitForNext(next, last.path("Wait").asLong());
            id = next;
        }
    }

    private JsonNode watchOne(String id) {
        console.step("Watching evaluation %s", Ids.show(id, verbose));
        Answer answer = new Answer(client.get("/v1/evaluation/" + id), 0);
        console.detail("Triggered by %s, job %s"
                .formatted(
                        answer.body().path("TriggeredBy").asText(),
                        answer.body().path("JobID").asText()));
        String status = "";
        while (true) {
            JsonNode evaluation = answer.body();
            boolean over = OVER.contains(evaluation.path("Status").asText());
            printAllocations(id, evaluation.path("CreateIndex").asLong());
            if (!evaluation.path("Status").asText().equals(status)) {
                status = evaluation.path("Status").asText();
                printStatus(evaluation, over);
            }
            if (over) {
                return evaluation;
            }
            answer = client.poll("/v1/evaluation/" + id, answer.index(), WAIT);
        }
    }

    private void printStatus(JsonNode evaluation, boolean over) {
        String status = evaluation.path("Status").asText();
        String why = evaluation.path("StatusDescription").asText("");
        if (over) {
            console.step(
                    "Evaluation %s is %s%s",
                    Ids.show(evaluation.path("ID").asText(), verbose), status, why.isEmpty() ? "" : ": " + why);
        } else if (!status.equals("pending")) {
            console.detail("Evaluation is " + status);
        }
    }

    private void printAllocations(String evaluation, long createIndex) {
        client.get("/v1/evaluation/" + evaluation + "/allocations").forEach(allocation -> {
            String id = allocation.path("ID").asText();
            String status = allocation.path("ClientStatus").asText();
            String before = clientStatuses.put(id, status);
            if (before == null) {
                boolean created = allocation.path("CreateIndex").asLong() >= createIndex;
                console.detail("Allocation %s %s: group %s on node %s"
                        .formatted(
                                Ids.show(id, verbose),
                                created ? "placed" : "changed",
                                allocation.path("TaskGroup").asText(),
                                node(allocation)));
                if (explainPlacements && created) {
                    explain(id);
                }
            } else if (!before.equals(status)) {
                console.detail("Allocation %s: %s -> %s".formatted(Ids.show(id, verbose), before, status));
            }
        });
    }

    private String node(JsonNode allocation) {
        String name = allocation.path("NodeName").asText("");
        return name.isEmpty() ? Ids.show(allocation.path("NodeID").asText(), verbose) : name;
    }

    private void explain(String allocation) {
        List<String> lines = client.lines("/v1/allocation/" + allocation + "/explanation");
        lines.stream().skip(1).forEach(line -> console.detail("  " + line));
    }

    private void printUnplaced(JsonNode evaluation) {
        List<String> lines =
                client.lines("/v1/evaluation/" + evaluation.path("ID").asText() + "/explanation");
        lines.stream().skip(1).forEach(console::detail);
        String blocked = evaluation.path("BlockedEval").asText("");
        if (!blocked.isEmpty()) {
            console.detail("Evaluation %s waits for room.".formatted(Ids.show(blocked, verbose)));
        }
    }

    private void waitForNext(String next, long waitNanos) throws InterruptedException {
        console.step("Evaluation %s follows in %s", Ids.show(next, verbose), Times.ofNanos(waitNanos));
        TimeUnit.NANOSECONDS.sleep(waitNanos);
    }
}
