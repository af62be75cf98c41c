package dev.berth.jobspec;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a job file, and where. Immutable.
 *
 * @param file the name under which the file was given
 * @param line the line, counted from 1; 0 when the problem has no place (a missing variable value, for example)
 * @param column the column in characters, counted from 1; 0 when the problem has no place
 * @param message one sentence that says what is wrong and names the value
 * @param advice what to do about it, or null when the message says it all
 * @param sourceLine the text of the line, without its line end; empty when the problem has no place
 */
public record JobFileProblem(
        String file,
        int line,
        int column,
        String message,
        @Nullable String advice,
        String sourceLine) {

    /* How much of a long line is shown on each side of the caret. */
    private static final int SHOWN = 60;

    public JobFileProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(sourceLine, "sourceLine");
    }

    /** Returns {@code file:line:column}, or only the file when the problem has no place. */
    public String where() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }

    /** Returns the place, the message and the advice in one line. */
    public String sentence() {
        return where() + ": " + message + (advice == null ? "" : " " + advice);
    }

    /** Returns {@link #sentence()}, then the source line, then a caret under the spot. */
    @Override
    public String toString() {
        if (line == 0) {
            return sentence();
        }
        String number = Integer.toString(line);
        String gutter = " ".repeat(number.length());
        int caret = Math.min(column - 1, sourceLine.length());
        int first = Math.max(0, caret - SHOWN);
        int last = Math.min(sourceLine.length(), caret + SHOWN);
        String before = (first > 0 ? "..." : "") + printable(sourceLine.substring(first, caret));
        String after = printable(sourceLine.substring(caret, last)) + (last < sourceLine.length() ? "..." : "");
        return sentence() + "\n  " + number + " | " + before + after + "\n  " + gutter + " | " + blank(before) + "^";
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t]]", "?");
    }

    /* Tabs stay tabs, so that the caret stands under the spot however wide they are shown. */
    private static String blank(String text) {
        return text.replaceAll("[^\\t]", " ");
    }
}
