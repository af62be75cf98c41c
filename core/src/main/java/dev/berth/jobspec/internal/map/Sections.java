package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.tree.Datum;
import dev.berth.jobspec.internal.tree.Entry;
import dev.berth.jobspec.internal.tree.Field;
import dev.berth.jobspec.internal.tree.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes sections of what stands where blocks are expected. HCL2 writes blocks; HCL1 and JSON also write objects: {@code meta = {
 * … }}, {@code "task": {"redis": {…}}}, or a list of such.
 */
final class Sections {

    /** Whether a block has a label, its name. */
    enum Label {
        /** It has none. */
        NONE,
        /** It may have one. */
        OPTIONAL,
        /** It must have one. */
        REQUIRED
    }

    private Sections() {}

    /** Returns the sections; what is none is reported and left out. */
    static List<Section> of(List<Entry> entries, Label label, String owner, Context context) {
        List<Section> sections = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Section section) {
                addBlock(section, label, owner, sections, context);
            } else if (entry instanceof Field field) {
                addObject(field, field.datum(), label, owner, sections, context);
            }
        }
        return sections;
    }

    private static void addBlock(Section section, Label label, String owner, List<Section> sections, Context context) {
        int count = section.labels().size();
        String name = section.name();
        if (count > (label == Label.NONE ? 0 : 1)) {
            context.problem(
                    section.labels().get(label == Label.NONE ? 0 : 1).at(),
                    "The block \"" + name + "\" of " + owner
                            + (label == Label.NONE ? " has no label." : " has only one label."),
                    null);
        } else if (count == 0 && label == Label.REQUIRED) {
            unlabelled(section, owner, sections, context);
        } else {
            sections.add(section);
        }
    }

    /* In HCL1, task { "redis" { … } } is the same as task "redis" { … }. */
    private static void unlabelled(Section section, String owner, List<Section> sections, Context context) {
        boolean nested = !section.entries().isEmpty()
                && section.entries().stream()
                        .allMatch(e -> e instanceof Section s && s.labels().isEmpty());
        if (!nested) {
            String name = section.name();
            context.problem(
                    section.at(),
                    "The block \"" + name + "\" of " + owner + " has no name.",
                    "Write " + name + " \"name\" { ... }.");
            return;
        }
        for (Entry entry : section.entries()) {
            List<Section.Label> labels = List.of(new Section.Label(entry.name(), entry.at()));
            sections.add(new Section(section.name(), entry.at(), labels, ((Section) entry).entries()));
        }
    }

    private static void addObject(
            Field field, Datum datum, Label label, String owner, List<Section> sections, Context context) {
        if (datum instanceof Datum.Items list) {
            list.items().forEach(i -> addObject(field, i, label, owner, sections, context));
        } else if (datum instanceof Datum.Fields fields) {
            if (label == Label.REQUIRED) {
                fields.fields().forEach(f -> addNamed(field.name(), f, f.datum(), owner, sections, context));
            } else {
                Position at = field.datum() == datum ? field.at() : datum.at();
                sections.add(new Section(field.name(), at, List.of(), List.copyOf(fields.fields())));
            }
        } else {
            notABlock(field, datum, owner, context);
        }
    }

    private static void addNamed(
            String type, Field named, Datum datum, String owner, List<Section> sections, Context context) {
        if (datum instanceof Datum.Items list) {
            list.items().forEach(i -> addNamed(type, named, i, owner, sections, context));
        } else if (datum instanceof Datum.Fields fields) {
            List<Section.Label> labels = List.of(new Section.Label(named.name(), named.at()));
            sections.add(new Section(type, named.at(), labels, List.copyOf(fields.fields())));
        } else {
            notABlock(named, datum, owner, context);
        }
    }

    private static void notABlock(Field field, Datum datum, String owner, Context context) {
        context.problem(
                datum.at(),
                "\"" + field.name() + "\" in " + owner + " is a block, but is " + Reading.shown(datum.value()) + ".",
                "Write " + field.name() + " { ... }.");
    }
}
