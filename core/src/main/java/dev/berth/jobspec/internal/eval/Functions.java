package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import dev.berth.jobspec.JobFileLoader;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of job files, by name. Immutable. */
final class Functions {
    private static final Map<String, String> REFUSED = ImmutableMap.<String, String>builder()
            .put("timestamp", "the same file would make another job at another time")
            .put("plantimestamp", "the same file would make another job at another time")
            .put("uuid", "the same file would make another job each time; uuidv5(namespace, name) does not")
            .put("uuidv4", "the same file would make another job each time; uuidv5(namespace, name) does not")
            .put("bcrypt", "the same file would make another job each time")
            .put("abspath", "the same file would make another job on another machine")
            .put("yamlencode", "JSON is YAML too; use jsonencode()")
            .buildOrThrow();

    private final Map<String, Function> functions;

    /** Creates the functions; {@code file()} works when there is a loader. */
    Functions(@Nullable JobFileLoader loader) {
        ImmutableMap.Builder<String, Function> all = ImmutableMap.builder();
        TextFunctions.addTo(all);
        PatternFunctions.addTo(all);
        ListFunctions.addTo(all);
        MapFunctions.addTo(all);
        NumberFunctions.addTo(all);
        ConversionFunctions.addTo(all);
        EncodingFunctions.addTo(all);
        NetworkFunctions.addTo(all);
        FileFunctions.addTo(all, loader);
        this.functions = all.buildOrThrow();
    }

    /** What a function does with its arguments. */
    interface Body {
        Value apply(Arguments arguments);
    }

    /**
     * A function with how many arguments it takes. {@code opaque} says that it hands texts on without looking into them, so that
     * they may hold interpolations for run time.
     */
    record Function(int least, int most, boolean opaque, Body body) {
        static Function of(int least, int most, Body body) {
            return new Function(least, most, false, body);
        }

        static Function opaque(int least, int most, Body body) {
            return new Function(least, most, true, body);
        }
    }

    /** Returns what a call evaluates to. */
    Value call(Expression.Call call, Evaluator evaluator, Scope scope) {
        switch (call.function()) {
            case "try":
                return firstThatWorks(call, evaluator, scope);
            case "can":
                return can(call, evaluator, scope);
            default:
                return call(function(call), call, evaluator, scope);
        }
    }

    private Function function(Expression.Call call) {
        String name = call.function();
        Function function = functions.get(name);
        if (function != null) {
            return function;
        }
        String reason = REFUSED.get(name);
        if (reason != null) {
            throw new Failure(call.at(), "The function " + name + "() is not available: " + reason + ".");
        }
        throw new Failure(
                call.at(), "There is no function \"" + name + "\".", Suggestion.didYouMean(name, functions.keySet()));
    }

    private static Value call(Function function, Expression.Call call, Evaluator evaluator, Scope scope) {
        List<Value> values = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            values.add(evaluator.evaluate(argument, scope));
        }
        if (call.spread()) {
            spread(call, values, evaluator.budget());
        }
        if (values.size() < function.least() || values.size() > function.most()) {
            throw new Failure(call.at(), wrongCount(function, call.function(), values.size()));
        }
        Arguments arguments = new Arguments(call, values, evaluator.budget());
        arguments.charge(function.opaque());
        return function.body().apply(arguments);
    }

    private static void spread(Expression.Call call, List<Value> values, Budget budget) {
        Value last = values.remove(values.size() - 1);
        if (!(last instanceof Value.Items list)) {
            throw new Failure(call.at(), "What stands before ... must be a list, but is " + last.kind() + ".");
        }
        budget.steps(list.items().size(), call.at());
        values.addAll(list.items());
    }

    private static String wrongCount(Function function, String name, int given) {
        String wanted = function.least() == function.most()
                ? Integer.toString(function.least())
                : function.most() == Integer.MAX_VALUE
                        ? "at least " + function.least()
                        : function.least() + " to " + function.most();
        return "The function " + name + "() takes " + wanted + " arguments, but got " + given + ".";
    }

    private static Value firstThatWorks(Expression.Call call, Evaluator evaluator, Scope scope) {
        @Nullable Failure last = null;
        for (Expression argument : call.arguments()) {
            try {
                return evaluator.evaluate(argument, scope);
            } catch (Failure f) {
                last = f;
            }
        }
        throw last != null ? last : new Failure(call.at(), "The function try() takes at least 1 arguments, but got 0.");
    }

    private static Value can(Expression.Call call, Evaluator evaluator, Scope scope) {
        if (call.arguments().size() != 1) {
            throw new Failure(
                    call.at(),
                    "The function can() takes 1 arguments, but got "
                            + call.arguments().size() + ".");
        }
        try {
            evaluator.evaluate(call.arguments().get(0), scope);
            return Value.of(true);
        } catch (Failure f) {
            return Value.of(false);
        }
    }
}
