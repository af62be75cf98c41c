package dev.berth.jobspec.internal.hcl;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.syntax.Body;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.tree.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;

/** Makes the syntax tree from a parse tree without mistakes. Confined to one thread. */
final class SyntaxBuilder {
    private static final int LONGEST_NUMBER = 100;
    private static final int LARGEST_EXPONENT = 300;

    private final Problems problems;
    private final TemplateBuilder templates;

    SyntaxBuilder(Problems problems) {
        this.problems = problems;
        this.templates = new TemplateBuilder(this, problems);
    }

    Body body(HclParser.BodyContext context) {
        List<Body.Statement> statements = new ArrayList<>();
        for (HclParser.StatementContext statement : context.statement()) {
            statements.add(statement(statement));
        }
        return new Body(statements);
    }

    private Body.Statement statement(HclParser.StatementContext context) {
        String name = key(context.key());
        Position at = at(context);
        if (context.body() == null) {
            if (!context.label().isEmpty()) {
                problems.add(
                        at(context.label(0)),
                        "The attribute \"" + name + "\" has a label.",
                        "Only blocks have labels: leave the `=` out, or the label.");
            }
            return new Body.Attribute(name, at, expression(context.expression()));
        }
        List<Body.Label> labels = new ArrayList<>();
        for (HclParser.LabelContext label : context.label()) {
            String text = label.name() == null ? plainText(label.string()) : label.getText();
            labels.add(new Body.Label(text, at(label)));
        }
        return new Body.Block(name, at, labels, body(context.body()));
    }

    private String key(HclParser.KeyContext context) {
        return context.string() == null ? context.getText() : plainText(context.string());
    }

    /* Names of attributes and labels of blocks are needed before anything is evaluated. */
    private String plainText(HclParser.StringContext context) {
        Expression text = templates.string(context);
        if (text instanceof Expression.Literal literal && literal.value() instanceof Value.Text value) {
            return value.text();
        }
        problems.add(
                at(context),
                "A name or label cannot hold interpolations.",
                "Write the name out; dynamic blocks can have computed labels (labels = [...]).");
        return "";
    }

    Expression expression(HclParser.ExpressionContext context) {
        Expression operation = operation(context.operation());
        if (context.QUESTION() == null) {
            return operation;
        }
        return new Expression.Conditional(
                operation, expression(context.expression(0)), expression(context.expression(1)), at(context));
    }

    private Expression operation(HclParser.OperationContext context) {
        List<Expression> operands = new ArrayList<>();
        context.operand().forEach(o -> operands.add(operand(o)));
        if (operands.size() == 1) {
            return operands.get(0);
        }
        List<HclParser.OperatorContext> operators = context.operator(); // makes a list at each call
        List<Expression.Link> links = new ArrayList<>();
        for (int i = 0; i < operators.size(); i++) {
            HclParser.OperatorContext operator = operators.get(i);
            links.add(new Expression.Link(operator.getText(), operands.get(i + 1), at(operator)));
        }
        return Precedence.group(operands.get(0), links);
    }

    private Expression operand(HclParser.OperandContext context) {
        Expression primary = primary(context.primary());
        if (!context.step().isEmpty()) {
            primary = withSteps(context, primary);
        }
        int signs = context.getChildCount() - 1 - context.step().size();
        if (signs == 0) {
            return primary;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < signs; i++) {
            text.append(context.getChild(i).getText());
        }
        return new Expression.Signed(text.toString(), primary, at(context));
    }

    private Expression withSteps(HclParser.OperandContext context, Expression primary) {
        List<Expression.Step> steps = new ArrayList<>();
        context.step().forEach(s -> steps.add(step(s)));
        if (primary instanceof Expression.Reference reference) {
            Interval span = Interval.of(context.primary().start.getStartIndex(), context.stop.getStopIndex());
            String text = context.start.getInputStream().getText(span);
            return new Expression.Reference(reference.root(), steps, text, reference.at());
        }
        return new Expression.Access(primary, steps, primary.at());
    }

    private Expression.Step step(HclParser.StepContext context) {
        if (context.STAR() != null) {
            return new Expression.Step.Splat(at(context));
        }
        if (context.expression() != null) {
            return new Expression.Step.Index(expression(context.expression()), at(context));
        }
        return new Expression.Step.Name(context.getChild(1).getText(), at(context));
    }

