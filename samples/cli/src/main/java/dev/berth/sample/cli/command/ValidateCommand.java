package dev.berth.sample.cli.command;

import dev.berth.model.Job;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a job file without an agent. */
@Command(name = "validate", description = "Check a job file; no agent is needed.")
final class ValidateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private JobFile file = new JobFile();

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Job job = file.read();
        console.line(
                "The job file (%s) is valid: job %s, %s.",
                file.path(), job.id(), job.type().word());
        return ExitCode.OK;
    }
}
