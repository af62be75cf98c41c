package dev.berth.model;

import dev.berth.model.internal.Ids;
import java.util.UUID;

/**
 * Identifies an evaluation: 128 bits, printed as a UUID. Immutable. Ordered as unsigned numbers, which is the order of the texts.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record EvaluationId(long high, long low) implements Comparable<EvaluationId> {

    /**
     * Reads the UUID form, in upper or lower case.
     *
     * @throws IllegalArgumentException if the text is not a UUID of 36 characters
     */
    public static EvaluationId parse(String text) {
        return of(Ids.parse("evaluation", text));
    }

    /** Returns the id with the bits of a UUID. */
    public static EvaluationId of(UUID uuid) {
        return new EvaluationId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Returns the UUID with these bits. */
    public UUID toUuid() {
        return new UUID(high, low);
    }

    /** Returns the first eight hexadecimal digits, for people; not unique. */
    public String shortForm() {
        return Ids.shortForm(high);
    }

    @Override
    public int compareTo(EvaluationId other) {
        return Ids.compare(high, low, other.high, other.low);
    }

    /** Returns the UUID form in lower case. */
    @Override
    public String toString() {
        return Ids.text(high, low);
    }
}
