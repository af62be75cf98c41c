package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import dev.berth.jobspec.internal.eval.Functions.Function;
import dev.berth.jobspec.internal.tree.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Functions over lists and sets. A set is a list without duplicates, sorted when it holds texts. */
final class ListFunctions {
    private static final int MANY = Integer.MAX_VALUE;

    private ListFunctions() {}

    static void addTo(ImmutableMap.Builder<String, Function> all) {
        all.put("length", Function.of(1, 1, ListFunctions::length));
        all.put("concat", Function.opaque(1, MANY, a -> a.result(joined(a))));
        all.put("flatten", Function.opaque(1, 1, ListFunctions::flatten));
        all.put("distinct", Function.opaque(1, 1, a -> a.result(List.copyOf(new LinkedHashSet<>(a.list(0))))));
        all.put("compact", Function.opaque(1, 1, ListFunctions::compact));
        all.put("reverse", Function.opaque(1, 1, ListFunctions::reverse));
        all.put("sort", Function.of(1, 1, ListFunctions::sort));
        all.put("slice", Function.opaque(3, 3, ListFunctions::slice));
        all.put("element", Function.opaque(2, 2, ListFunctions::element));
        all.put("contains", Function.opaque(2, 2, a -> Value.of(a.list(0).contains(a.value(1)))));
        all.put("index", Function.opaque(2, 2, ListFunctions::index));
        all.put("chunklist", Function.opaque(2, 2, ListFunctions::chunks));
        all.put("range", Function.of(1, 3, ListFunctions::range));
        all.put("coalesce", Function.opaque(1, MANY, ListFunctions::coalesce));
        all.put("coalescelist", Function.opaque(1, MANY, ListFunctions::coalesceList));
        all.put("setunion", Function.opaque(1, MANY, a -> set(a, new LinkedHashSet<>(joined(a)))));
        all.put("setintersection", Function.opaque(1, MANY, a -> combined(a, true)));
        all.put("setsubtract", Function.opaque(2, 2, a -> combined(a, false)));
        all.put("setproduct", Function.opaque(1, 8, ListFunctions::product));
        all.put("alltrue", Function.of(1, 1, a -> Value.of(a.list(0).stream().allMatch(Value.of(true)::equals))));
        all.put("anytrue", Function.of(1, 1, a -> Value.of(a.list(0).contains(Value.of(true)))));
        all.put("one", Function.opaque(1, 1, ListFunctions::one));
    }

    private static Value length(Arguments a) {
        Value value = a.value(0);
        if (value instanceof Value.Text text) {
            return Value.of(text.text().codePointCount(0, text.text().length()));
        }
        return Value.of(
                value instanceof Value.Fields map
                        ? map.fields().size()
                        : a.list(0).size());
    }

