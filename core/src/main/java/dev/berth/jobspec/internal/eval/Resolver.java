package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.JobFileLimits;
import dev.berth.jobspec.JobFileLoader;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.syntax.Body;
import dev.berth.jobspec.internal.tree.Datum;
import dev.berth.jobspec.internal.tree.Entry;
import dev.berth.jobspec.internal.tree.Field;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.jobspec.internal.tree.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a whole HCL file: variables, then locals, then everything else. The result holds neither variables nor expressions,
 * only values with their places; what only the node knows is left in the texts. An expression that cannot be evaluated is
 * reported and left out, so that the rest is looked at too.
 *
 * <p>Confined to one thread.
 */
public final class Resolver {
    private final Problems problems;
    private final Evaluator evaluator;
    private final Map<String, String> given;

    /**
     * Creates a resolver for one file.
     *
     * @param given values of variables from outside
     * @param loader where file() reads, or null when it must not
     */
    public Resolver(
            Problems problems, JobFileLimits limits, Map<String, String> given, @Nullable JobFileLoader loader) {
        this.problems = problems;
        this.evaluator = new Evaluator(new Budget(limits), new Functions(loader));
        this.given = given;
    }

    /** Returns what the file says, as a section without name. */
    public Section resolve(Body file) {
        Variables variables = new Variables(evaluator, problems, given);
        List<Body.Statement> rest = new ArrayList<>();
        List<Body.Attribute> definitions = new ArrayList<>();
        for (Body.Statement statement : file.statements()) {
            String type = statement instanceof Body.Block block ? block.type() : "";
            switch (type) {
                case "variable" -> variables.declare((Body.Block) statement);
                case "variables" -> attributes((Body.Block) statement).forEach(variables::declare);
                case "locals" -> definitions.addAll(attributes((Body.Block) statement));
                default -> rest.add(statement);
            }
        }
        Locals locals = new Locals(evaluator, variables.values());
        define(locals, definitions);
        return new Section("", Position.NONE, List.of(), entries(new Body(rest), locals.scope()));
    }

    private List<Body.Attribute> attributes(Body.Block block) {
        List<Body.Attribute> attributes = new ArrayList<>();
        for (Body.Statement statement : block.body().statements()) {
            if (statement instanceof Body.Attribute attribute) {
                attributes.add(attribute);
            } else {
                problems.add(statement.at(), "A " + block.type() + " block holds only name = value.");
            }
        }
        return attributes;
    }

    private void define(Locals locals, List<Body.Attribute> definitions) {
        for (Body.Attribute definition : definitions) {
            if (!locals.define(definition)) {
                problems.add(definition.at(), "The local \"" + definition.name() + "\" is defined twice.");
            }
        }
        for (Body.Attribute definition : definitions) {
            attempt(() -> locals.get(definition.name(), definition.at()));
        }
    }

    private List<Entry> entries(Body body, Scope scope) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Position> seen = new HashMap<>();
        for (Body.Statement statement : body.statements()) {
            if (statement instanceof Body.Attribute attribute) {
                Position before = seen.putIfAbsent(attribute.name(), attribute.at());
                if (before == null) {
                    attempt(() -> field(attribute, scope, entries));
                } else {
                    problems.add(
                            attribute.at(),
                            "The key \"" + attribute.name() + "\" is set twice, first in line " + before.line() + ".",
                            "Leave one of the two out.");
                }
            } else if (statement instanceof Body.Block block) {
                block(block, scope, entries);
            }
        }
        return entries;
    }

    private void field(Body.Attribute attribute, Scope scope, List<Entry> entries) {
        Datum datum = evaluator.datum(attribute.value(), scope);
        if (!(datum instanceof Datum.Scalar scalar && scalar.value().equals(Value.NULL))) {
            entries.add(new Field(attribute.name(), attribute.at(), datum));
        }
    }

    private void block(Body.Block block, Scope scope, List<Entry> entries) {
        if (block.type().equals("dynamic") && block.labels().size() == 1) {
            attempt(() -> dynamic(block, scope, entries));
        } else {
            List<Section.Label> labels = block.labels().stream()
                    .map(l -> new Section.Label(l.text(), l.at()))
                    .toList();
            entries.add(new Section(block.type(), block.at(), labels, entries(block.body(), scope)));
        }
    }

    private void dynamic(Body.Block block, Scope scope, List<Entry> entries) {
        Dynamic dynamic = Dynamic.of(block);
        Value collection = evaluator.evaluate(dynamic.forEach(), scope);
        Position at = dynamic.forEach().at();
        Convert.known(collection, "The for_each", at);
        for (Map.Entry<Value, Value> item : Convert.entries(collection, "The for_each", at)) {
            evaluator.budget().steps(dynamic.content().statements().size() + 1L, at);
            Scope inner = dynamic.scope(scope, item.getKey(), item.getValue());
            List<Section.Label> labels = new ArrayList<>();
            if (dynamic.labels() != null) {
                Position labelsAt = dynamic.labels().at();
                for (Map.Entry<Value, Value> label :
                        Convert.entries(evaluator.evaluate(dynamic.labels(), inner), "The labels", labelsAt)) {
                    labels.add(new Section.Label(Convert.text(label.getValue(), "A label", labelsAt), labelsAt));
                }
            }
            entries.add(new Section(dynamic.type(), block.at(), labels, entries(dynamic.content(), inner)));
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (Failure f) {
            // A local that fails is met again wherever it is used; it is one problem.
            problems.addOnce(f.at(), f.message(), f.advice());
        }
    }
}
