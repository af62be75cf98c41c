package dev.berth.sample.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.client.LogPiece;
import dev.berth.sample.cli.client.LogQuery;
import dev.berth.sample.cli.client.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a task prints. */
@Command(name = "logs", description = "Show what a task printed.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int TAIL_LINES = 10;

    private final Console console;

    @Mixin
    private Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "ALLOC", description = "Id of the allocation, or how it begins.")
    private String allocation = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TASK",
            description = "Name of the task, when there are several.")
    private @Nullable String task;

    @Option(names = "-stderr", description = "Show the error output.")
    private boolean stderr;

    @Option(names = "-f", description = "Follow: go on until the task has ended.")
    private boolean follow;

    @Option(names = "-tail", description = "Show the last lines only.")
    private boolean tail;

    @Option(names = "-n", paramLabel = "N", description = "How many lines -tail shows; 10 by default.")
    private @Nullable Integer lines;

    LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Integer lastLines = tailLines();
        ApiClient client = connection.client(console);
        JsonNode found = new Lookup(client).allocation(allocation);
        String id = found.path("ID").asText();
        LogQuery query = new LogQuery(id, taskOf(found), stderr, lastLines, null);
        boolean ended = false;
        while (true) {
            LogPiece piece = client.logs(query);
            console.out().writeBytes(piece.bytes());
            query = query.after(piece);
            if (piece.bytes().length == 0 && (ended || !follow)) {
                return ExitCode.OK;
            }
            if (piece.bytes().length == 0) {
                ended = hasEnded(client.get("/v1/allocation/" + id), query.task());
                if (!ended && console.stop().await(POLL)) {
                    return ExitCode.OK;
                }
            }
        }
    }

    private @Nullable Integer tailLines() {
        if (lines != null && lines < 0) {
            throw new CommandException("The number of lines (-n %d) must not be negative.".formatted(lines));
        }
        boolean asked = tail || lines != null;
        return asked ? Integer.valueOf(lines == null ? TAIL_LINES : lines) : null;
    }

    private static boolean hasEnded(JsonNode allocation, String task) {
        return allocation.path("TaskStates").path(task).path("State").asText().equals("dead")
                || !List.of("pending", "running", "unknown")
                        .contains(allocation.path("ClientStatus").asText());
    }

    private String taskOf(JsonNode found) {
        List<String> names = new ArrayList<>();
        for (JsonNode group : found.path("Job").path("TaskGroups")) {
            if (group.path("Name").asText().equals(found.path("TaskGroup").asText())) {
                group.path("Tasks").forEach(each -> names.add(each.path("Name").asText()));
            }
        }
        if (task == null && names.size() == 1) {
            return names.get(0);
        }
        if (task == null || !names.contains(task)) {
            throw new CommandException("%s\nName one of its tasks: %s."
                    .formatted(
                            task == null
                                    ? "The allocation has several tasks."
                                    : "The allocation has no task (%s).".formatted(task),
                            String.join(", ", names)));
        }
        return task;
    }
}
