package dev.berth.filter;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Constraint;
import dev.berth.model.ReasonCode;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.NodeView;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Refuses nodes that break a constraint; names the first one broken, in the order of definition. */
public final class ConstraintFilter implements Filter {
    @Override
    public ReasonCode reason() {
        return ReasonCode.CONSTRAINT;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return !ask.constraints().isEmpty();
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        List<Prepared> all = ask.constraints().stream().map(this::prepare).collect(ImmutableList.toImmutableList());
        return node -> first(all, node);
    }

    private Prepared prepare(Constraint constraint) {
        CompiledConstraint compiled = CompiledConstraint.of(constraint);
        return new Prepared(compiled, Verdict.infeasible(reason(), compiled.toString()));
    }

    private static Verdict first(List<Prepared> all, NodeView node) {
        for (int i = 0; i < all.size(); i++) { // by index: an iterator would be garbage for each node
            if (!all.get(i).constraint.holds(node)) {
                return all.get(i).no;
            }
        }
        return Verdict.feasible();
    }

    private record Prepared(CompiledConstraint constraint, Verdict no) {}

    @Override
    public Dependence dependence() {
        return Dependence.fixed();
    }

    @Override
    public Set<ChangeKind> mayBecomeFeasibleBy() {
        return EnumSet.of(ChangeKind.ATTRIBUTES_CHANGED, ChangeKind.NODE_READY);
    }
}
