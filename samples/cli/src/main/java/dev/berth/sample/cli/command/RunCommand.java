package dev.berth.sample.cli.command;

import dev.berth.model.Job;
import dev.berth.sample.cli.client.ApiClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits a job. */
@Command(name = "run", description = "Submit a job, new or changed, and watch it being placed.")
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private JobFile file = new JobFile();

    @Option(names = "-detach", description = "Do not watch, print the id of the evaluation only.")
    private boolean detach;

    @Option(
            names = "-check-index",
            paramLabel = "N",
            description = "Submit only when the stored job has this JobModifyIndex; 0: when there is none.")
    private @Nullable Long checkIndex;

    @Option(names = "-verbose", description = "Print whole ids.")
    private boolean verbose;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Job job = file.read();
        ApiClient client = connection.client(console).inNamespace(job.namespace());
        String evaluation = Submitting.submit(client, job, checkIndex);
        if (detach) {
            console.line("Job %s is registered.", job.id());
            console.line("Evaluation ID: %s", evaluation);
            return ExitCode.OK;
        }
        return new EvaluationMonitor(client, console, verbose, false).watch(evaluation);
    }
}
