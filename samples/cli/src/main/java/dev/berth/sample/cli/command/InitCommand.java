package dev.berth.sample.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a job file to start from. */
@Command(name = "init", description = "Write a job file to start from.")
final class InitCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "Where to; example.hcl by default.")
    private Path file = Path.of("example.hcl");

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (InputStream example = InitCommand.class.getResourceAsStream("example.hcl")) {
            if (example == null) {
                throw new AssertionError("example.hcl is part of the jar");
            }
            Files.copy(example, file);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(
                    "The file (%s) exists already and is left as it is.\nMaybe name another one.".formatted(file), e);
        } catch (IOException e) {
            throw new CommandException("The file (%s) cannot be written: %s.".formatted(file, e.getMessage()), e);
        }
        console.line("The job file (%s) is written. Run it with \"berth dev %s\".", file, file);
        return ExitCode.OK;
    }
}
