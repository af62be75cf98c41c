package dev.berth.wire.nomad;

import org.jspecify.annotations.Nullable;

/**
 * Says why a JSON text is not what it should be, in one sentence that names the place: {@code line 3, column 12
 * (TaskGroups[0].Count): "two" is not a whole number.}
 */
public final class NomadJsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;
    private final String path;

    NomadJsonException(int line, int column, String path, String problem, @Nullable Throwable cause) {
        super(
                "line " + line + ", column " + column + (path.isEmpty() ? "" : " (" + path + ")") + ": " + problem,
                cause);
        this.line = line;
        this.column = column;
        this.path = path;
    }

    /** Returns the line in which it was noticed, from 1. */
    public int line() {
        return line;
    }

    /** Returns the column in which it was noticed, from 1. */
    public int column() {
        return column;
    }

    /** Returns the member it is about, such as {@code TaskGroups[0].Count}; empty for the whole text. */
    public String path() {
        return path;
    }
}
