package dev.berth.sample.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.client.Lookup;
import dev.berth.sample.cli.text.Block;
import dev.berth.sample.cli.text.Ids;
import dev.berth.sample.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows jobs. */
@Command(name = "status", description = "Show all jobs, or one with its evaluations and allocations.")
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private Output output = new Output();

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "Id of a job, or how it begins.")
    private @Nullable String job;

    @Option(names = "-short", description = "Leave out evaluations and allocations.")
    private boolean brief;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ApiClient client = connection.client(console);
        if (job == null) {
            list(client.get("/v1/jobs"));
        } else {
            one(client, new Lookup(client).job(job));
        }
        return ExitCode.OK;
    }

    private void list(JsonNode jobs) {
        if (output.json()) {
            Output.print(console, jobs);
            return;
        }
        Table table = new Table("ID", "Type", "Priority", "Status");
        jobs.forEach(each -> table.row(
                each.path("ID").asText(),
                each.path("Type").asText(),
                each.path("Priority").asInt(),
                status(each)));
        console.lines(table.lines());
    }

    private void one(ApiClient client, JsonNode found) {
        if (output.json()) {
            Output.print(console, found);
            return;
        }
        List<String> datacenters = new ArrayList<>();
        found.path("Datacenters").forEach(each -> datacenters.add(each.asText()));
        console.lines(new Block()
                .add("ID", found.path("ID").asText())
                .add("Name", found.path("Name").asText())
                .add("Type", found.path("Type").asText())
                .add("Priority", found.path("Priority").asInt())
                .add("Datacenters", String.join(",", datacenters))
                .add("Status", status(found))
                .lines());
        if (!brief) {
            String path = "/v1/job/" + ApiClient.encode(found.path("ID").asText());
            evaluations(client, client.get(path + "/evaluations"));
            allocations(client.get(path + "/allocations"));
        }
    }

    private static String status(JsonNode job) {
        return job.path("Status").asText() + (job.path("Stop").asBoolean() ? " (stopped)" : "");
    }

    private void evaluations(ApiClient client, JsonNode evaluations) {
        Table table = new Table("ID", "Priority", "TriggeredBy", "Status", "Placed");
        evaluations.forEach(each -> table.row(
                Ids.show(each.path("ID").asText(), output.verbose()),
                each.path("Priority").asInt(),
                each.path("TriggeredBy").asText(),
                each.path("Status").asText(),
                placed(each)));
        console.section("Evaluations", table.lines());
        for (JsonNode each : evaluations) {
            if (each.path("Status").asText().equals("blocked")) {
                List<String> why =
                        client.lines("/v1/evaluation/" + each.path("ID").asText() + "/explanation");
                console.section("Waiting for room", why);
            }
        }
    }

    private static String placed(JsonNode evaluation) {
        return switch (evaluation.path("Status").asText()) {
            case "complete" -> evaluation.path("FailedTGAllocs").isEmpty() ? "all" : "not all";
            case "blocked" -> "waits";
            default -> "-";
        };
    }

    private void allocations(JsonNode allocations) {
        Table table = new Table("ID", "EvalID", "Node", "TaskGroup", "Desired", "Status");
        allocations.forEach(each -> table.row(
                Ids.show(each.path("ID").asText(), output.verbose()),
                Ids.show(each.path("EvalID").asText(), output.verbose()),
                each.path("NodeName").asText(Ids.show(each.path("NodeID").asText(), output.verbose())),
                each.path("TaskGroup").asText(),
                each.path("DesiredStatus").asText(),
                each.path("ClientStatus").asText()));
        console.section("Allocations", table.lines());
    }
}
