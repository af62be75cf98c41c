package dev.berth.sample.cli.command;

import static org.awaitility.Awaitility.await;

import dev.berth.sample.cli.client.ApiClient;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code agent -dev} on a free port, in this JVM, until it is closed. */
final class RunningAgent implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Address = (\\S+)");

    private final StopSignal stop = new StopSignal();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code;

    private RunningAgent(String... more) {
        List<String> args = new ArrayList<>(List.of("agent", "-dev", "-http-port", "0"));
        args.addAll(List.of(more));
        Console console = new Console(Run.stream(out), Run.stream(err), Map.of(), stop);
        code = CompletableFuture.supplyAsync(
                () -> Berth.run(console, args.toArray(String[]::new)), task -> new Thread(task, "agent").start());
    }

    static RunningAgent start(String... more) {
        RunningAgent agent = new RunningAgent(more);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> agent.code.isDone()
                        || ADDRESS.matcher(Run.text(agent.out)).find());
        if (agent.code.isDone()) {
            throw new IllegalStateException("The agent did not start: " + Run.text(agent.err));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Run.at(agent.address(), "node-status").out().contains("ready"));
        return agent;
    }

    String address() {
        Matcher matcher = ADDRESS.matcher(Run.text(out));
        if (!matcher.find()) {
            throw new IllegalStateException("The agent has not said its address: " + Run.text(out));
        }
        return matcher.group(1);
    }

    ApiClient client() {
        return ApiClient.to(URI.create(address()), "default");
    }

    Run run(String... args) {
        return Run.at(address(), args);
    }

    /** Asks it to end as Ctrl-C does, and returns its exit code. */
    int stop() {
        stop.ask();
        return code.join();
    }

    @Override
    public void close() {
        stop();
    }
}
