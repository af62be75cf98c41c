package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.tree.Datum;
import dev.berth.jobspec.internal.tree.Entry;
import dev.berth.jobspec.internal.tree.Field;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.jobspec.internal.tree.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Berth does not look into (a driver's config, for example) into plain values: String, Long, Double, Boolean, List,
 * Map, null. A block becomes a map; blocks of one name become a list of maps; a labelled block becomes a map under its label.
 */
final class Opaque {
    private Opaque() {}

    static @Nullable Object of(Datum datum) {
        if (datum instanceof Datum.Items list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.items().forEach(i -> values.add(of(i)));
            return values;
        } else if (datum instanceof Datum.Fields fields) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            fields.fields().forEach(f -> values.put(f.name(), of(f.datum())));
            return values;
        }
        return scalar(datum.value());
    }

    private static @Nullable Object scalar(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Num number) {
            return number.isLong()
                    ? (Object) number.number().longValueExact()
                    : (Object) number.number().doubleValue();
        } else if (value instanceof Value.Bool bool) {
            return bool.truth();
        }
        return null;
    }

    /** Returns the entries of a block; names go through {@code rename}. */
    static Map<String, @Nullable Object> of(List<Entry> entries, UnaryOperator<String> rename) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String name = rename.apply(entry.name());
            if (entry instanceof Field field) {
                values.put(name, of(field.datum()));
            } else if (entry instanceof Section section) {
                add(values, name, labelled(section, rename));
            }
        }
        return values;
    }

    private static Object labelled(Section section, UnaryOperator<String> rename) {
        Object value = of(section.entries(), rename);
        for (int i = section.labels().size() - 1; i >= 0; i--) {
            Map<String, @Nullable Object> outer = new LinkedHashMap<>();
            outer.put(section.labels().get(i).text(), value);
            value = outer;
        }
        return value;
    }

    @SuppressWarnings("unchecked") // the list was made here
    private static void add(Map<String, @Nullable Object> values, String name, Object value) {
        Object before = values.get(name);
        if (before instanceof List<?> list) {
            ((List<Object>) list).add(value);
        } else if (before != null) {
            List<Object> both = new ArrayList<>();
            both.add(before);
            both.add(value);
            values.put(name, both);
        } else {
            values.put(name, value);
        }
    }
}
