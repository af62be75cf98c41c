package dev.berth.sample.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/** How results are printed: options of the commands that show things. */
final class Output {
    @Option(names = "-json", description = "Print the agent's answer as JSON.")
    private boolean json;

    @Option(names = "-verbose", description = "Print whole ids.")
    private boolean verbose;

    boolean json() {
        return json;
    }

    boolean verbose() {
        return verbose;
    }

    static void print(Console console, JsonNode answer) {
        console.line("%s", answer.toPrettyString());
    }
}
