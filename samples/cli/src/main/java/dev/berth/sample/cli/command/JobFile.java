package dev.berth.sample.cli.command;

import dev.berth.jobspec.JobFileOptions;
import dev.berth.jobspec.JobFiles;
import dev.berth.model.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The job file that a command is about. */
final class JobFile {
    @Parameters(index = "0", paramLabel = "FILE", description = "A job file, HCL or JSON.")
    private Path path = Path.of("");

    @Option(
            names = "-var",
            paramLabel = "NAME=VALUE",
            description = "Value of a variable of the job file; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    Path path() {
        return path;
    }

    /** Reads and checks it. */
    Job read() {
        if (!Files.exists(path)) {
            throw new CommandException(
                    "There is no job file (%s).\nMaybe write one with \"berth init\".".formatted(path));
        }
        if (!Files.isRegularFile(path)) {
            throw new CommandException("The job file (%s) is not a file.".formatted(path));
        }
        try {
            return JobFiles.read(
                    path, JobFileOptions.builder().variables(variables).build());
        } catch (IOException e) {
            throw new CommandException("The job file (%s) cannot be read: %s.".formatted(path, e.getMessage()), e);
        }
    }
}
