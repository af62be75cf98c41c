package dev.berth.jobspec.internal.syntax;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.tree.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression as it is written. Immutable. The depth of the tree is bounded by {@code JobFileLimits.maxNesting}: chains of
 * operators and of steps are lists, not trees, so that recursion over an expression cannot exhaust the stack.
 */
public sealed interface Expression {

    /** Returns where the expression starts. */
    Position at();

    /** A text without interpolation, a number, a truth, or null. */
    record Literal(Value value, Position at) implements Expression {}

    /** A text with interpolations or directives. */
    record Template(List<Part> parts, Position at) implements Expression {}

    /** {@code [a, b]}. */
    record Listing(List<Expression> items, Position at) implements Expression {}

    /** <code>{ a = 1 }</code>. */
    record Mapping(List<Pair> pairs, Position at) implements Expression {}

    /** One pair of a mapping; the key is a literal for a plain name. */
    record Pair(Expression key, Expression value) {}

    /** A name, then steps into it: {@code var.sizes[0]}. {@code source} is the text as written. */
    record Reference(String root, List<Step> steps, String source, Position at) implements Expression {}

    /** Steps into what another expression evaluates to: {@code merge(a, b).c}. */
    record Access(Expression base, List<Step> steps, Position at) implements Expression {}

    /** A function call; {@code spread} says that the last argument is a list of further arguments. */
    record Call(String function, List<Expression> arguments, boolean spread, Position at) implements Expression {}

    /** Signs before an operand, outermost first: {@code '!'} or {@code '-'}. */
    record Signed(String signs, Expression operand, Position at) implements Expression {}

    /** Operands with operators of one precedence between them, evaluated from left to right. */
    record Chain(Expression first, List<Link> links, Position at) implements Expression {}

    /** An operator and its right operand. */
    record Link(String operator, Expression operand, Position at) {}

    /** {@code condition ? yes : no}. */
    record Conditional(Expression condition, Expression yes, Expression no, Position at) implements Expression {}

    /** {@code [for v in list : v]}. */
    record ForList(Loop loop, Expression result, @Nullable Expression condition, Position at) implements Expression {}

    /** <code>{ for k, v in map : k => v }</code>; {@code grouping} collects the values of equal keys into lists. */
    record ForMap(
            Loop loop,
            Expression key,
            Expression result,
            boolean grouping,
            @Nullable Expression condition,
            Position at) implements Expression {}

    /** What a for goes over, and under which names. */
    record Loop(@Nullable String keyName, String valueName, Expression collection) {}

    /** A step into a value. */
    sealed interface Step {
        /** Returns where the step starts. */
        Position at();

        /** {@code .name} or {@code .0}. */
        record Name(String name, Position at) implements Step {}

        /** {@code [key]}. */
        record Index(Expression key, Position at) implements Step {}

        /** {@code .*} or {@code [*]}. */
        record Splat(Position at) implements Step {}
    }

    /** A part of a template. */
    sealed interface Part {
        /** Text as it stands. */
        record Words(String text) implements Part {}

        /** <code>${expression}</code>. */
        record Interpolation(Expression expression) implements Part {}

        /** <code>%{ if condition }…%{ else }…%{ endif }</code>. */
        record If(Expression condition, List<Part> yes, List<Part> no) implements Part {}

        /** <code>%{ for v in list }…%{ endfor }</code>. */
        record For(Loop loop, List<Part> body, Position at) implements Part {}
    }
}
