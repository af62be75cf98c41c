package dev.berth.filter;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Constraint;
import dev.berth.model.Operand;
import dev.berth.model.ReasonCode;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.NodeView;
import dev.berth.schedule.ValueCounts;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses nodes whose value of a property already has as many allocations as {@code distinct_property} allows (1 unless the
 * right side says otherwise), and nodes that lack the property.
 */
public final class DistinctPropertyFilter implements Filter {
    @Override
    public ReasonCode reason() {
        return ReasonCode.DISTINCT_PROPERTY;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return !limits(ask).isEmpty();
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        List<Limit> limits = limits(ask);
        return node -> first(limits, node);
    }

    private static List<Limit> limits(AskView ask) {
        ImmutableList.Builder<Limit> limits = ImmutableList.builder();
        for (AskView.Scope scope : AskView.Scope.values()) {
            for (Constraint constraint : ask.constraints(scope)) {
                if (constraint instanceof Constraint.Comparison c && c.operand() == Operand.DISTINCT_PROPERTY) {
                    limits.add(Limit.of(c, ask.counts(c.left(), scope)));
                }
            }
        }
        return limits.build();
    }

    private static Verdict first(List<Limit> limits, NodeView node) {
        for (int i = 0; i < limits.size(); i++) {
            Verdict verdict = limits.get(i).check(node);
            if (!verdict.isFeasible()) {
                return verdict;
            }
        }
        return Verdict.feasible();
    }

    private record Limit(Target property, long allowed, ValueCounts counts, Verdict missing, Verdict full) {
        static Limit of(Constraint.Comparison constraint, ValueCounts counts) {
            long allowed = constraint.right().isEmpty() ? 1 : parse(constraint.right());
            return new Limit(
                    Target.parse(constraint.left()),
                    allowed,
                    counts,
                    Verdict.infeasible(ReasonCode.DISTINCT_PROPERTY, "no " + constraint.left()),
                    Verdict.infeasible(ReasonCode.DISTINCT_PROPERTY, constraint.left() + " at most " + allowed));
        }

        /* Validation refuses other texts; should one get here, allow nothing rather than everything. */
        private static long parse(String text) {
            return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
        }

        Verdict check(NodeView node) {
            String value = property.resolve(node);
            if (value == null) {
                return missing;
            }
            return counts.count(value) < allowed ? Verdict.feasible() : full;
        }
    }

    @Override
    public Dependence dependence() {
        return Dependence.any();
    }

    @Override
    public Set<ChangeKind> mayBecomeFeasibleBy() {
        return EnumSet.of(ChangeKind.OWN_ALLOCATION_ENDED, ChangeKind.ATTRIBUTES_CHANGED, ChangeKind.NODE_READY);
    }
}
