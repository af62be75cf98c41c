/** Placement as a pure function: asks and nodes go in, placements and explanations come out. */
@NullMarked
package dev.berth.place;

import org.jspecify.annotations.NullMarked;
