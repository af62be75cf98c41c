package dev.berth.score;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Spread;
import dev.berth.model.SpreadTarget;
import dev.berth.schedule.Scores;
import dev.berth.schedule.ValueCounts;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many instances each value of a spread with explicit targets should get. Values that are not listed share what the listed
 * ones leave over.
 */
final class SpreadTargets {
    private static final String REST = "*";

    /** Desired instances by value, in hundredths of an instance: percent · count. */
    private final SortedMap<String, Long> desired;

    private final ValueCounts counts;

    SpreadTargets(Spread spread, int count, ValueCounts counts) {
        this.counts = counts;
        Map<String, Long> shares = new TreeMap<>();
        for (SpreadTarget target : spread.targets()) {
            shares.put(target.value(), (long) target.percent() * count);
        }
        long listed = shares.values().stream().mapToLong(Long::longValue).sum();
        if (listed > 0 && listed < 100L * count) {
            shares.putIfAbsent(REST, 100L * count - listed);
        }
        desired = ImmutableSortedMap.copyOf(shares);
    }

    /**
     * Returns (desired − used) / desired where used counts the instance being placed; empty for a value that should get
     * nothing.
     */
    OptionalLong boost(String value) {
        Long share = desired.get(value);
        boolean listed = share != null;
        share = listed ? share : desired.get(REST);
        if (share == null || share == 0) {
            return OptionalLong.empty();
        }
        long used = (listed ? counts.count(value) : unlisted()) + 1;
        return OptionalLong.of(Scores.ratio(share - 100 * used, share));
    }

    /** Returns whether the value, listed or among the rest, is desired at all, be it with a share of 0. */
    boolean mentions(String value) {
        return desired.containsKey(value) || desired.containsKey(REST);
    }

    /** Returns the lowest boost any listed value would get now, at most −1: what a value with a share of 0 gets. */
    long lowestBoost() {
        return desired.keySet().stream()
                .map(this::boost)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .reduce(-Scores.ONE, Math::min);
    }

    private long unlisted() {
        return counts.total()
                - desired.keySet().stream().mapToLong(counts::count).sum();
    }
}
