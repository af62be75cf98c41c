package dev.berth.strategy;

import com.google.common.collect.ImmutableList;
import dev.berth.schedule.Filter;
import dev.berth.schedule.Strategy;
import java.util.List;
import java.util.Objects;

/** A strategy as a plain value. */
record StrategyDefinition(
        String name,
        int version,
        List<Filter> filters,
        List<Weighted> scorers,
        Combination combination,
        TieBreak tieBreak)
        implements Strategy {
    StrategyDefinition {
        if (name.isBlank() || version < 1) {
            throw new IllegalArgumentException(
                    "A strategy needs a name (" + name + ") and a version (" + version + ") of 1 or more.");
        }
        filters = ImmutableList.copyOf(filters);
        scorers = ImmutableList.copyOf(scorers);
        Objects.requireNonNull(combination, "combination");
        Objects.requireNonNull(tieBreak, "tieBreak");
    }
}
