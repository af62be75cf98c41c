package dev.berth.filter;

import dev.berth.model.Constraint;
import dev.berth.model.Operand;
import dev.berth.model.ReasonCode;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.Set;

/**
 * Refuses nodes that hold an allocation of the same job (constraint of the job) or of the same group (constraint of the group)
 * when {@code distinct_hosts} is asked for. The right side switches it off by a spelling of false only.
 */
public final class DistinctHostsFilter implements Filter {
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    @Override
    public ReasonCode reason() {
        return ReasonCode.DISTINCT_HOSTS;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return enabled(ask, AskView.Scope.JOB) || enabled(ask, AskView.Scope.GROUP);
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        Verdict no = Verdict.infeasible(reason(), "");
        return enabled(ask, AskView.Scope.JOB)
                ? node -> node.allocationsOfJob() == 0 ? Verdict.feasible() : no
                : node -> node.allocationsOfGroup() == 0 ? Verdict.feasible() : no;
    }

    private static boolean enabled(AskView ask, AskView.Scope scope) {
        for (Constraint constraint : ask.constraints(scope)) {
            if (constraint instanceof Constraint.Comparison c
                    && c.operand() == Operand.DISTINCT_HOSTS
                    && !FALSE.contains(c.right())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Dependence dependence() {
        return Dependence.job();
    }

    @Override
    public Set<ChangeKind> mayBecomeFeasibleBy() {
        return EnumSet.of(ChangeKind.OWN_ALLOCATION_ENDED, ChangeKind.NODE_READY);
    }
}
