/**
 * Placement without a control plane: nodes and asks go in, placements and explanations come out. Start at {@link
 * dev.berth.place.Placer}; to keep placing as things change, at {@link dev.berth.place.PlacementSession}.
 */
@NullMarked
package dev.berth.place;

import org.jspecify.annotations.NullMarked;
