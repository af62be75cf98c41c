package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.syntax.Expression.Step;
import dev.berth.jobspec.internal.tree.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Goes into lists and maps: {@code .name}, {@code [0]}, {@code [*]}. */
final class Steps {
    private Steps() {}

    /** Returns what the steps lead to from {@code start}; {@code name} says in messages what start is. */
    static Value walk(Evaluator evaluator, Value start, List<Step> steps, Scope scope, String name) {
        Value value = start;
        String path = name;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            evaluator.budget().steps(1, step.at());
            if (step instanceof Step.Splat) {
                return splat(evaluator, value, steps.subList(i + 1, steps.size()), scope, path, step.at());
            }
            Value key = step instanceof Step.Index index
                    ? Convert.known(evaluator.evaluate(index.key(), scope), "An index", step.at())
                    : Value.of(((Step.Name) step).name());
            value = go(value, key, path, step.at());
            path = path.length() > 60 ? path : path + "." + Convert.text(key, "An index", step.at());
        }
        return value;
    }

    private static Value splat(
            Evaluator evaluator, Value value, List<Step> rest, Scope scope, String path, Position at) {
        List<Value> items = value instanceof Value.Items list
                ? list.items()
                : value instanceof Value.Null ? List.of() : List.of(value);
        List<Value> results = new ArrayList<>();
        for (Value item : items) {
            evaluator.budget().steps(1, at);
            results.add(walk(evaluator, item, rest, scope, path + "[*]"));
        }
        return new Value.Items(results);
    }

    private static Value go(Value value, Value key, String path, Position at) {
        if (value instanceof Value.Fields map) {
            String name = Convert.text(key, "An index", at);
            Value found = map.fields().get(name);
            if (found == null) {
                throw missing(map, name, path, at);
            }
            return found;
        }
        if (value instanceof Value.Items list) {
            BigDecimal index = Convert.asNumber(key)
                    .orElseThrow(() -> new Failure(at, "The list " + path + " needs a number as index."));
            return item(list.items(), index, path, at);
        }
        throw new Failure(at, "There is nothing in " + path + ": it is " + value.kind() + ".");
    }

    private static Failure missing(Value.Fields map, String name, String path, Position at) {
        String what = path.equals("var")
                ? "There is no variable \"" + name + "\"."
                : "There is no \"" + name + "\" in " + path + ".";
        String advice = Suggestion.didYouMean(name, map.fields().keySet());
        boolean declare = advice == null && path.equals("var");
        return new Failure(at, what, declare ? "Declare it: variable \"" + name + "\" {}." : advice);
    }

    private static Value item(List<Value> items, BigDecimal index, String path, Position at) {
        boolean inside = index.signum() >= 0 && index.compareTo(BigDecimal.valueOf(items.size())) < 0;
        if (!inside || index.stripTrailingZeros().scale() > 0) {
            throw new Failure(
                    at,
                    "The index (" + index.toPlainString() + ") is outside of " + path + ", which has " + items.size()
                            + " elements.");
        }
        return items.get(index.intValue());
    }

    /** Returns the name a first step means: {@code .name} or {@code ["name"]}. */
    static String name(Evaluator evaluator, Step step, Scope scope) {
        if (step instanceof Step.Name name) {
            return name.name();
        } else if (step instanceof Step.Index index) {
            return Convert.text(evaluator.evaluate(index.key(), scope), "An index", step.at());
        }
        throw new Failure(step.at(), "A name must follow here.");
    }

    /** Returns a run-time reference as text: as written, with computed indexes filled in. */
    static String text(Evaluator evaluator, Expression.Reference reference, Scope scope) {
        boolean computed = reference.steps().stream()
                .anyMatch(s -> s instanceof Step.Index i && !(i.key() instanceof Expression.Literal));
        if (!computed) {
            return reference.source();
        }
        StringBuilder text = new StringBuilder(reference.root());
        for (Step step : reference.steps()) {
            if (step instanceof Step.Name name) {
                text.append('.').append(name.name());
            } else {
                text.append("[\"").append(name(evaluator, step, scope)).append("\"]");
            }
        }
        return text.toString();
    }
}
