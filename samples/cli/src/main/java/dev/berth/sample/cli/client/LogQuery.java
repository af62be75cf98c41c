package dev.berth.sample.cli.client;

import org.jspecify.annotations.Nullable;

/**
 * Which output to read.
 *
 * @param allocation the whole id of the allocation
 * @param task the task's name
 * @param stderr whether it is the error output
 * @param lines how many lines from the end; null reads from the oldest byte kept
 * @param position where the piece before ended; null for the first one
 */
public record LogQuery(
        String allocation,
        String task,
        boolean stderr,
        @Nullable Integer lines,
        @Nullable String position) {

    /** Returns a query of all that is kept. */
    public static LogQuery all(String allocation, String task, boolean stderr) {
        return new LogQuery(allocation, task, stderr, null, null);
    }

    /** Returns the query of what comes behind a piece. */
    public LogQuery after(LogPiece piece) {
        return new LogQuery(allocation, task, stderr, null, piece.next());
    }
}
