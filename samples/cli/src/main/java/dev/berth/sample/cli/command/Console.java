package dev.berth.sample.cli.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * What a command has of the outside world.
 *
 * @param out results
 * @param err progress and what went wrong
 * @param environment environment variables
 * @param stop tells commands that run for long to end
 */
public record Console(PrintStream out, PrintStream err, Map<String, String> environment, StopSignal stop) {

    /** Prints a line of the result. */
    void line(String format, Object... values) {
        out.println(values.length == 0 ? format : format.formatted(values));
    }

    void lines(List<String> lines) {
        lines.forEach(out::println);
    }

    /** Prints a table below its title, and nothing when there are no lines. */
    void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println("==> " + title);
            lines(lines);
        }
    }

    /** Prints what a step did, marked as such. */
    void step(String format, Object... values) {
        line("==> " + format.formatted(values));
    }

    /** Prints a detail of the last step. */
    void detail(String line) {
        out.println("    " + line);
    }
}
