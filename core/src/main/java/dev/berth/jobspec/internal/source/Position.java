package dev.berth.jobspec.internal.source;

/** A place in a job file: line and column (in characters), both counted from 1. {@link #NONE} is no place. Immutable. */
public record Position(int line, int column) implements Comparable<Position> {

    /** No place: the problem is about the file as a whole, or about something outside of it. */
    public static final Position NONE = new Position(0, 0);

    @Override
    public int compareTo(Position other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
