package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.tree.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one function call, read by kind. Confined to one thread. */
final class Arguments {
    private final Expression.Call call;
    private final List<Value> values;
    private final Budget budget;

    Arguments(Expression.Call call, List<Value> values, Budget budget) {
        this.call = call;
        this.values = values;
        this.budget = budget;
    }

    /** Counts what it costs to look at the arguments, and refuses those that only the node knows. */
    void charge(boolean opaque) {
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            budget.steps(value.weight() / 8, at(i));
            if (value instanceof Value.Text text) {
                budget.text(text.text().length(), at(i));
            }
            if (!opaque && value.weight() == 1) {
                Convert.known(value, what(i), at(i));
            }
        }
    }

    int size() {
        return values.size();
    }

    Value value(int i) {
        return values.get(i);
    }

    List<Value> values() {
        return values;
    }

    Position at() {
        return call.at();
    }

    Position at(int i) {
        return i < call.arguments().size() ? call.arguments().get(i).at() : call.at();
    }

    Budget budget() {
        return budget;
    }

    String text(int i) {
        return Convert.text(values.get(i), what(i), at(i));
    }

    BigDecimal number(int i) {
        return Convert.number(values.get(i), what(i), at(i));
    }

    /** Returns a whole number within bounds. */
    int integer(int i, int least, int most) {
        BigDecimal number = number(i);
        boolean inside = number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
        if (!inside) {
            throw fail(
                    i,
                    "must be a whole number from " + least + " to " + most + ", but is "
                            + Convert.shortened(number.toPlainString()));
        }
        return number.intValue();
    }

    boolean truth(int i) {
        return Convert.truth(values.get(i), what(i), at(i));
    }

    List<Value> list(int i) {
        if (values.get(i) instanceof Value.Items list) {
            return list.items();
        }
        throw fail(i, "must be a list, but is " + values.get(i).kind());
    }

    Map<String, Value> map(int i) {
        if (values.get(i) instanceof Value.Fields map) {
            return map.fields();
        }
        throw fail(i, "must be a map, but is " + values.get(i).kind());
    }

    /** Returns a text result, counting its characters; it is for run time when {@code parts} hold such a text. */
    Value.Text result(String text, List<Value> parts) {
        budget.text(text.length(), at());
        boolean runtime = parts.stream().anyMatch(v -> v instanceof Value.Text t && t.runtime());
        return new Value.Text(text, runtime);
    }

    /** Returns a text result without anything for run time. */
    Value.Text result(String text) {
        return result(text, List.of());
    }

    /** Returns a list result, counting its elements. */
    Value result(List<? extends Value> items) {
        budget.steps(items.size(), at());
        return new Value.Items(items);
    }

    Failure fail(int i, String predicate) {
        return new Failure(at(i), what(i) + " " + predicate + ".");
    }

    Failure fail(String message, @Nullable String advice) {
        return new Failure(at(), message, advice);
    }

    private String what(int i) {
        return "Argument " + (i + 1) + " of " + call.function() + "()";
    }
}
