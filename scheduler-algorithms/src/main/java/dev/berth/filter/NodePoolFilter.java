package dev.berth.filter;

import dev.berth.model.ReasonCode;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.Set;

/** Refuses nodes of another pool; an ask for the pool {@code all}, or for none, may use every pool. */
public final class NodePoolFilter implements Filter {
    /** The pool that means every pool. */
    public static final String ALL = "all";

    @Override
    public ReasonCode reason() {
        return ReasonCode.NODE_POOL;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return !ask.nodePool().isEmpty() && !ask.nodePool().equals(ALL);
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        String pool = ask.nodePool();
        Verdict no = Verdict.infeasible(reason(), pool);
        return node -> node.nodePool().equals(pool) ? Verdict.feasible() : no;
    }

    @Override
    public Dependence dependence() {
        return Dependence.fixed();
    }

    @Override
    public Set<ChangeKind> mayBecomeFeasibleBy() {
        return EnumSet.of(ChangeKind.ATTRIBUTES_CHANGED, ChangeKind.NODE_READY);
    }
}
