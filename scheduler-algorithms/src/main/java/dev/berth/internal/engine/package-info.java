/** The engines behind placing. Start at {@link dev.berth.internal.engine.PlacementEngine}. */
@NullMarked
package dev.berth.internal.engine;

import org.jspecify.annotations.NullMarked;
