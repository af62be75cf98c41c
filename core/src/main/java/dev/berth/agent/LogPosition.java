package dev.berth.agent;

import com.google.common.base.Preconditions;

/**
 * A place in a rotated sequence of log files. Immutable; survives rotation, unlike an offset from the first byte kept.
 *
 * @param file the number N of the file, from 0
 * @param offset bytes from the beginning of that file, not negative
 */
public record LogPosition(long file, long offset) implements Comparable<LogPosition> {
    public LogPosition {
        Preconditions.checkArgument(file >= 0, "The number of a log file (%s) must not be negative.", file);
        Preconditions.checkArgument(offset >= 0, "The offset in a log file (%s) must not be negative.", offset);
    }

    @Override
    public int compareTo(LogPosition other) {
        int byFile = Long.compare(file, other.file);
        return byFile != 0 ? byFile : Long.compare(offset, other.offset);
    }
}
