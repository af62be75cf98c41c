package dev.berth.jobspec.internal.tree;

import dev.berth.jobspec.internal.source.Position;
import java.util.List;

/**
 * A block of a job file with everything evaluated: its type, its labels and its entries in the order of the file. A whole file
 * is a section without name. Immutable.
 */
public record Section(String name, Position at, List<Label> labels, List<Entry> entries) implements Entry {
    public Section {
        labels = List.copyOf(labels);
        entries = List.copyOf(entries);
    }

    /** A label of a section, such as the name of a task. */
    public record Label(String text, Position at) {}
}
