package dev.berth.internal.engine;

import dev.berth.model.Resources;
import dev.berth.schedule.ColumnNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names with indexes in the order in which they turned up. Confined to one thread. */
final class NameIndex implements ColumnNames {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    /** Returns the resource dimensions: cpu, memory and disk are there from the start. */
    static NameIndex dimensions() {
        NameIndex index = new NameIndex();
        index.add(Resources.CPU);
        index.add(Resources.MEMORY);
        index.add(Resources.DISK);
        return index;
    }

    NameIndex copy() {
        NameIndex copy = new NameIndex();
        names.forEach(copy::add);
        return copy;
    }

    void add(String name) {
        if (indexes.putIfAbsent(name, names.size()) == null) {
            names.add(name);
        }
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public String name(int index) {
        return names.get(index);
    }

    @Override
    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }
}
