package dev.berth.filter;

import dev.berth.model.ReasonCode;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.NodeView;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Refuses nodes with less free than one instance takes, in any dimension; names the first one short: cpu, memory, disk, then the
 * host's own.
 */
public final class ResourceFilter implements Filter {
    @Override
    public ReasonCode reason() {
        return ReasonCode.RESOURCES_EXHAUSTED;
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        int[] dims = IntStream.range(0, ask.dimensions().size())
                .filter(dim -> ask.amount(dim) > 0)
                .toArray();
        long[] amounts = IntStream.of(dims).mapToLong(ask::amount).toArray();
        Verdict[] shortOf = IntStream.of(dims)
                .mapToObj(dim -> Verdict.infeasible(reason(), ask.dimensions().name(dim)))
                .toArray(Verdict[]::new);
        return node -> first(dims, amounts, shortOf, node);
    }

    private static Verdict first(int[] dims, long[] amounts, Verdict[] shortOf, NodeView node) {
        for (int i = 0; i < dims.length; i++) {
            if (node.free(dims[i]) < amounts[i]) {
                return shortOf[i];
            }
        }
        return Verdict.feasible();
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
