package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.syntax.Expression.Loop;
import dev.berth.jobspec.internal.tree.Datum;
import dev.berth.jobspec.internal.tree.Field;
import dev.berth.jobspec.internal.tree.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions. What only the node knows becomes a text that holds the interpolation as it was written.
 *
 * <p>Confined to one thread. Recursion and cost are bounded by the {@link Budget}. Maps are gone through by key.
 */
final class Evaluator {
    private final Budget budget;
    private final Functions functions;
    private final Templates templates = new Templates(this);

    Evaluator(Budget budget, Functions functions) {
        this.budget = budget;
        this.functions = functions;
    }

    Budget budget() {
        return budget;
    }

    /** Returns the value with the places of the parts that are written out. */
    Datum datum(Expression expression, Scope scope) {
        budget.enter(1, expression.at());
        try {
            if (expression instanceof Expression.Listing list) {
                return new Datum.Items(
                        list.items().stream().map(i -> datum(i, scope)).toList(), list.at());
            }
            if (expression instanceof Expression.Mapping map) {
                return fields(map, scope);
            }
            Value value = evaluate(expression, scope);
            budget.steps(value.weight(), expression.at());
            return Datum.of(value, expression.at());
        } finally {
            budget.leave(1);
        }
    }

    private Datum fields(Expression.Mapping map, Scope scope) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Expression.Pair pair : map.pairs()) {
            String name = key(pair.key(), scope);
            Field field = new Field(name, pair.key().at(), datum(pair.value(), scope));
            if (fields.putIfAbsent(name, field) != null) {
                throw new Failure(pair.key().at(), "The key \"" + name + "\" is set twice.");
            }
        }
        return new Datum.Fields(new ArrayList<>(fields.values()), map.at());
    }

    private String key(Expression key, Scope scope) {
        return Convert.text(evaluate(key, scope), "A key", key.at());
    }

    /**
     * Returns the value.
     *
     * @throws Failure when there is none
     */
    Value evaluate(Expression expression, Scope scope) {
        budget.enter(1, expression.at());
        try {
            Value value = valueOf(expression, scope);
            budget.weigh(value, expression.at());
            return value;
        } finally {
            budget.leave(1);
        }
    }

    private Value valueOf(Expression expression, Scope scope) {
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        } else if (expression instanceof Expression.Template template) {
            return templates.evaluate(template, scope);
        } else if (expression instanceof Expression.Listing list) {
            return new Value.Items(
                    list.items().stream().map(i -> evaluate(i, scope)).toList());
        } else if (expression instanceof Expression.Mapping map) {
            return fields(map, scope).value();
        } else if (expression instanceof Expression.Reference reference) {
            return reference(reference, scope);
        } else if (expression instanceof Expression.Access access) {
            return Steps.walk(this, evaluate(access.base(), scope), access.steps(), scope, "value");
        } else if (expression instanceof Expression.Call call) {
            return functions.call(call, this, scope);
        } else if (expression instanceof Expression.Signed signed) {
            return Operators.signed(signed, evaluate(signed.operand(), scope));
        } else if (expression instanceof Expression.Chain chain) {
            return chain(chain, scope);
        } else if (expression instanceof Expression.Conditional conditional) {
            boolean truth = truth(conditional.condition(), scope, "The condition");
            return evaluate(truth ? conditional.yes() : conditional.no(), scope);
        } else if (expression instanceof Expression.ForList loop) {
            return forList(loop, scope);
        } else if (expression instanceof Expression.ForMap loop) {
            return forMap(loop, scope);
        }
        throw new AssertionError(expression);
    }

    boolean truth(Expression expression, Scope scope, String what) {
        return Convert.truth(evaluate(expression, scope), what, expression.at());
    }

    private Value reference(Expression.Reference reference, Scope scope) {
        Value value = scope.find(reference.root());
        if (value != null) {
            return Steps.walk(this, value, reference.steps(), scope, reference.root());
        }
        if (reference.root().equals("local")
                && scope.hasLocals()
                && !reference.steps().isEmpty()) {
            List<Expression.Step> steps = reference.steps();
            String name = Steps.name(this, steps.get(0), scope);
            return Steps.walk(this, scope.local(name, steps.get(0).at()), steps.subList(1, steps.size()), scope, name);
        }
        if (Scope.isRuntime(reference.root())) {
            return new Value.Text("${" + Steps.text(this, reference, scope) + "}", true);
        }
        throw unknown(reference, scope);
    }

    static Failure unknown(Expression.Reference reference, Scope scope) {
        String advice = Suggestion.didYouMean(reference.root(), scope.known());
        return new Failure(
                reference.at(),
                "The name \"" + reference.root() + "\" is unknown.",
                advice != null ? advice : "A text must stand in quotes; values are var.NAME and local.NAME.");
    }

    private Value chain(Expression.Chain chain, Scope scope) {
        Value result = evaluate(chain.first(), scope);
        for (Expression.Link link : chain.links()) {
            if (Operators.isDecided(link.operator(), result)) {
                continue;
            }
            budget.steps(result.weight() / 8, link.at());
            result = Operators.apply(link, result, evaluate(link.operand(), scope));
        }
        return result;
    }

    private Value forList(Expression.ForList loop, Scope scope) {
        List<Value> results = new ArrayList<>();
        for (Scope inner : scopes(loop.loop(), scope)) {
            if (passes(loop.condition(), inner)) {
                results.add(evaluate(loop.result(), inner));
            }
        }
        return new Value.Items(results);
    }

    private Value forMap(Expression.ForMap loop, Scope scope) {
        Map<String, List<Value>> groups = new LinkedHashMap<>();
        for (Scope inner : scopes(loop.loop(), scope)) {
            if (passes(loop.condition(), inner)) {
                String key = key(loop.key(), inner);
                List<Value> group = groups.computeIfAbsent(key, k -> new ArrayList<>());
                if (!loop.grouping() && !group.isEmpty()) {
                    throw new Failure(
                            loop.key().at(),
                            "The for makes the key \"" + key + "\" twice.",
                            "Write ... after the value to collect the values of equal keys.");
                }
                group.add(evaluate(loop.result(), inner));
            }
        }
        Map<String, Value> results = new TreeMap<>();
        groups.forEach((k, v) -> results.put(k, loop.grouping() ? new Value.Items(v) : v.get(0)));
        return new Value.Fields(results);
    }

    private boolean passes(@Nullable Expression condition, Scope scope) {
        return condition == null || truth(condition, scope, "The condition of a for");
    }

    /** Returns the scope of each round of a loop. */
    List<Scope> scopes(Loop loop, Scope scope) {
        Value collection = evaluate(loop.collection(), scope);
        List<Scope> scopes = new ArrayList<>();
        for (Map.Entry<Value, Value> entry :
                Convert.entries(collection, "A for", loop.collection().at())) {
            Map<String, Value> names = new LinkedHashMap<>();
            if (loop.keyName() != null) {
                names.put(loop.keyName(), entry.getKey());
            }
            names.put(loop.valueName(), entry.getValue());
            budget.steps(1, loop.collection().at());
            scopes.add(scope.with(names));
        }
        return scopes;
    }

    /** Makes a text, counting its characters. */
    Value.Text text(String text, boolean runtime, Position at) {
        budget.text(text.length(), at);
        return new Value.Text(text, runtime);
    }
}
