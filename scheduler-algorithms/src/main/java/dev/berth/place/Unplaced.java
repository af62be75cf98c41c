package dev.berth.place;

import dev.berth.model.PlacementTrace;
import java.util.Objects;

/**
 * Instances of an ask that found no node, and why. Immutable.
 *
 * @param ask the name of the ask
 * @param count how many instances found no node, 1 or more
 * @param trace why; {@link PlacementTrace#sentence()} says it in a sentence
 */
public record Unplaced(String ask, int count, PlacementTrace trace) {
    /** Checks for null. */
    public Unplaced {
        Objects.requireNonNull(ask, "ask");
        Objects.requireNonNull(trace, "trace");
    }

    /** Returns the reason as one sentence. */
    public String reason() {
        return trace.sentence();
    }

    /** Returns for instance {@code db: 1 not placed, short 2 GiB memory on the closest node n3; would fit if it were empty}. */
    @Override
    public String toString() {
        return ask + ": " + count + " not placed, " + reason();
    }
}
