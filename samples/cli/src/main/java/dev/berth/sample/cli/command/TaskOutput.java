package dev.berth.sample.cli.command;

import dev.berth.sample.cli.client.ApiClient;
import dev.berth.sample.cli.client.LogPiece;
import dev.berth.sample.cli.client.LogQuery;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Prints what a task has printed since the last time, line by line and marked with its name. Confined to one thread. */
final class TaskOutput {
    private static final int MAX_LINE_BYTES = 8_192;

    private final ApiClient client;
    private final Console console;
    private final Stream out;
    private final Stream err;

    TaskOutput(ApiClient client, Console console, String allocation, String task, String label) {
        this.client = client;
        this.console = console;
        this.out = new Stream(LogQuery.all(allocation, task, false), label + " | ");
        this.err = new Stream(LogQuery.all(allocation, task, true), label + " ! ");
    }

    void print() {
        out.print();
        err.print();
    }

    /** Prints what the task ended without a line feed. */
    void finish() {
        out.finish();
        err.finish();
    }

    private final class Stream {
        private final String prefix;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // begun, not ended
        private LogQuery query;

        Stream(LogQuery query, String prefix) {
            this.query = query;
            this.prefix = prefix;
        }

        void print() {
            LogPiece piece;
            do {
                piece = client.logs(query);
                query = query.after(piece);
                for (byte each : piece.bytes()) {
                    take(each);
                }
            } while (piece.bytes().length > 0);
        }

        private void take(byte each) {
            if (each != '\n') {
                line.write(each);
            }
            if (each == '\n' || line.size() >= MAX_LINE_BYTES) {
                flush();
            }
        }

        private void finish() {
            if (line.size() > 0) {
                flush();
            }
        }

        private void flush() {
            console.detail(prefix + line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }
}
