package dev.berth.sample.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.client.Lookup;
import dev.berth.sample.cli.text.Block;
import dev.berth.sample.cli.text.Ids;
import dev.berth.sample.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows nodes. */
@Command(name = "node-status", description = "Show all nodes, or one with its attributes and allocations.")
final class NodeStatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private Output output = new Output();

    @Parameters(index = "0", arity = "0..1", paramLabel = "NODE", description = "Id of a node, or how it begins.")
    private @Nullable String node;

    @Option(names = "-short", description = "Leave out attributes and allocations.")
    private boolean brief;

    NodeStatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ApiClient client = connection.client(console);
        if (node == null) {
            list(client.get("/v1/nodes"));
        } else {
            one(client, new Lookup(client).node(node));
        }
        return ExitCode.OK;
    }

    private void list(JsonNode nodes) {
        if (output.json()) {
            Output.print(console, nodes);
            return;
        }
        Table table = new Table("ID", "DC", "Name", "Class", "Drain", "Eligibility", "Status");
        nodes.forEach(each -> table.row(
                Ids.show(each.path("ID").asText(), output.verbose()),
                each.path("Datacenter").asText(),
                each.path("Name").asText(),
                orDash(each.path("NodeClass").asText("")),
                each.path("Drain").asBoolean(),
                each.path("SchedulingEligibility").asText(),
                each.path("Status").asText()));
        console.lines(table.lines());
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private void one(ApiClient client, JsonNode found) {
        if (output.json()) {
            Output.print(console, found);
            return;
        }
        JsonNode resources = found.path("NodeResources");
        Block block = new Block()
                .add("ID", Ids.show(found.path("ID").asText(), output.verbose()))
                .add("Name", found.path("Name").asText())
                .add("Class", orDash(found.path("NodeClass").asText("")))
                .add("Datacenter", found.path("Datacenter").asText())
                .add("Drain", found.path("Drain").asBoolean())
                .add("Eligibility", found.path("SchedulingEligibility").asText())
                .add("Status", found.path("Status").asText())
                .add("Drivers", drivers(found.path("Drivers")))
                .add("CPU", resources.path("Cpu").path("CpuShares").asLong() + " MHz")
                .add("Memory", resources.path("Memory").path("MemoryMB").asLong() + " MiB")
                .add("Disk", resources.path("Disk").path("DiskMB").asLong() + " MiB");
        console.lines(block.lines());
        if (!brief) {
            console.section("Attributes", sorted(found.path("Attributes")));
            console.section("Meta", sorted(found.path("Meta")));
            allocations(client.get("/v1/node/" + found.path("ID").asText() + "/allocations"));
        }
    }

    private static String drivers(JsonNode drivers) {
        List<String> words = new ArrayList<>();
        drivers.fields().forEachRemaining(driver -> {
            if (driver.getValue().path("Detected").asBoolean()) {
                boolean healthy = driver.getValue().path("Healthy").asBoolean();
                words.add(driver.getKey() + (healthy ? "" : " (unhealthy)"));
            }
        });
        return words.isEmpty() ? "-" : String.join(", ", words);
    }

    private static List<String> sorted(JsonNode map) {
        TreeMap<String, String> sorted = new TreeMap<>();
        map.fields()
                .forEachRemaining(
                        entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
        Block block = new Block();
        sorted.forEach(block::add);
        return block.lines();
    }

    private void allocations(JsonNode allocations) {
        Table table = new Table("ID", "EvalID", "JobID", "TaskGroup", "Desired", "Status");
        allocations.forEach(each -> table.row(
                Ids.show(each.path("ID").asText(), output.verbose()),
                Ids.show(each.path("EvalID").asText(), output.verbose()),
                each.path("JobID").asText(),
                each.path("TaskGroup").asText(),
                each.path("DesiredStatus").asText(),
                each.path("ClientStatus").asText()));
        console.section("Allocations", table.lines());
    }
}
