package dev.berth.jobspec.internal.eval;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.syntax.Expression;
import dev.berth.jobspec.internal.tree.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic, comparison and logic. Whole numbers are exact; other results are rounded to 60 digits. */
final class Operators {
    private static final MathContext PRECISION = new MathContext(60, RoundingMode.HALF_EVEN);
    private static final int LARGEST_EXPONENT = 300;

    private Operators() {}

    /** Returns whether the left operand alone decides: false before {@code &&}, true before {@code ||}. */
    static boolean isDecided(String operator, Value left) {
        return left instanceof Value.Bool bool
                && (operator.equals("&&") && !bool.truth() || operator.equals("||") && bool.truth());
    }

    static Value apply(Expression.Link link, Value left, Value right) {
        Position at = link.at();
        String what = "An operand of `" + link.operator() + "`";
        Convert.known(left, what, at);
        Convert.known(right, what, at);
        return switch (link.operator()) {
            case "&&", "||" -> {
                Convert.truth(left, what, at);
                yield Value.of(Convert.truth(right, what, at));
            }
            case "==" -> Value.of(left.equals(right));
            case "!=" -> Value.of(!left.equals(right));
            default -> numeric(link.operator(), Convert.number(left, what, at), Convert.number(right, what, at), at);
        };
    }

    private static Value numeric(String operator, BigDecimal left, BigDecimal right, Position at) {
        return switch (operator) {
            case "<" -> Value.of(left.compareTo(right) < 0);
            case "<=" -> Value.of(left.compareTo(right) <= 0);
            case ">" -> Value.of(left.compareTo(right) > 0);
            case ">=" -> Value.of(left.compareTo(right) >= 0);
            case "+" -> number(left.add(right, PRECISION), at);
            case "-" -> number(left.subtract(right, PRECISION), at);
            case "*" -> number(left.multiply(right, PRECISION), at);
            case "/" -> number(left.divide(divisor(right, at), PRECISION), at);
            case "%" -> remainder(left, divisor(right, at), at);
            default -> throw new AssertionError(operator);
        };
    }

    private static BigDecimal divisor(BigDecimal number, Position at) {
        if (number.signum() == 0) {
            throw new Failure(at, "A number cannot be divided by zero.");
        }
        return number;
    }

    private static Value remainder(BigDecimal left, BigDecimal right, Position at) {
        if (Math.abs(exponent(left) - exponent(right)) > 100) {
            throw new Failure(at, "The operands of `%` are too different in size.");
        }
        return number(left.remainder(right), at);
    }

    /** Returns a number as a value, unless it is beyond every bound that makes sense. */
    static Value number(BigDecimal number, Position at) {
        if (number.signum() != 0 && Math.abs(exponent(number)) > LARGEST_EXPONENT) {
            throw new Failure(at, "The result has an exponent beyond " + LARGEST_EXPONENT + ".");
        }
        return new Value.Num(number);
    }

    private static int exponent(BigDecimal number) {
        return number.precision() - number.scale();
    }

    static Value signed(Expression.Signed signed, Value operand) {
        Position at = signed.at();
        boolean logic = signed.signs().endsWith("!");
        if (signed.signs().chars().distinct().count() > 1) {
            throw new Failure(at, "The signs ! and - cannot be mixed.");
        }
        boolean odd = signed.signs().length() % 2 == 1;
        if (logic) {
            return Value.of(Convert.truth(operand, "The operand of `!`", at) ^ odd);
        }
        BigDecimal number = Convert.number(operand, "The operand of `-`", at);
        return new Value.Num(odd ? number.negate() : number);
    }
}
