package dev.berth.filter;

import dev.berth.model.ReasonCode;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.Set;

/**
 * Refuses every node for an ask with devices or reserved cores, which this version does not hand out: better no placement than
 * one that ignores half of what was asked.
 */
public final class UnsupportedFilter implements Filter {
    @Override
    public ReasonCode reason() {
        return ReasonCode.DEVICE;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return !ask.devices().isEmpty() || ask.cores() > 0;
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        String what = ask.devices().isEmpty()
                ? ask.cores() + " reserved cores"
                : "devices " + String.join(", ", ask.devices());
        Verdict no = Verdict.infeasible(reason(), what + " (this version of Berth does not hand them out)");
        return node -> no;
    }

    @Override
    public Dependence dependence() {
        return Dependence.fixed();
    }

    @Override
    public Set<ChangeKind> mayBecomeFeasibleBy() {
        return EnumSet.noneOf(ChangeKind.class);
    }
}
