package dev.berth.sample.cli.command;

import dev.berth.model.Job;
import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.host.BerthHost;
import dev.berth.sample.cli.http.HttpApi;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one job on an agent of its own. */
@Command(name = "dev", description = "Run a job file with an embedded agent, until the job completes or Ctrl-C.")
final class DevCommand implements Callable<Integer> {
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);

    private final Console console;

    @Mixin
    private JobFile file = new JobFile();

    @Mixin
    private NodeOptions node = new NodeOptions();

    @Mixin
    private Logging logging = new Logging();

    @Option(names = "-verbose", description = "Print whole ids.")
    private boolean verbose;

    DevCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Job job = file.read();
        logging.apply();
        console.stop().listen();
        InetSocketAddress anyPort = new InetSocketAddress("127.0.0.1", 0);
        try (BerthHost host = BerthHost.start(node.with(null));
                HttpApi api = HttpApi.start(host, anyPort)) {
            host.awaitNode(NODE_TIMEOUT);
            console.step("Agent with one node at %s", api.uri());
            int code = run(ApiClient.to(api.uri(), job.namespace()), job);
            host.stopTasks(STOP_TIMEOUT);
            return code;
        }
    }

    private int run(ApiClient client, Job job) throws InterruptedException {
        String evaluation = Submitting.submit(client, job, null);
        JobFollower follower = new JobFollower(client, console, job.id(), verbose);
        int placed = new EvaluationMonitor(client, console, verbose, true).watch(evaluation);
        if (placed == ExitCode.OK) {
            boolean ended = follower.followUntilDead(console.stop());
            if (ended) {
                return follower.summary() ? ExitCode.OK : ExitCode.FAILED;
            }
        }
        stop(client, job, follower);
        return placed;
    }

    private void stop(ApiClient client, Job job, JobFollower follower) throws InterruptedException {
        console.step("Stopping job %s", job.id());
        client.delete("/v1/job/" + ApiClient.encode(job.id()));
        follower.followUntilStopped(STOP_TIMEOUT);
    }
}
