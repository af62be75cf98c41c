package dev.berth.jobspec.internal;

import dev.berth.jobspec.JobFileException;
import dev.berth.jobspec.JobFileOptions;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Source;
import dev.berth.jobspec.internal.tree.Datum;
import dev.berth.jobspec.internal.tree.Entry;
import dev.berth.jobspec.internal.tree.Field;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.jobspec.internal.tree.Value;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads job files for tests and writes the result as text: one line per entry, two spaces per level. */
public final class Outline {
    private Outline() {}

    public static String of(String text) {
        return of(text, JobFileOptions.defaults());
    }

    public static String of(String text, Map<String, String> variables) {
        return of(text, JobFileOptions.builder().variables(variables).build());
    }

    /** Returns the outline, or throws JobFileException as the public entry does. */
    public static String of(String text, JobFileOptions options) {
        StringBuilder out = new StringBuilder();
        section(out, read(text, options), "");
        return out.toString();
    }

    public static Section read(String text, JobFileOptions options) {
        Source source = new Source("job.hcl", text);
        Problems problems = new Problems(source, options.limits().maxProblems());
        try {
            Section section = FileReader.read(source, options, problems);
            problems.throwIfAny();
            return section;
        } catch (Fatal e) {
            try {
                problems.add(e);
            } catch (Problems.TooMany full) {
                problems.throwIfAny();
            }
        } catch (Problems.TooMany e) {
            problems.throwIfAny();
        }
        problems.throwIfAny();
        throw new AssertionError("no problem after a failure");
    }

    /** Returns the message that reading the text gives. */
    public static String failure(String text) {
        return failure(text, JobFileOptions.defaults());
    }

    public static String failure(String text, JobFileOptions options) {
        try {
            return "no problem:\n" + of(text, options);
        } catch (JobFileException e) {
            return e.getMessage();
        }
    }

    private static void section(StringBuilder out, Section section, String indent) {
        for (Entry entry : section.entries()) {
            if (entry instanceof Field field) {
                out.append(indent)
                        .append(field.name())
                        .append(" = ")
                        .append(text(field.datum()))
                        .append('\n');
            } else if (entry instanceof Section inner) {
                out.append(indent).append(inner.name());
                inner.labels().forEach(l -> out.append(" \"").append(l.text()).append('"'));
                out.append('\n');
                section(out, inner, indent + "  ");
            }
        }
    }

    private static String text(Datum datum) {
        if (datum instanceof Datum.Items items) {
            return items.items().stream().map(Outline::text).collect(Collectors.joining(", ", "[", "]"));
        } else if (datum instanceof Datum.Fields fields) {
            return fields.fields().stream()
                    .map(f -> f.name() + ": " + text(f.datum()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return text(datum.value());
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return (text.runtime() ? "runtime " : "") + '"' + text.text().replace("\n", "\\n") + '"';
        } else if (value instanceof Value.Num number) {
            return number.number().toPlainString();
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        }
        return "null";
    }
}
