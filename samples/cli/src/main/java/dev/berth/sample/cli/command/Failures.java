package dev.berth.sample.cli.command;

import dev.berth.agent.AgentException;
import dev.berth.jobspec.JobFileException;
import dev.berth.sample.cli.client.ApiException;
import dev.berth.sample.cli.host.HostException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong: a sentence, and the stack trace when it is asked for. */
final class Failures {
    private final Console console;
    private final BooleanSupplier stackTraces;

    Failures(Console console, BooleanSupplier stackTraces) {
        this.console = console;
        this.stackTraces = stackTraces;
    }

    int wrongUse(ParameterException wrong, String... args) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        console.err().println(wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(console.err(), true))) {
            console.err().println("See \"%s -help\".".formatted(name));
        }
        return ExitCode.FAILED;
    }

    int failed(Exception failure, CommandLine command, ParseResult parsed) {
        console.err().println(sentence(failure));
        if (stackTraces.getAsBoolean()) {
            failure.printStackTrace(console.err());
        }
        return ExitCode.FAILED;
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        if (message != null && isForPeople(failure)) {
            return message;
        }
        return "The command failed unexpectedly: %s.\nRun it with -v to see where.".formatted(failure);
    }

    private static boolean isForPeople(Exception failure) {
        return failure instanceof CommandException
                || failure instanceof ApiException
                || failure instanceof AgentException
                || failure instanceof HostException
                || failure instanceof JobFileException;
    }
}
