package dev.berth.filter;

import dev.berth.model.ReasonCode;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.Set;

/** Refuses nodes that hold as many allocations as they may. */
public final class MaxAllocationsFilter implements Filter {
    @Override
    public ReasonCode reason() {
        return ReasonCode.MAX_ALLOCATIONS;
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        Verdict no = Verdict.infeasible(reason(), "");
        return node ->
                node.maxAllocations() == 0 || node.allocations() < node.maxAllocations() ? Verdict.feasible() : no;
    }

    @Override
    public Dependence dependence() {
        return Dependence.node();
    }

    @Override
    public Set<ChangeKind> mayBecomeFeasibleBy() {
        return EnumSet.of(ChangeKind.RESOURCES_FREED, ChangeKind.CAPACITY_GREW, ChangeKind.NODE_READY);
    }
}