    private static List<Value> joined(Arguments a) {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            items.addAll(a.list(i));
        }
        return items;
    }

    private static Value flatten(Arguments a) {
        List<Value> flat = new ArrayList<>();
        flatten(a.list(0), flat, a, 0);
        return a.result(flat);
    }

    private static void flatten(List<Value> items, List<Value> flat, Arguments a, int depth) {
        if (depth > 100) {
            throw a.fail(0, "is nested more than 100 deep");
        }
        for (Value item : items) {
            a.budget().steps(1, a.at());
            if (item instanceof Value.Items inner) {
                flatten(inner.items(), flat, a, depth + 1);
            } else {
                flat.add(item);
            }
        }
    }

    private static Value compact(Arguments a) {
        return a.result(a.list(0).stream()
                .filter(v -> !v.equals(Value.NULL) && !v.equals(Value.of("")))
                .toList());
    }

    private static Value reverse(Arguments a) {
        List<Value> items = new ArrayList<>(a.list(0));
        Collections.reverse(items);
        return a.result(items);
    }

    private static Value sort(Arguments a) {
        return a.result(a.list(0).stream()
                .map(v -> Convert.text(v, "Every element given to sort()", a.at()))
                .sorted()
                .map(Value::of)
                .toList());
    }

    private static Value slice(Arguments a) {
        List<Value> items = a.list(0);
        int start = a.integer(1, 0, items.size());
        return a.result(items.subList(start, a.integer(2, start, items.size())));
    }

    private static Value element(Arguments a) {
        List<Value> items = a.list(0);
        if (items.isEmpty()) {
            throw a.fail(0, "is empty");
        }
        return items.get(Math.floorMod(a.integer(1, -Integer.MAX_VALUE, Integer.MAX_VALUE), items.size()));
    }

    private static Value index(Arguments a) {
        int index = a.list(0).indexOf(a.value(1));
        if (index < 0) {
            throw a.fail(0, "does not hold " + Convert.shown(a.value(1)));
        }
        return Value.of(index);
    }

    private static Value chunks(Arguments a) {
        List<Value> items = a.list(0);
        int size = a.integer(1, 1, Integer.MAX_VALUE);
        List<Value> chunks = new ArrayList<>();
        for (int i = 0; i < items.size(); i += Math.min(size, items.size() - i)) {
            chunks.add(a.result(items.subList(i, Math.min(items.size(), i + Math.min(size, items.size() - i)))));
        }
        return a.result(chunks);
    }

    private static Value range(Arguments a) {
        BigDecimal start = a.size() == 1 ? BigDecimal.ZERO : a.number(0);
        BigDecimal end = a.number(a.size() == 1 ? 0 : 1);
        BigDecimal step = a.size() == 3 ? a.number(2) : BigDecimal.valueOf(end.compareTo(start) < 0 ? -1 : 1);
        if (step.signum() == 0 || step.signum() != end.subtract(start).signum() && !end.equals(start)) {
            throw a.fail("The step of range() must lead from the start to the end.", null);
        }
        List<Value> numbers = new ArrayList<>();
        for (BigDecimal n = start; n.compareTo(end) * step.signum() < 0; n = n.add(step)) {
            a.budget().steps(1, a.at());
            numbers.add(Operators.number(n, a.at()));
        }
        return new Value.Items(numbers);
    }

    private static Value coalesce(Arguments a) {
        return a.values().stream()
                .filter(v -> !v.equals(Value.NULL) && !v.equals(Value.of("")))
                .findFirst()
                .orElseThrow(() -> a.fail("All arguments of coalesce() are null or empty.", null));
    }

    private static Value coalesceList(Arguments a) {
        for (int i = 0; i < a.size(); i++) {
            if (!a.list(i).isEmpty()) {
                return a.value(i);
            }
        }
        throw a.fail("All arguments of coalescelist() are empty.", null);
    }

    private static Value one(Arguments a) {
        List<Value> items = a.list(0);
        if (items.size() > 1) {
            throw a.fail(0, "must have at most one element, but has " + items.size());
        }
        return items.isEmpty() ? Value.NULL : items.get(0);
    }

    /* Keeps what the other sets have too, or what none of them has. */
    private static Value combined(Arguments a, boolean common) {
        Set<Value> result = new LinkedHashSet<>(a.list(0));
        for (int i = 1; i < a.size(); i++) {
            Set<Value> other = new LinkedHashSet<>(a.list(i));
            result.removeIf(v -> other.contains(v) != common);
        }
        return set(a, result);
    }

    /** Returns a set as a list: sorted if all elements are texts, in the order of appearance otherwise. */
    static Value set(Arguments a, Set<Value> values) {
        List<Value> items = new ArrayList<>(values);
        if (items.stream().allMatch(Value.Text.class::isInstance)) {
            items.sort(Comparator.comparing(v -> ((Value.Text) v).text()));
        }
        return a.result(items);
    }

    private static Value product(Arguments a) {
        List<List<Value>> rows = List.of(List.of());
        for (int i = 0; i < a.size(); i++) {
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> row : rows) {
                for (Value item : a.list(i)) {
                    a.budget().steps(row.size() + 2L, a.at());
                    List<Value> next = new ArrayList<>(row);
                    next.add(item);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return a.result(rows.stream().map(Value.Items::new).toList());
    }
}
