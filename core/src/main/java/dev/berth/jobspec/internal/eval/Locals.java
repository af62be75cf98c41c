package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.syntax.Body.Attribute;
import dev.berth.jobspec.internal.tree.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The locals of a file, each evaluated when it is first referred to. Confined to one thread. */
final class Locals {
    private final Map<String, Attribute> defined = new LinkedHashMap<>();
    private final Map<String, Value> known = new HashMap<>();
    private final Map<String, Failure> failed = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Evaluator evaluator;
    private final Scope scope;

    Locals(Evaluator evaluator, Value.Fields variables) {
        this.evaluator = evaluator;
        this.scope = Scope.of(variables, this);
    }

    /** Adds a definition; returns false when there is one of that name. */
    boolean define(Attribute attribute) {
        return defined.putIfAbsent(attribute.name(), attribute) == null;
    }

    Scope scope() {
        return scope;
    }

    Set<String> names() {
        return defined.keySet();
    }

    /** Returns the value of a local. */
    Value get(String name, Position at) {
        Value value = known.get(name);
        return value == null ? evaluate(name, at) : value;
    }

    private Value evaluate(String name, Position at) {
        Attribute attribute = defined.get(name);
        if (attribute == null) {
            throw new Failure(at, "There is no local \"" + name + "\".", Suggestion.didYouMean(name, defined.keySet()));
        }
        Failure failure = failed.get(name);
        if (failure != null) {
            throw failure;
        }
        if (!running.add(name)) {
            throw new Failure(attribute.at(), "The local \"" + name + "\" refers to itself.");
        }
        evaluator.budget().enter(4, at);
        try {
            Value value = evaluator.evaluate(attribute.value(), scope);
            known.put(name, value);
            return value;
        } catch (Failure f) {
            failed.put(name, f);
            throw f;
        } finally {
            running.remove(name);
            evaluator.budget().leave(4);
        }
    }
}
