package dev.berth.jobspec.internal.syntax;

import dev.berth.jobspec.internal.source.Position;
import java.util.List;

/** The attributes and blocks between two braces, or of a whole file, in the order they are written. Immutable. */
public record Body(List<Statement> statements) {
    public Body {
        statements = List.copyOf(statements);
    }

    /** What stands in a body. */
    public sealed interface Statement {
        /** Returns where the statement starts. */
        Position at();
    }

    /** {@code name = value}. */
    public record Attribute(String name, Position at, Expression value) implements Statement {}

    /** {@code type "label" { … }} with any number of labels. */
    public record Block(String type, Position at, List<Label> labels, Body body) implements Statement {
        public Block {
            labels = List.copyOf(labels);
        }
    }

    /** A label of a block. */
    public record Label(String text, Position at) {}
}
