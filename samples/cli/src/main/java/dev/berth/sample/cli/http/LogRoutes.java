package dev.berth.sample.cli.http;

import dev.berth.agent.LogChunk;
import dev.berth.agent.LogPosition;
import dev.berth.agent.LogReader;
import dev.berth.agent.LogStream;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.TaskGroup;
import dev.berth.sample.cli.host.BerthHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tasks print. An answer is one piece of at most 1 MiB; whoever follows asks again with the position that came with it,
 * which stays right when old files are rotated away.
 */
final class LogRoutes {
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final Pattern POSITION = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

    private final BerthHost host;

    LogRoutes(BerthHost host) {
        this.host = host;
    }

    void addTo(Router router) {
        router.on("GET", "/v1/client/fs/logs/{id}", this::logs);
    }

    private void logs(Exchange exchange) throws IOException {
        AllocationId id = AllocationRoutes.id(exchange.parameter("id"));
        String task = task(exchange, id);
        LogReader reader = host.agent().logs(id);
        LogStream stream = exchange.query("type", "stdout").equals("stderr") ? LogStream.STDERR : LogStream.STDOUT;
        LogPosition position = begin(exchange, reader, task, stream);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        LogChunk chunk;
        do {
            chunk = reader.read(task, stream, position, MAX_ANSWER_BYTES - answer.size());
            answer.writeBytes(chunk.bytes());
            position = chunk.next();
        } while (chunk.size() > 0 && answer.size() < MAX_ANSWER_BYTES);
        exchange.header("X-Berth-Log-Position", position.file() + ":" + position.offset());
        exchange.bytes(answer.toByteArray());
    }

    private String task(Exchange exchange, AllocationId id) {
        Allocation allocation = host.controlPlane().state().allocation(id);
        if (allocation == null) {
            throw new HttpFailure(HttpFailure.NOT_FOUND, "There is no allocation (%s).".formatted(id));
        }
        if (!allocation.nodeId().equals(host.agent().nodeId())) {
            throw new HttpFailure(HttpFailure.NOT_FOUND, "The allocation (%s) runs on another node.".formatted(id));
        }
        String task = exchange.query("task");
        if (task == null) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, "The parameter task is missing.");
        }
        TaskGroup group = allocation.job().group(allocation.taskGroup());
        boolean known = group != null
                && group.tasks().stream().anyMatch(each -> each.name().equals(task));
        if (!known) {
            throw new HttpFailure(HttpFailure.NOT_FOUND, "The allocation has no task (%s).".formatted(task));
        }
        return task;
    }

    private static LogPosition begin(Exchange exchange, LogReader reader, String task, LogStream stream)
            throws IOException {
        String position = exchange.query("position");
        if (position != null) {
            return position(position);
        }
        if (exchange.query("lines") != null) {
            int lines = (int) Math.min(Integer.MAX_VALUE, notNegative("lines", exchange.number("lines", 0)));
            return reader.tail(task, stream, lines, MAX_ANSWER_BYTES);
        }
        long offset = notNegative("offset", exchange.number("offset", 0));
        return exchange.query("origin", "start").equals("end")
                ? reader.fromEnd(task, stream, offset)
                : reader.fromStart(task, stream, offset);
    }

    private static long notNegative(String name, long value) {
        if (value < 0) {
            throw new HttpFailure(
                    HttpFailure.BAD_REQUEST, "The parameter %s (%d) must not be negative.".formatted(name, value));
        }
        return value;
    }

    private static LogPosition position(String text) {
        Matcher matcher = POSITION.matcher(text);
        if (!matcher.matches()) {
            throw new HttpFailure(
                    HttpFailure.BAD_REQUEST,
                    "The parameter position (%s) must be what an answer before gave.".formatted(text));
        }
        return new LogPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }
}
