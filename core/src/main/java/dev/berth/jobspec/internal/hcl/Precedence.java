package dev.berth.jobspec.internal.hcl;

import dev.berth.jobspec.internal.syntax.Expression;
import java.util.ArrayList;
import java.util.List;

/** Groups a flat list of operands by the precedence of the operators between them, the weakest outermost. */
final class Precedence {
    private static final List<List<String>> WEAKEST_FIRST = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!="),
            List.of("<", "<=", ">", ">="),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    private Precedence() {}

    /** Returns the operation; as deep as there are levels of precedence, however many operands there are. */
    static Expression group(Expression first, List<Expression.Link> links) {
        return group(first, links, 0);
    }

    private static Expression group(Expression first, List<Expression.Link> links, int level) {
        if (links.isEmpty()) {
            return first;
        }
        List<String> operators = WEAKEST_FIRST.get(level);
        List<Expression.Link> grouped = new ArrayList<>();
        Expression head = null;
        int start = 0;
        for (int i = 0; i <= links.size(); i++) {
            if (i == links.size() || operators.contains(links.get(i).operator())) {
                Expression before = start == 0 ? first : links.get(start - 1).operand();
                Expression group = group(before, links.subList(start, i), level + 1);
                if (head == null) {
                    head = group;
                } else {
                    Expression.Link link = links.get(start - 1);
                    grouped.add(new Expression.Link(link.operator(), group, link.at()));
                }
                start = i + 1;
            }
        }
        Expression result = head == null ? first : head;
        return grouped.isEmpty() ? result : new Expression.Chain(result, grouped, first.at());
    }
}
