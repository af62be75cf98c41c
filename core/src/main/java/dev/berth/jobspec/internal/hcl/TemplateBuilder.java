package dev.berth.jobspec.internal.hcl;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.syntax.Expression.Part;
import dev.berth.jobspec.internal.tree.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Makes templates from the parts of strings and heredocs: escapes, whitespace control ({@code ~}), indentation of
 * {@code <<-}, and the nesting of directives. Confined to one thread.
 */
final class TemplateBuilder {
    private static final int DEEPEST = 20;

    private final SyntaxBuilder syntax;
    private final Problems problems;

    TemplateBuilder(SyntaxBuilder syntax, Problems problems) {
        this.syntax = syntax;
        this.problems = problems;
    }

    Expression string(HclParser.StringContext context) {
        return template(Pieces.of(context.part()), SyntaxBuilder.at(context));
    }

    Expression heredoc(HclParser.HeredocContext context) {
        List<Pieces.Piece> pieces = Pieces.of(context.part());
        boolean flush = context.HEREDOC_OPEN().getText().startsWith("<<-");
        return template(flush ? Indentation.strip(pieces) : pieces, SyntaxBuilder.at(context));
    }

    private Expression template(List<Pieces.Piece> pieces, Position at) {
        List<Part> parts = nest(Pieces.trim(pieces));
        if (parts.isEmpty()) {
            return new Expression.Literal(Value.of(""), at);
        }
        if (parts.size() == 1 && parts.get(0) instanceof Part.Words words) {
            return new Expression.Literal(Value.of(words.text()), at);
        }
        return new Expression.Template(parts, at);
    }

    /* Directives come as a flat list and are nested here with a stack of our own, so that their depth needs no recursion. */
    private List<Part> nest(List<Pieces.Piece> pieces) {
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(new Level(null, Position.NONE));
        for (Pieces.Piece piece : pieces) {
            if (piece instanceof Pieces.Words words) {
                levels.element().add(new Part.Words(words.text()));
            } else if (piece instanceof Pieces.Mark mark) {
                mark(mark.context(), levels);
            }
        }
        while (levels.size() > 1) {
            Level unclosed = levels.pop();
            problems.addFirstOfLine(
                    unclosed.at,
                    "This directive is never closed.",
                    "Write %{ endif } or %{ endfor } at its end, or %%{ where the text itself holds %{.");
        }
        return levels.element().parts;
    }

    private void mark(HclParser.PartContext part, Deque<Level> levels) {
        Position at = SyntaxBuilder.at(part);
        if (part instanceof HclParser.InterpolationContext interpolation) {
            levels.element().add(new Part.Interpolation(syntax.expression(interpolation.expression())));
        } else if (part instanceof HclParser.IfDirectiveContext || part instanceof HclParser.ForDirectiveContext) {
            if (levels.size() > DEEPEST) {
                problems.addFirstOfLine(at, "Directives are nested more than " + DEEPEST + " deep here.", null);
            } else {
                levels.push(new Level(part, at));
            }
        } else if (part instanceof HclParser.ElseDirectiveContext) {
            elseMark(levels.element(), at);
        } else {
            endMark(part, levels, at);
        }
    }

    private void elseMark(Level level, Position at) {
        if (level.opening instanceof HclParser.IfDirectiveContext && level.yes == null) {
            level.yes = new ArrayList<>(level.parts);
            level.parts.clear();
        } else {
            problems.addFirstOfLine(at, "This %{ else } belongs to no %{ if }.", null);
        }
    }

    private void endMark(HclParser.PartContext part, Deque<Level> levels, Position at) {
        Level level = levels.element();
        if (part instanceof HclParser.EndifDirectiveContext
                && level.opening instanceof HclParser.IfDirectiveContext i) {
            levels.pop();
            List<Part> yes = level.yes == null ? level.parts : level.yes;
            List<Part> no = level.yes == null ? List.of() : level.parts;
            levels.element().add(new Part.If(syntax.expression(i.expression()), List.copyOf(yes), List.copyOf(no)));
        } else if (part instanceof HclParser.EndforDirectiveContext
                && level.opening instanceof HclParser.ForDirectiveContext f) {
            levels.pop();
            Expression.Loop loop = syntax.loop(f.name(), f.expression());
            levels.element().add(new Part.For(loop, List.copyOf(level.parts), level.at));
        } else {
            Token word = part.getChild(1).getPayload() instanceof Token t ? t : part.getStart();
            problems.addFirstOfLine(at, "This %{ " + word.getText() + " } closes nothing.", null);
        }
    }

    /* An open directive and what has been seen inside of it. */
    private static final class Level {
        private final HclParser.@Nullable PartContext opening;
        private final Position at;
        private final List<Part> parts = new ArrayList<>();
        private @Nullable List<Part> yes; // of an if, once its else was seen

        Level(HclParser.@Nullable PartContext opening, Position at) {
            this.opening = opening;
            this.at = at;
        }

        void add(Part part) {
            parts.add(part);
        }
    }
}
