package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.syntax.Expression.Part;
import dev.berth.jobspec.internal.tree.Value;
import java.util.List;

/** Evaluates texts with interpolations. What only the node knows stays in the text as it was written. */
final class Templates {
    private final Evaluator evaluator;

    Templates(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Value evaluate(Expression.Template template, Scope scope) {
        List<Part> parts = template.parts();
        if (parts.size() == 1 && parts.get(0) instanceof Part.Interpolation only) {
            return interpolated(only.expression(), scope);
        }
        Text text = new Text(template.at());
        append(parts, scope, text);
        return new Value.Text(text.builder.toString(), text.runtime);
    }

    private void append(List<Part> parts, Scope scope, Text text) {
        for (Part part : parts) {
            evaluator.budget().steps(1, text.at);
            if (part instanceof Part.Words words) {
                text.append(words.text());
            } else if (part instanceof Part.Interpolation interpolation) {
                append(interpolation.expression(), scope, text);
            } else if (part instanceof Part.If branch) {
                boolean truth = evaluator.truth(branch.condition(), scope, "The condition");
                append(truth ? branch.yes() : branch.no(), scope, text);
            } else if (part instanceof Part.For loop) {
                for (Scope inner : evaluator.scopes(loop.loop(), scope)) {
                    append(loop.body(), inner, text);
                }
            }
        }
    }

    private void append(Expression expression, Scope scope, Text text) {
        Value value = interpolated(expression, scope);
        text.runtime |= value instanceof Value.Text t && t.runtime();
        text.append(Convert.text(value, "An interpolated value", expression.at()));
    }

    /*
     * A plain name that means nothing here is left for the task's environment, as Nomad does; a near miss of a name that does
     * mean something is a mistake.
     */
    private Value interpolated(Expression expression, Scope scope) {
        boolean foreign = expression instanceof Expression.Reference reference
                && !scope.known().contains(reference.root())
                && !Scope.isRuntime(reference.root());
        if (!foreign) {
            return evaluator.evaluate(expression, scope);
        }
        Expression.Reference reference = (Expression.Reference) expression;
        boolean nearMiss = !reference.steps().isEmpty()
                && Suggestion.nearest(reference.root(), scope.known()).isPresent();
        if (nearMiss) {
            throw Evaluator.unknown(reference, scope);
        }
        return new Value.Text("${" + Steps.text(evaluator, reference, scope) + "}", true);
    }

    /* A text under construction. */
    private final class Text {
        private final StringBuilder builder = new StringBuilder();
        private final Position at;
        private boolean runtime;

        Text(Position at) {
            this.at = at;
        }

        void append(String further) {
            evaluator.budget().text(further.length(), at);
            builder.append(further);
        }
    }
}