    private Expression primary(HclParser.PrimaryContext context) {
        if (context instanceof HclParser.NumberContext) {
            return new Expression.Literal(number(context), at(context));
        } else if (context instanceof HclParser.QuotedContext quoted) {
            return templates.string(quoted.string());
        } else if (context instanceof HclParser.HeredocContext heredoc) {
            return templates.heredoc(heredoc);
        } else if (context instanceof HclParser.NameOrCallContext name) {
            return nameOrCall(name);
        } else if (context instanceof HclParser.ParenthesisContext parenthesis) {
            return expression(parenthesis.expression());
        } else if (context instanceof HclParser.ListContext list) {
            return list(list);
        } else if (context instanceof HclParser.ObjectOrForContext object) {
            return objectOrFor(object);
        }
        throw new AssertionError(context.getClass());
    }

    private Value number(ParserRuleContext context) {
        String text = context.getText();
        if (text.length() > LONGEST_NUMBER) {
            problems.add(at(context), "The number has more than " + LONGEST_NUMBER + " digits.");
            return Value.of(0);
        }
        if (text.startsWith("0x") || text.startsWith("0X")) {
            return new Value.Num(new BigDecimal(new BigInteger(text.substring(2), 16)));
        }
        int exponent = text.toLowerCase(Locale.ROOT).indexOf('e');
        String power = exponent < 0 ? "0" : text.substring(exponent + 1);
        if (power.length() > 5 || Math.abs(Integer.parseInt(power)) > LARGEST_EXPONENT) {
            problems.add(at(context), "The exponent of the number (" + text + ") is beyond " + LARGEST_EXPONENT + ".");
            return Value.of(0);
        }
        return new Value.Num(new BigDecimal(text));
    }

    private Expression nameOrCall(HclParser.NameOrCallContext context) {
        String name = context.NAME().getText();
        if (context.LPAREN() != null) {
            HclParser.ArgumentsContext arguments = context.arguments();
            List<Expression> values = new ArrayList<>();
            if (arguments != null) {
                arguments.expression().forEach(e -> values.add(expression(e)));
            }
            return new Expression.Call(name, values, arguments != null && arguments.ELLIPSIS() != null, at(context));
        }
        return switch (name) {
            case "true" -> new Expression.Literal(Value.of(true), at(context));
            case "false" -> new Expression.Literal(Value.of(false), at(context));
            case "null" -> new Expression.Literal(Value.NULL, at(context));
            default -> new Expression.Reference(name, List.of(), name, at(context));
        };
    }

    private Expression list(HclParser.ListContext context) {
        if (context.forList() == null) {
            List<Expression> items = new ArrayList<>();
            context.expression().forEach(e -> items.add(expression(e)));
            return new Expression.Listing(items, at(context));
        }
        HclParser.ForListContext loop = context.forList();
        return new Expression.ForList(
                loop(loop.name(), loop.expression(0)),
                expression(loop.expression(1)),
                condition(loop.expression(), 2),
                at(context));
    }

    private Expression objectOrFor(HclParser.ObjectOrForContext context) {
        if (context.forObject() == null) {
            return new Expression.Mapping(pairs(context.object()), at(context));
        }
        HclParser.ForObjectContext loop = context.forObject();
        return new Expression.ForMap(
                loop(loop.name(), loop.expression(0)),
                expression(loop.expression(1)),
                expression(loop.expression(2)),
                loop.ELLIPSIS() != null,
                condition(loop.expression(), 3),
                at(context));
    }

    private @Nullable Expression condition(List<HclParser.ExpressionContext> expressions, int index) {
        return expressions.size() > index ? expression(expressions.get(index)) : null;
    }

    Expression.Loop loop(List<HclParser.NameContext> names, HclParser.ExpressionContext collection) {
        String last = names.get(names.size() - 1).getText();
        return new Expression.Loop(names.size() > 1 ? names.get(0).getText() : null, last, expression(collection));
    }

    private List<Expression.Pair> pairs(HclParser.@Nullable ObjectContext context) {
        List<Expression.Pair> pairs = new ArrayList<>();
        if (context != null) {
            for (HclParser.ObjectItemContext item : context.objectItem()) {
                Expression value = item.expression() == null
                        ? new Expression.Mapping(pairs(item.object()), at(item))
                        : expression(item.expression());
                pairs.add(new Expression.Pair(objectKey(item.objectKey()), value));
            }
        }
        return pairs;
    }

    private Expression objectKey(HclParser.ObjectKeyContext context) {
        if (context.expression() != null) {
            return expression(context.expression());
        }
        HclParser.KeyContext key = context.key();
        if (key != null && key.string() != null) {
            return templates.string(key.string());
        }
        return new Expression.Literal(Value.of(context.getText()), at(context));
    }

    static Position at(ParserRuleContext context) {
        return HclParserBase.position(context.getStart());
    }
}
