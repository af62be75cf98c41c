package dev.berth.internal.engine;

import dev.berth.schedule.ValueCounts;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;

/** Counts per value of a target, added up anew whenever something changed. Confined to one thread. */
final class CountsByValue implements ValueCounts {
    private final LongSupplier version;
    private final Consumer<ObjIntConsumer<String>> source;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private long seen = Long.MIN_VALUE;
    private long total;
    private long min;
    private long max;

    /** The source calls its consumer with the value and the count of each node that has a value. */
    CountsByValue(LongSupplier version, Consumer<ObjIntConsumer<String>> source) {
        this.version = version;
        this.source = source;
    }

    private void refresh() {
        if (seen == version.getAsLong()) {
            return;
        }
        seen = version.getAsLong();
        counts.clear();
        source.accept((value, count) -> counts.merge(value, (long) count, Long::sum));
        total = counts.values().stream().mapToLong(Long::longValue).sum();
        min = counts.values().stream().mapToLong(Long::longValue).min().orElse(0);
        max = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    @Override
    public long count(String value) {
        refresh();
        return counts.getOrDefault(value, 0L);
    }

    @Override
    public int size() {
        refresh();
        return counts.size();
    }

    @Override
    public long total() {
        refresh();
        return total;
    }

    @Override
    public long min() {
        refresh();
        return min;
    }

    @Override
    public long max() {
        refresh();
        return max;
    }

    @Override
    public void forEach(ObjLongConsumer<String> consumer) {
        refresh();
        counts.forEach(consumer::accept);
    }
}
