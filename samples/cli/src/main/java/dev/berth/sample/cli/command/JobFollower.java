package dev.berth.sample.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.sample.cli.client.Answer;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.text.Ids;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Follows a job: prints the states of its tasks and what they print, as it comes. Confined to one thread. */
final class JobFollower {
    private static final Duration ROUND = Duration.ofMillis(200);
    private static final Set<String> ALIVE = Set.of("pending", "running", "unknown");

    private final ApiClient client;
    private final Console console;
    private final String path;
    private final String job;
    private final boolean verbose;
    private final Map<String, Integer> eventsSeen = new HashMap<>(); // by allocation and task
    private final Map<String, TaskOutput> outputs = new TreeMap<>(); // by allocation and task
    private Answer allocations;

    JobFollower(ApiClient client, Console console, String job, boolean verbose) {
        this.client = client;
        this.console = console;
        this.job = job;
        this.path = "/v1/job/" + ApiClient.encode(job);
        this.verbose = verbose;
        this.allocations = client.poll(path + "/allocations", 0, Duration.ZERO);
    }

    /** Returns true when the job is dead, false when the signal came first. */
    boolean followUntilDead(StopSignal stop) {
        while (true) {
            boolean dead = client.get(path).path("Status").asText().equals("dead");
            round();
            if (dead) {
                outputs.values().forEach(TaskOutput::finish);
                return true;
            }
            if (stop.isAsked()) {
                return false;
            }
        }
    }

    /** Follows until no task runs any more, or the time is over. */
    void followUntilStopped(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        do {
            round();
        } while (anyAlive() && System.nanoTime() - deadline < 0);
        round();
        outputs.values().forEach(TaskOutput::finish);
    }

    private boolean anyAlive() {
        for (JsonNode allocation : allocations.body()) {
            if (ALIVE.contains(allocation.path("ClientStatus").asText())) {
                return true;
            }
        }
        return false;
    }

    private void round() {
        allocations = client.poll(path + "/allocations", allocations.index(), ROUND);
        for (JsonNode allocation : allocations.body()) {
            String id = allocation.path("ID").asText();
            allocation.path("TaskStates").fields().forEachRemaining(task -> {
                String label = Ids.show(id, verbose) + "/" + task.getKey();
                printEvents(label, task.getValue());
                outputs.computeIfAbsent(
                                id + "/" + task.getKey(),
                                key -> new TaskOutput(client, console, id, task.getKey(), label))
                        .print();
            });
        }
    }

    private void printEvents(String label, JsonNode task) {
        JsonNode events = task.path("Events");
        int seen = eventsSeen.getOrDefault(label, 0);
        for (int i = Math.min(seen, events.size()); i < events.size(); i++) {
            JsonNode event = events.get(i);
            String message = event.path("DisplayMessage").asText("");
            console.step("%s %s%s", label, event.path("Type").asText(), message.isEmpty() ? "" : ": " + message);
        }
        eventsSeen.put(label, events.size());
    }

    /** Prints how the job ended; returns whether all of it ended well. */
    boolean summary() {
        int complete = 0;
        int failed = 0;
        for (JsonNode allocation : allocations.body()) {
            boolean replaced = !allocation.path("NextAllocation").asText("").isEmpty();
            String status = allocation.path("ClientStatus").asText();
            complete += status.equals("complete") ? 1 : 0;
            failed += (status.equals("failed") || status.equals("lost")) && !replaced ? 1 : 0;
        }
        console.step("Job %s is over: %d complete, %d failed", job, complete, failed);
        return failed == 0;
    }
}
