package dev.berth.sample.cli.command;

import dev.berth.sample.cli.host.BerthHost;
import dev.berth.sample.cli.http.HttpApi;
import dev.berth.sample.cli.text.Block;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs an agent until it is told to stop. */
@Command(name = "agent", description = "Run an agent: server and node in one process.")
final class AgentCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);

    private final Console console;

    @Option(names = "-dev", description = "Server and node in one process; the only kind for now.")
    private boolean dev;

    @Option(
            names = "-data-dir",
            paramLabel = "DIRECTORY",
            description =
                    "Where jobs and allocations are kept. Without it they are gone with the agent, and its tasks too.")
    private @Nullable Path dataDirectory;

    @Option(names = "-bind", paramLabel = "ADDRESS", description = "Where to listen; 127.0.0.1 by default.")
    private String bind = "127.0.0.1";

    @Option(
            names = "-http-port",
            paramLabel = "PORT",
            description = "Port of the HTTP API; 4646 by default, 0 takes a free one.")
    private int port = 4646;

    @Mixin
    private NodeOptions node = new NodeOptions();

    @Mixin
    private Logging logging = new Logging();

    AgentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!dev) {
            throw new CommandException("There is no agent but the one that is server and node at once.\nAdd -dev.");
        }
        InetSocketAddress address = address();
        logging.apply();
        console.stop().listen();
        try (BerthHost host = BerthHost.start(node.with(dataDirectory));
                HttpApi api = HttpApi.start(host, address)) {
            banner(host, api);
            warnOfStrangers(address);
            console.stop().await();
            if (dataDirectory == null) {
                console.step("Stopping the tasks");
                host.stopTasks(STOP_TIMEOUT);
            } else {
                console.step("Stopped; tasks go on, and the next agent on this data directory takes them over");
            }
        }
        return ExitCode.OK;
    }

    private InetSocketAddress address() {
        if (port < 0 || port > MAX_PORT) {
            throw new CommandException("The port (-http-port %d) must lie in 0-%d.".formatted(port, MAX_PORT));
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(bind), port);
        } catch (UnknownHostException e) {
            throw new CommandException("The address (-bind %s) is not known.".formatted(bind), e);
        }
    }

    private void banner(BerthHost host, HttpApi api) {
        console.step("Berth agent is running");
        console.lines(new Block()
                .add("Version", Berth.version())
                .add("Address", api.uri())
                .add("Data", dataDirectory == null ? "in memory" : dataDirectory.toAbsolutePath())
                .add("Node", host.agent().nodeId())
                .lines());
        console.out().flush();
    }

    private void warnOfStrangers(InetSocketAddress address) {
        if (!address.getAddress().isLoopbackAddress()) {
            console.err()
                    .println("Whoever reaches %s can run programs on this machine: the API asks nobody who they are."
                            .formatted(address));
        }
    }
}
