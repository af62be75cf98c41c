package dev.berth.place;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What became of some asks: each instance is either placed or counted as unplaced. Immutable.
 *
 * @param placements in the order of asks and instances
 * @param unplaced in the order of asks, at most one per ask
 */
public record PlacementResult(List<Placement> placements, List<Unplaced> unplaced) {
    /** Copies the lists. */
    public PlacementResult {
        placements = ImmutableList.copyOf(placements);
        unplaced = ImmutableList.copyOf(unplaced);
    }

    /** Returns whether every instance found a node. */
    public boolean complete() {
        return unplaced.isEmpty();
    }

    /** Returns the placements of one ask, in order. */
    public List<Placement> placementsOf(String ask) {
        return placements.stream()
                .filter(placement -> placement.ask().equals(ask))
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns a line per placement, then a line per ask with unplaced instances. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        placements.forEach(placement -> text.append(placement).append('\n'));
        unplaced.forEach(one -> text.append(one).append('\n'));
        return text.toString().stripTrailing();
    }
}
