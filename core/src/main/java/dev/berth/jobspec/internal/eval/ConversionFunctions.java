package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import dev.berth.jobspec.internal.eval.Functions.Function;
import dev.berth.jobspec.internal.tree.Value;
import java.util.LinkedHashSet;

/** Functions that turn one kind of value into another. */
final class ConversionFunctions {
    private ConversionFunctions() {}

    static void addTo(ImmutableMap.Builder<String, Function> all) {
        all.put("tostring", Function.opaque(1, 1, a -> a.value(0) instanceof Value.Text t ? t : a.result(a.text(0))));
        all.put("tonumber", Function.of(1, 1, a -> new Value.Num(a.number(0))));
        all.put("tobool", Function.of(1, 1, a -> Value.of(a.truth(0))));
        all.put("tolist", Function.opaque(1, 1, a -> a.result(a.list(0))));
        all.put("toset", Function.opaque(1, 1, a -> ListFunctions.set(a, new LinkedHashSet<>(a.list(0)))));
        all.put("tomap", Function.opaque(1, 1, a -> new Value.Fields(a.map(0))));
    }
}
