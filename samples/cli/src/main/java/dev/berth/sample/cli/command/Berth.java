package dev.berth.sample.cli.command;

import dev.berth.sample.cli.Main;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code berth}: its subcommands and the options that all of them have. */
@Command(
        name = "berth",
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs jobs: decides where, starts them there, and explains both.%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        abbreviateSynopsis = true,
        scope = ScopeType.INHERIT)
public final class Berth implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-h", "-help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(names = "-v", scope = ScopeType.INHERIT, description = "Show stack traces of failures.")
    private boolean stackTraces;

    @Spec
    private @Nullable CommandSpec spec;

    private Berth(Console console) {
        this.console = console;
    }

    /** Runs a command and returns its exit code. */
    public static int run(Console console, String... args) {
        Berth berth = new Berth(console);
        CommandLine line = new CommandLine(berth);
        Stream.of(
                        new DevCommand(console),
                        new AgentCommand(console),
                        new InitCommand(console),
                        new ValidateCommand(console),
                        new RunCommand(console),
                        new StatusCommand(console),
                        new StopCommand(console),
                        new NodeStatusCommand(console),
                        new AllocStatusCommand(console),
                        new EvalStatusCommand(console),
                        new LogsCommand(console),
                        new VersionCommand(console))
                .forEach(line::addSubcommand);
        Failures failures = new Failures(console, () -> berth.stackTraces);
        line.setPosixClusteredShortOptionsAllowed(false)
                .setOut(new PrintWriter(console.out(), true))
                .setErr(new PrintWriter(console.err(), true))
                .setParameterExceptionHandler(failures::wrongUse)
                .setExecutionExceptionHandler(failures::failed);
        return line.execute(Stream.of(args).map(Berth::oneDash).toArray(String[]::new));
    }

    /** Options have one dash, as in Go programs, and like there two are as good. */
    private static String oneDash(String arg) {
        return arg.startsWith("--") && arg.length() > 2 ? arg.substring(1) : arg;
    }

    /** Returns the version of the jar, or a word when there is no jar. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(from classes)" : "v" + version;
    }

    /** Without a subcommand there is nothing to do but to say what there is. */
    @Override
    public Integer call() {
        Objects.requireNonNull(spec, "set by picocli").commandLine().usage(console.err());
        return ExitCode.FAILED;
    }
}
