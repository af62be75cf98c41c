package dev.berth.model;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a job or a node, in words its author understands. Immutable.
 *
 * @param path where, as in {@code taskGroups[web].tasks[nginx].resources.memoryBytes}
 * @param value what stands there, as text; empty when something is missing
 * @param message what is wrong, a full sentence
 * @param advice what to do about it, a full sentence; empty when the message says it all
 */
public record Problem(String path, String value, String message, String advice) {

    /** Returns a problem whose message needs no advice. */
    public static Problem of(String path, Object value, String message) {
        return new Problem(path, String.valueOf(value), message, "");
    }

    /** Returns a problem with advice. */
    public static Problem of(String path, Object value, String message, String advice) {
        return new Problem(path, String.valueOf(value), message, advice);
    }

    /** Returns the problems one per line, for a message or a terminal. */
    public static String lines(Collection<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    /** Returns one line: path, value, message, advice. */
    @Override
    public String toString() {
        String where = value.isEmpty() ? path : path + " (" + value + ")";
        return advice.isEmpty() ? where + ": " + message : where + ": " + message + " " + advice;
    }
}
