package dev.berth.sample.cli.command;

import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.client.Lookup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops a job. */
@Command(name = "stop", description = "Stop a job and its tasks.")
final class StopCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "JOB", description = "Id of the job, or how it begins.")
    private String job = "";

    @Option(names = "-purge", description = "Forget the job at once.")
    private boolean purge;

    @Option(names = "-detach", description = "Do not watch, print the id of the evaluation only.")
    private boolean detach;

    @Option(names = "-verbose", description = "Print whole ids.")
    private boolean verbose;

    StopCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ApiClient client = connection.client(console);
        String id = new Lookup(client).job(job).path("ID").asText();
        String evaluation = client.delete("/v1/job/%s?purge=%s".formatted(ApiClient.encode(id), purge))
                .path("EvalID")
                .asText();
        if (detach) {
            console.line("%s", evaluation);
            return ExitCode.OK;
        }
        return new EvaluationMonitor(client, console, verbose, false).watch(evaluation);
    }
}
