package dev.berth.filter;

import com.google.common.collect.ImmutableList;
import dev.berth.model.ReasonCode;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Refuses nodes whose datacenter matches none of the ask's globs. In a glob {@code *} stands for any run of characters. */
public final class DatacenterFilter implements Filter {
    @Override
    public ReasonCode reason() {
        return ReasonCode.DATACENTER;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return !ask.datacenters().contains("*");
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        List<String> globs = ImmutableList.copyOf(ask.datacenters());
        Verdict no = Verdict.infeasible(reason(), String.join(", ", globs));
        return node -> matchesAny(globs, node.datacenter()) ? Verdict.feasible() : no;
    }

    /** Returns whether any of the globs matches the whole text. */
    public static boolean matchesAny(List<String> globs, String text) {
        for (String glob : globs) {
            if (matches(glob, text)) {
                return true;
            }
        }
        return false;
    }

    /* Greedy with one point of return: on a mismatch let the last star swallow one more character. Linear in practice. */
    private static boolean matches(String glob, String text) {
        int g = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                resume = t;
            } else if (g < glob.length() && glob.charAt(g) == text.charAt(t)) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
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
