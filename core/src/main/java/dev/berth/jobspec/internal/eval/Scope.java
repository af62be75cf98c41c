package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableSet;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.tree.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names an expression can refer to: {@code var}, {@code local}, and the iterators around it. Immutable.
 */
final class Scope {
    private static final Set<String> RUNTIME =
            ImmutableSet.of("attr", "meta", "node", "env", "device", "unique", "driver");

    private final @Nullable Scope outer;
    private final Map<String, Value> names;
    private final @Nullable Locals locals;

    private Scope(@Nullable Scope outer, Map<String, Value> names, @Nullable Locals locals) {
        this.outer = outer;
        this.names = names;
        this.locals = locals;
    }

    /** Returns the scope of a file. */
    static Scope of(Value.Fields variables, @Nullable Locals locals) {
        return new Scope(null, Map.of("var", variables), locals);
    }

    /** Returns this scope with further names, which hide equal ones. */
    Scope with(Map<String, Value> further) {
        return new Scope(this, new LinkedHashMap<>(further), locals);
    }

    /** Returns the value of a name, or null when it is unknown. */
    @Nullable
    Value find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Value value = scope.names.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Returns whether locals can be referred to. */
    boolean hasLocals() {
        return locals != null;
    }

    /** Returns the value of a local. */
    Value local(String name, Position at) {
        if (locals == null) {
            throw new Failure(at, "Locals cannot be used here.");
        }
        return locals.get(name, at);
    }

    /** Returns the names that can stand first in a reference. */
    Set<String> known() {
        Set<String> known = new LinkedHashSet<>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            known.addAll(scope.names.keySet());
        }
        known.add("local");
        return known;
    }

    /** Returns whether only the node knows what the name stands for. */
    static boolean isRuntime(String root) {
        return RUNTIME.contains(root) || root.startsWith("NOMAD_") || root.startsWith("BERTH_");
    }
}
