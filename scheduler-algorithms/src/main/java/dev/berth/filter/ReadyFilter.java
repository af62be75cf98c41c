package dev.berth.filter;

import dev.berth.model.ReasonCode;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.Set;

/** Refuses nodes that are down, disconnected, initializing, ineligible or draining. */
public final class ReadyFilter implements Filter {
    @Override
    public ReasonCode reason() {
        return ReasonCode.NOT_READY;
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        Verdict no = Verdict.infeasible(reason(), "");
        return node -> node.ready() ? Verdict.feasible() : no;
    }

    @Override
    public Dependence dependence() {
        return Dependence.fixed();
    }

    @Override
    public Set<ChangeKind> mayBecomeFeasibleBy() {
        return EnumSet.of(ChangeKind.NODE_READY);
    }
}
