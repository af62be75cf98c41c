package dev.berth.sample.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.client.Lookup;
import dev.berth.sample.cli.text.Block;
import dev.berth.sample.cli.text.Ids;
import dev.berth.sample.cli.text.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an evaluation. */
@Command(name = "eval-status", description = "Show an evaluation: what it placed, and what it could not place and why.")
final class EvalStatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private Output output = new Output();

    @Parameters(index = "0", paramLabel = "EVAL", description = "Id of the evaluation, or how it begins.")
    private String evaluation = "";

    @Option(names = "-monitor", description = "Watch it until it is over.")
    private boolean monitor;

    EvalStatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ApiClient client = connection.client(console);
        JsonNode found = new Lookup(client).evaluation(evaluation);
        String id = found.path("ID").asText();
        if (output.json()) {
            Output.print(console, found);
            return ExitCode.OK;
        }
        if (monitor) {
            return new EvaluationMonitor(client, console, output.verbose(), false).watch(id);
        }
        console.lines(facts(found).lines());
        Table table = new Table("ID", "Node", "TaskGroup", "Desired", "Status");
        client.get("/v1/evaluation/" + id + "/allocations")
                .forEach(each -> table.row(
                        Ids.show(each.path("ID").asText(), output.verbose()),
                        each.path("NodeName").asText(),
                        each.path("TaskGroup").asText(),
                        each.path("DesiredStatus").asText(),
                        each.path("ClientStatus").asText()));
        console.section("Allocations", table.lines());
        if (!found.path("FailedTGAllocs").isEmpty()) {
            console.section("Not placed", client.lines("/v1/evaluation/" + id + "/explanation"));
        }
        return ExitCode.OK;
    }

    private Block facts(JsonNode found) {
        return new Block()
                .add("ID", Ids.show(found.path("ID").asText(), output.verbose()))
                .add("JobID", found.path("JobID").asText())
                .add("Type", found.path("Type").asText())
                .add("TriggeredBy", found.path("TriggeredBy").asText())
                .add("Priority", found.path("Priority").asInt())
                .add("Status", found.path("Status").asText())
                .addUnlessEmpty("Description", found.path("StatusDescription").asText(""))
                .addUnlessEmpty("Blocked", Ids.show(found.path("BlockedEval").asText(""), output.verbose()))
                .addUnlessEmpty("Next", Ids.show(found.path("NextEval").asText(""), output.verbose()));
    }
}
