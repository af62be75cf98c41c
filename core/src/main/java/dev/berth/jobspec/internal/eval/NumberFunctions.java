package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import dev.berth.jobspec.internal.eval.Functions.Function;
import dev.berth.jobspec.internal.tree.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Functions over numbers. */
final class NumberFunctions {
    private static final int MANY = Integer.MAX_VALUE;

    private NumberFunctions() {}

    static void addTo(ImmutableMap.Builder<String, Function> all) {
        all.put("min", Function.of(1, MANY, a -> reduce(a, numbers(a), BigDecimal::min)));
        all.put("max", Function.of(1, MANY, a -> reduce(a, numbers(a), BigDecimal::max)));
        all.put("sum", Function.of(1, 1, NumberFunctions::sum));
        all.put("abs", number(BigDecimal::abs));
        all.put("ceil", number(n -> n.setScale(0, RoundingMode.CEILING)));
        all.put("floor", number(n -> n.setScale(0, RoundingMode.FLOOR)));
        all.put("signum", number(n -> BigDecimal.valueOf(n.signum())));
        all.put("pow", Function.of(2, 2, NumberFunctions::pow));
        all.put("parseint", Function.of(2, 2, NumberFunctions::parse));
    }

    private static Function number(UnaryOperator<BigDecimal> operator) {
        return Function.of(1, 1, a -> Operators.number(operator.apply(a.number(0)), a.at()));
    }

    private static List<BigDecimal> numbers(Arguments a) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            numbers.add(a.number(i));
        }
        return numbers;
    }

    private static Value reduce(Arguments a, List<BigDecimal> numbers, BinaryOperator<BigDecimal> operator) {
        return Operators.number(numbers.stream().reduce(operator).orElse(BigDecimal.ZERO), a.at());
    }

    private static Value sum(Arguments a) {
        List<BigDecimal> numbers = a.list(0).stream()
                .map(v -> Convert.number(v, "Every element given to sum()", a.at()))
                .toList();
        return reduce(a, numbers, (x, y) -> x.add(y, MathContext.DECIMAL128));
    }

    private static Value pow(Arguments a) {
        int power = a.integer(1, -300, 300);
        BigDecimal base = a.number(0);
        if (power < 0 && base.signum() == 0) {
            throw a.fail("A number cannot be divided by zero.", null);
        }
        return Operators.number(base.pow(power, new MathContext(60)), a.at());
    }

    private static Value parse(Arguments a) {
        String text = a.text(0);
        int radix = a.integer(1, 2, 36);
        try {
            if (text.length() <= 100) {
                return Operators.number(new BigDecimal(new BigInteger(text, radix)), a.at());
            }
        } catch (NumberFormatException e) {
            throw a.fail("\"" + Convert.shortened(text) + "\" is not a number to the base " + radix + ".", null);
        }
        throw a.fail(0, "has more than 100 digits");
    }
}
