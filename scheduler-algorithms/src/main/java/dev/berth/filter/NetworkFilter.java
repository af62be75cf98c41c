package dev.berth.filter;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.berth.model.NetworkRequest;
import dev.berth.model.PortRequest;
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

/** Refuses nodes that lack the mode of a network, or the host network of a port. Every node has {@code host} and {@code default}. */
public final class NetworkFilter implements Filter {
    private static final String HOST = "host";
    private static final String NONE = "none";

    @Override
    public ReasonCode reason() {
        return ReasonCode.NETWORK;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return !ask.networks().isEmpty();
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        ImmutableList.Builder<Need> needs = ImmutableList.builder();
        for (NetworkRequest network : ask.networks()) {
            if (network.mode().equals(NONE)) {
                continue;
            }
            if (!network.mode().isEmpty() && !network.mode().equals(HOST)) {
                needs.add(new Need(network.mode(), true, Verdict.infeasible(reason(), "mode " + network.mode())));
            }
            for (PortRequest port : Iterables.concat(network.reservedPorts(), network.dynamicPorts())) {
                String detail = "host network " + port.hostNetwork() + " for port " + port.label();
                needs.add(new Need(port.hostNetwork(), false, Verdict.infeasible(reason(), detail)));
            }
        }
        List<Need> all = needs.build();
        return node -> first(all, node);
    }

    private static Verdict first(List<Need> needs, NodeView node) {
        for (int i = 0; i < needs.size(); i++) {
            if (!needs.get(i).metBy(node)) {
                return needs.get(i).no;
            }
        }
        return Verdict.feasible();
    }

    private record Need(String name, boolean isMode, Verdict no) {
        boolean metBy(NodeView node) {
            return isMode ? node.hasNetworkMode(name) : node.hasHostNetwork(name);
        }
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
