package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableList;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.tree.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The type of a variable: {@code string}, {@code list(number)}, {@code object({ a = string })} and so on. Immutable. */
sealed interface TypeConstraint {

    /** Returns the value as this type has it, converted where nothing is lost. */
    Value convert(Value value, String what, Position at);

    /** Any value. */
    TypeConstraint ANY = new Any();

    List<String> NAMES =
            ImmutableList.of("any", "string", "number", "bool", "list", "set", "map", "object", "tuple", "optional");

    /** Anything. */
    record Any() implements TypeConstraint {
        @Override
        public Value convert(Value value, String what, Position at) {
            return value;
        }
    }

    /** A text, number or truth, by name. */
    record Simple(String name) implements TypeConstraint {
        @Override
        public Value convert(Value value, String what, Position at) {
            if (value instanceof Value.Null) {
                return value;
            }
            return switch (name) {
                case "string" -> value instanceof Value.Text ? value : Value.of(Convert.text(value, what, at));
                case "number" -> new Value.Num(Convert.number(value, what, at));
                default -> Value.of(Convert.truth(value, what, at));
            };
        }
    }

    /** A list, set or map with elements of one type. */
    record Collection(String kind, TypeConstraint element) implements TypeConstraint {
        @Override
        public Value convert(Value value, String what, Position at) {
            if (value instanceof Value.Null) {
                return value;
            }
            return kind.equals("map") ? map(value, what, at) : list(value, what, at);
        }

        private Value list(Value value, String what, Position at) {
            if (!(value instanceof Value.Items list)) {
                throw new Failure(at, what + " must be a " + kind + ", but is " + Convert.shown(value) + ".");
            }
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < list.items().size(); i++) {
                items.add(element.convert(list.items().get(i), what + "[" + i + "]", at));
            }
            return new Value.Items(kind.equals("set") ? List.copyOf(new LinkedHashSet<>(items)) : items);
        }

        private Value map(Value value, String what, Position at) {
            if (!(value instanceof Value.Fields map)) {
                throw new Failure(at, what + " must be a map, but is " + Convert.shown(value) + ".");
            }
            Map<String, Value> fields = new LinkedHashMap<>();
            map.fields().forEach((k, v) -> fields.put(k, element.convert(v, what + "." + k, at)));
            return new Value.Fields(fields);
        }
    }

    /** A list of a fixed length, each element of its own type. */
    record Tuple(List<TypeConstraint> elements) implements TypeConstraint {
        @Override
        public Value convert(Value value, String what, Position at) {
            if (!(value instanceof Value.Items list) || list.items().size() != elements.size()) {
                throw new Failure(
                        at,
                        what + " must be a list of " + elements.size() + " elements, but is " + Convert.shown(value)
                                + ".");
            }
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                items.add(elements.get(i).convert(list.items().get(i), what + "[" + i + "]", at));
            }
            return new Value.Items(items);
        }
    }

    /** An object with named attributes. */
    record Structure(Map<String, Attribute> attributes) implements TypeConstraint {
        @Override
        public Value convert(Value value, String what, Position at) {
            if (!(value instanceof Value.Fields map)) {
                throw new Failure(at, what + " must be an object, but is " + Convert.shown(value) + ".");
            }
            TreeSet<String> unknown = new TreeSet<>(map.fields().keySet());
            unknown.removeAll(attributes.keySet());
            if (!unknown.isEmpty()) {
                String name = unknown.first();
                throw new Failure(
                        at,
                        what + " has no attribute \"" + name + "\".",
                        Suggestion.didYouMean(name, attributes.keySet()));
            }
            Map<String, Value> fields = new LinkedHashMap<>();
            attributes.forEach((name, attribute) -> fields.put(name, attribute.of(map, name, what, at)));
            return new Value.Fields(fields);
        }
    }

    /** An attribute of an object. */
    record Attribute(TypeConstraint type, boolean optional, Value fallback) {
        Value of(Value.Fields map, String name, String what, Position at) {
            Value given = map.fields().getOrDefault(name, Value.NULL);
            if (given.equals(Value.NULL) && !optional) {
                throw new Failure(at, what + " needs the attribute \"" + name + "\".");
            }
            return type.convert(given.equals(Value.NULL) ? fallback : given, what + "." + name, at);
        }
    }

    /** Returns the type that an expression writes. */
    static TypeConstraint parse(Expression expression, Evaluator evaluator, Scope scope) {
        if (expression instanceof Expression.Literal literal && literal.value() instanceof Value.Text text) {
            return simple(text.text(), expression.at());
        } else if (expression instanceof Expression.Reference reference
                && reference.steps().isEmpty()) {
            return simple(reference.root(), expression.at());
        } else if (expression instanceof Expression.Call call
                && call.arguments().size() == 1) {
            return compound(call, evaluator, scope);
        }
        throw unknown("this", expression.at());
    }

    private static TypeConstraint simple(String name, Position at) {
        return switch (name) {
            case "any" -> ANY;
            case "string", "number", "bool" -> new Simple(name);
            case "list", "set", "map" -> new Collection(name, ANY);
            default -> throw unknown("\"" + name + "\"", at);
        };
    }

    private static TypeConstraint compound(Expression.Call call, Evaluator evaluator, Scope scope) {
        Expression argument = call.arguments().get(0);
        return switch (call.function()) {
            case "list", "set", "map" -> new Collection(call.function(), parse(argument, evaluator, scope));
            case "tuple" -> {
                if (argument instanceof Expression.Listing list) {
                    yield new Tuple(list.items().stream()
                            .map(i -> parse(i, evaluator, scope))
                            .toList());
                }
                throw unknown("tuple without [...]", call.at());
            }
            case "object" -> {
                if (argument instanceof Expression.Mapping map) {
                    yield structure(map, evaluator, scope);
                }
                throw unknown("object without { ... }", call.at());
            }
            default -> throw unknown("\"" + call.function() + "\"", call.at());
        };
    }

    private static TypeConstraint structure(Expression.Mapping map, Evaluator evaluator, Scope scope) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (Expression.Pair pair : map.pairs()) {
            String name = Convert.text(
                    evaluator.evaluate(pair.key(), scope), "A key", pair.key().at());
            attributes.put(name, attribute(pair.value(), evaluator, scope));
        }
        return new Structure(attributes);
    }

    private static Attribute attribute(Expression expression, Evaluator evaluator, Scope scope) {
        boolean optional =
                expression instanceof Expression.Call call && call.function().equals("optional");
        if (!optional) {
            return new Attribute(parse(expression, evaluator, scope), false, Value.NULL);
        }
        List<Expression> arguments = ((Expression.Call) expression).arguments();
        if (arguments.isEmpty()) {
            throw unknown("optional without type", expression.at());
        }
        @Nullable Expression fallback = arguments.size() > 1 ? arguments.get(1) : null;
        Value value = fallback == null ? Value.NULL : evaluator.evaluate(fallback, scope);
        return new Attribute(parse(arguments.get(0), evaluator, scope), true, value);
    }

    private static Failure unknown(String what, Position at) {
        String advice = Suggestion.didYouMean(what.replace("\"", ""), NAMES);
        return new Failure(
                at,
                "The type of a variable cannot be " + what + ".",
                advice != null
                        ? advice
                        : "Types are string, number, bool, list(...), set(...), map(...), object({...}) and any.");
    }
}
