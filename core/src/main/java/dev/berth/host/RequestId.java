package dev.berth.host;

import java.util.UUID;

/**
 * The identity of one proposed command. The state machine remembers the ids it applied lately, so that a command whose
 * answer was lost can be looked up, and is applied once even when it reaches the log twice.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record RequestId(long high, long low) implements Comparable<RequestId> {

    /** Parses the UUID form. */
    public static RequestId parse(String text) {
        UUID uuid = UUID.fromString(text);
        return new RequestId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Orders by unsigned value, which is the order of the printed form. */
    @Override
    public int compareTo(RequestId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Returns the UUID form, 36 characters. */
    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
