package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.syntax.Body;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.tree.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code dynamic "type" { for_each … content { … } }} block, taken apart. Immutable. */
record Dynamic(
        String type,
        String iterator,
        Expression forEach,
        @Nullable Expression labels,
        Body content) {

    private static final List<String> KEYS = List.of("for_each", "iterator", "labels", "content");

    /** Takes a block apart. */
    static Dynamic of(Body.Block block) {
        String type = block.labels().get(0).text();
        String iterator = type;
        @Nullable Expression forEach = null;
        @Nullable Expression labels = null;
        @Nullable Body content = null;
        for (Body.Statement statement : block.body().statements()) {
            String key = statement instanceof Body.Attribute a ? a.name() : ((Body.Block) statement).type();
            if (statement instanceof Body.Block b && key.equals("content")) {
                content = b.body();
            } else if (statement instanceof Body.Attribute a && key.equals("for_each")) {
                forEach = a.value();
            } else if (statement instanceof Body.Attribute a && key.equals("labels")) {
                labels = a.value();
            } else if (statement instanceof Body.Attribute a && key.equals("iterator")) {
                iterator = iterator(a.value());
            } else {
                throw new Failure(
                        statement.at(),
                        "Unknown key \"" + key + "\" in a dynamic block.",
                        Suggestion.didYouMean(key, KEYS));
            }
        }
        if (forEach == null || content == null) {
            throw new Failure(
                    block.at(),
                    "A dynamic block needs for_each and a content block.",
                    "Write dynamic \"" + type + "\" { for_each = [...] content { ... } }.");
        }
        return new Dynamic(type, iterator, forEach, labels, content);
    }

    private static String iterator(Expression expression) {
        if (expression instanceof Expression.Reference reference
                && reference.steps().isEmpty()) {
            return reference.root();
        }
        if (expression instanceof Expression.Literal literal && literal.value() instanceof Value.Text text) {
            return text.text();
        }
        throw new Failure(expression.at(), "The iterator of a dynamic block must be a name.");
    }

    /** Returns the scope of one round: the iterator with key and value, also under the name {@code each}. */
    Scope scope(Scope outer, Value key, Value value) {
        Map<String, Value> round = new LinkedHashMap<>();
        round.put("key", key);
        round.put("value", value);
        Map<String, Value> names = new LinkedHashMap<>();
        names.put("each", new Value.Fields(round));
        names.put(iterator, new Value.Fields(round));
        return outer.with(names);
    }
}
