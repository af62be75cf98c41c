package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import dev.berth.jobspec.internal.eval.Functions.Function;
import dev.berth.jobspec.internal.tree.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Functions over maps; keys come sorted. */
final class MapFunctions {
    private MapFunctions() {}

    static void addTo(ImmutableMap.Builder<String, Function> all) {
        all.put(
                "keys",
                Function.opaque(
                        1,
                        1,
                        a -> a.result(new TreeMap<>(a.map(0))
                                .keySet().stream().map(Value::of).toList())));
        all.put("values", Function.opaque(1, 1, a -> a.result(List.copyOf(new TreeMap<>(a.map(0)).values()))));
        all.put("lookup", Function.opaque(2, 3, MapFunctions::lookup));
        all.put("merge", Function.opaque(1, Integer.MAX_VALUE, MapFunctions::merge));
        all.put("zipmap", Function.opaque(2, 2, MapFunctions::zip));
    }

    private static Value lookup(Arguments a) {
        Value found = a.map(0).get(a.text(1));
        if (found == null && a.size() < 3) {
            throw a.fail(0, "has no key \"" + Convert.shortened(a.text(1)) + "\"");
        }
        return found == null ? a.value(2) : found;
    }

    private static Value merge(Arguments a) {
        Map<String, Value> merged = new LinkedHashMap<>();
        for (int i = 0; i < a.size(); i++) {
            if (!a.value(i).equals(Value.NULL)) {
                merged.putAll(a.map(i));
            }
        }
        return new Value.Fields(merged);
    }

    private static Value zip(Arguments a) {
        List<Value> keys = a.list(0);
        List<Value> values = a.list(1);
        if (keys.size() != values.size()) {
            throw a.fail("The lists given to zipmap() must be of one length.", null);
        }
        Map<String, Value> zipped = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            zipped.put(Convert.text(keys.get(i), "Every key given to zipmap()", a.at()), values.get(i));
        }
        return new Value.Fields(zipped);
    }
}
