/** Strategies: ready-made combinations of filters and scorers. Start at {@link dev.berth.strategy.Strategies}. */
@NullMarked
package dev.berth.strategy;

import org.jspecify.annotations.NullMarked;
