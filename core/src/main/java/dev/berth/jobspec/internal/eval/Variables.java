package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableSet;
import dev.berth.jobspec.JobFileException;
import dev.berth.jobspec.internal.hcl.HclReader;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Source;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.syntax.Body;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.tree.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the {@code variable} blocks of a file and gives the variables their values. Confined to one thread. */
final class Variables {
    private static final Set<String> KEYS = ImmutableSet.of("type", "default", "description", "sensitive", "nullable");

    private final Evaluator evaluator;
    private final Problems problems;
    private final Map<String, String> given;
    private final Map<String, Position> declared = new LinkedHashMap<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Scope nothing;

    Variables(Evaluator evaluator, Problems problems, Map<String, String> given) {
        this.evaluator = evaluator;
        this.problems = problems;
        this.given = new TreeMap<>(given);
        this.nothing = Scope.of(new Value.Fields(Map.of()), null);
    }

    /** Reads {@code variable "name" { … }}. */
    void declare(Body.Block block) {
        if (block.labels().size() != 1) {
            problems.add(block.at(), "A variable has one label, its name.", "Write variable \"name\" { ... }.");
            return;
        }
        String name = block.labels().get(0).text();
        @Nullable Expression type = null;
        @Nullable Expression fallback = null;
        for (Body.Statement statement : block.body().statements()) {
            if (statement instanceof Body.Attribute a && KEYS.contains(a.name())) {
                type = a.name().equals("type") ? a.value() : type;
                fallback = a.name().equals("default") ? a.value() : fallback;
            } else if (!(statement instanceof Body.Block b && b.type().equals("validation"))) {
                unknownKey(statement);
            }
        }
        declare(name, block, type, fallback);
    }

    private void unknownKey(Body.Statement statement) {
        String key = statement instanceof Body.Attribute a ? a.name() : ((Body.Block) statement).type();
        problems.add(statement.at(), "Unknown key \"" + key + "\" in a variable.", Suggestion.didYouMean(key, KEYS));
    }

    /** Reads an attribute of a {@code variables { … }} block: a name with its default. */
    void declare(Body.Attribute attribute) {
        declare(attribute.name(), attribute, null, attribute.value());
    }

    private void declare(
            String name, Body.Statement statement, @Nullable Expression type, @Nullable Expression fallback) {
        Position before = declared.putIfAbsent(name, statement.at());
        if (before != null) {
            problems.add(
                    statement.at(),
                    "The variable \"" + name + "\" is declared twice, first in line " + before.line() + ".");
            return;
        }
        values.put(name, Value.NULL);
        try {
            TypeConstraint constraint =
                    type == null ? TypeConstraint.ANY : TypeConstraint.parse(type, evaluator, nothing);
            Value value = value(name, statement, type, constraint, fallback);
            values.put(name, value);
            if (statement instanceof Body.Block block) {
                validate(name, block, value);
            }
        } catch (Failure f) {
            problems.add(f.at(), f.message(), f.advice());
        }
    }

    private Value value(
            String name,
            Body.Statement statement,
            @Nullable Expression type,
            TypeConstraint constraint,
            @Nullable Expression fallback) {
        String text = given.get(name);
        String what = "The variable \"" + name + "\"";
        if (text != null) {
            boolean plain = type == null || constraint.equals(new TypeConstraint.Simple("string"));
            return constraint.convert(plain ? Value.of(text) : parse(text, what, statement.at()), what, statement.at());
        }
        if (fallback == null) {
            throw new Failure(
                    statement.at(), what + " has no value.", "Give it one from outside, or a default in the file.");
        }
        return constraint.convert(evaluator.evaluate(fallback, nothing), what, fallback.at());
    }

    /* A value from outside of any other type than string is written as in HCL: 5, true, ["a"]. */
    private Value parse(String text, String what, Position at) {
        Source source = new Source("value", text);
        Problems inner = new Problems(source, 1);
        try {
            return evaluator.evaluate(
                    HclReader.readExpression(source, inner, evaluator.budget().limits()), nothing);
        } catch (Fatal | Failure | JobFileException | Problems.TooMany e) {
            // A map key or a word without quotes is the usual reason; the text is shown, its inner places would not
            // help.
            throw new Failure(
                    at,
                    what + " cannot have the given value " + Convert.shortened(text) + ": it is no value of its type.",
                    "Write it as in a job file, a list as [\"a\", \"b\"] for example.");
        }
    }

    private void validate(String name, Body.Block block, Value value) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.put(name, value);
        Scope scope = Scope.of(new Value.Fields(all), null);
        for (Body.Statement statement : block.body().statements()) {
            if (statement instanceof Body.Block validation && validation.type().equals("validation")) {
                validate(name, validation, scope);
            }
        }
    }

    private void validate(String name, Body.Block validation, Scope scope) {
        @Nullable Expression condition = null;
        String message = "The value does not fulfil its condition.";
        for (Body.Statement statement : validation.body().statements()) {
            if (statement instanceof Body.Attribute a && a.name().equals("condition")) {
                condition = a.value();
            } else if (statement instanceof Body.Attribute a && a.name().equals("error_message")) {
                message = Convert.text(evaluator.evaluate(a.value(), scope), "The error_message", a.at());
            } else {
                problems.add(statement.at(), "A validation has only condition and error_message.");
            }
        }
        if (condition == null) {
            problems.add(validation.at(), "The validation of the variable \"" + name + "\" has no condition.");
        } else if (!evaluator.truth(condition, scope, "The condition")) {
            problems.add(condition.at(), "The variable \"" + name + "\" is refused: " + message);
        }
    }

    /** Returns the values; reports those given from outside that the file does not declare. */
    Value.Fields values() {
        for (String name : given.keySet()) {
            if (!declared.containsKey(name)) {
                String advice = Suggestion.didYouMean(name, declared.keySet());
                problems.add(
                        Position.NONE,
                        "A value is given for the variable \"" + name + "\", which the file does not declare.",
                        advice != null ? advice : "Declare it: variable \"" + name + "\" {}.");
            }
        }
        return new Value.Fields(values);
    }
}
