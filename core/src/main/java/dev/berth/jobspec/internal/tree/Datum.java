package dev.berth.jobspec.internal.tree;

import dev.berth.jobspec.internal.source.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value of a job file with the places of all its parts. Immutable. */
public sealed interface Datum {

    /** Returns where the value starts. */
    Position at();

    /** Returns the value without the places. */
    Value value();

    /** A value without parts: a text, a number, a truth, or null. */
    record Scalar(Value value, Position at) implements Datum {}

    /** A list. */
    record Items(List<Datum> items, Position at) implements Datum {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public Value value() {
            return new Value.Items(items.stream().map(Datum::value).toList());
        }
    }

    /** An object; the names are distinct. */
    record Fields(List<Field> fields, Position at) implements Datum {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public Value value() {
            Map<String, Value> values = new LinkedHashMap<>();
            fields.forEach(f -> values.put(f.name(), f.datum().value()));
            return new Value.Fields(values);
        }
    }

    /** Returns {@code value} with all its parts at one place: the place of the expression that made it. */
    static Datum of(Value value, Position at) {
        if (value instanceof Value.Items list) {
            return new Items(list.items().stream().map(v -> of(v, at)).toList(), at);
        }
        if (value instanceof Value.Fields map) {
            List<Field> fields = map.fields().entrySet().stream()
                    .map(e -> new Field(e.getKey(), at, of(e.getValue(), at)))
                    .collect(Collectors.toList());
            return new Fields(fields, at);
        }
        return new Scalar(value, at);
    }
}
