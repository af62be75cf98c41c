package dev.berth.sample.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.client.Lookup;
import dev.berth.sample.cli.text.Block;
import dev.berth.sample.cli.text.Ids;
import dev.berth.sample.cli.text.Table;
import dev.berth.sample.cli.text.Times;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an allocation. */
@Command(
        name = "alloc-status",
        description = "Show an allocation: its tasks, what happened to them, and why it is where it is.")
final class AllocStatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private Output output = new Output();

    @Parameters(index = "0", paramLabel = "ALLOC", description = "Id of the allocation, or how it begins.")
    private String allocation = "";

    @Option(names = "-short", description = "Show the last event of each task only, and no explanation.")
    private boolean brief;

    AllocStatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ApiClient client = connection.client(console);
        JsonNode found = new Lookup(client).allocation(allocation);
        if (output.json()) {
            Output.print(console, found);
            return ExitCode.OK;
        }
        console.lines(facts(found).lines());
        console.section("Ports", ports(found).lines());
        Map<String, JsonNode> tasks = new TreeMap<>();
        found.path("TaskStates").fields().forEachRemaining(task -> tasks.put(task.getKey(), task.getValue()));
        if (brief) {
            console.section("Tasks", lastEvents(tasks).lines());
            return ExitCode.OK;
        }
        tasks.forEach((name, task) -> console.section(
                "Task %s is %s".formatted(name, task.path("State").asText()),
                events(task).lines()));
        explanation(client, found);
        return ExitCode.OK;
    }

    private Block facts(JsonNode found) {
        return new Block()
                .add("ID", Ids.show(found.path("ID").asText(), output.verbose()))
                .add("EvalID", Ids.show(found.path("EvalID").asText(), output.verbose()))
                .add("Name", found.path("Name").asText())
                .add("Node", found.path("NodeName").asText())
                .add("NodeID", Ids.show(found.path("NodeID").asText(), output.verbose()))
                .add("JobID", found.path("JobID").asText())
                .add("Desired", found.path("DesiredStatus").asText())
                .add("Status", found.path("ClientStatus").asText())
                .addUnlessEmpty("Description", found.path("ClientDescription").asText(""))
                .add("Created", Times.ofEpochNanos(found.path("CreateTime").asLong()));
    }

    private static Table ports(JsonNode found) {
        Table table = new Table("Label", "Address", "To");
        JsonNode resources = found.path("AllocatedResources");
        resources
                .path("Shared")
                .path("Ports")
                .forEach(port -> addPort(table, port, port.path("HostIP").asText("")));
        resources
                .path("Tasks")
                .forEach(task -> task.path("Networks").forEach(network -> {
                    String ip = network.path("IP").asText("");
                    network.path("ReservedPorts").forEach(port -> addPort(table, port, ip));
                    network.path("DynamicPorts").forEach(port -> addPort(table, port, ip));
                }));
        return table;
    }

    private static void addPort(Table table, JsonNode port, String ip) {
        String to = port.path("To").asInt() > 0 ? port.path("To").asText() : "-";
        table.row(port.path("Label").asText(), ip + ":" + port.path("Value").asText(), to);
    }

    private static Table lastEvents(Map<String, JsonNode> tasks) {
        Table table = new Table("Name", "State", "LastEvent", "Time");
        tasks.forEach((name, task) -> {
            JsonNode events = task.path("Events");
            JsonNode last = events.path(events.size() - 1);
            table.row(
                    name,
                    task.path("State").asText(),
                    last.path("Type").asText(),
                    Times.ofEpochNanos(last.path("Time").asLong()));
        });
        return table;
    }

    /** Newest first. */
    private static Table events(JsonNode task) {
        Table table = new Table("Time", "Type", "Description");
        JsonNode events = task.path("Events");
        for (int i = events.size() - 1; i >= 0; i--) {
            JsonNode event = events.get(i);
            table.row(
                    Times.ofEpochNanos(event.path("Time").asLong()),
                    event.path("Type").asText(),
                    event.path("DisplayMessage").asText());
        }
        return table;
    }

    private void explanation(ApiClient client, JsonNode found) {
        List<String> lines = client.lines("/v1/allocation/" + found.path("ID").asText() + "/explanation");
        console.section("Why there", lines);
    }
}
