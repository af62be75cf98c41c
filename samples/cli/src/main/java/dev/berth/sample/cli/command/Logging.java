package dev.berth.sample.cli.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What goes to the log, which is stderr. */
final class Logging {
    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");

    @Option(
            names = "-log-level",
            paramLabel = "LEVEL",
            description = "trace, debug, info, warn (the default) or error.")
    private String level = "warn";

    void apply() {
        String word = level.toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(word)) {
            throw new CommandException(
                    "The log level (%s) is not known.\nIt is one of %s.".formatted(level, String.join(", ", LEVELS)));
        }
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.toLevel(word));
        }
    }
}
