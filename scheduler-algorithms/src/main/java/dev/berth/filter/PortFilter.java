package dev.berth.filter;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Refuses nodes on which a static port is taken, or the dynamic range has too few free ports left. */
public final class PortFilter implements Filter {
    private static final String NONE = "none";

    @Override
    public ReasonCode reason() {
        return ReasonCode.PORT_COLLISION;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return ask.networks().stream()
                .anyMatch(network -> !network.mode().equals(NONE)
                        && (!network.reservedPorts().isEmpty()
                                || !network.dynamicPorts().isEmpty()));
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        ImmutableList.Builder<StaticPort> fixed = ImmutableList.builder();
        Map<String, Integer> dynamic = new TreeMap<>();
        for (NetworkRequest network : ask.networks()) {
            if (network.mode().equals(NONE)) {
                continue;
            }
            for (PortRequest port : network.reservedPorts()) {
                if (!port.ignoreCollision()) {
                    fixed.add(StaticPort.of(port));
                }
            }
            network.dynamicPorts().forEach(port -> dynamic.merge(port.hostNetwork(), 1, Integer::sum));
        }
        return new Check(fixed.build(), DynamicPorts.of(ImmutableSortedMap.copyOf(dynamic)))::check;
    }

    private record Check(List<StaticPort> fixed, List<DynamicPorts> dynamic) {
        Verdict check(NodeView node) {
            for (int i = 0; i < fixed.size(); i++) {
                StaticPort port = fixed.get(i);
                if (!node.portFree(port.hostNetwork, port.value)) {
                    return port.taken;
                }
            }
            for (int i = 0; i < dynamic.size(); i++) {
                DynamicPorts ports = dynamic.get(i);
                if (node.freeDynamicPorts(ports.hostNetwork) < ports.count + fixedInDynamicRange(node)) {
                    return ports.tooFew;
                }
            }
            return Verdict.feasible();
        }

        /* A static port of this ask that lies in the dynamic range is not there for its dynamic ports. */
        private int fixedInDynamicRange(NodeView node) {
            int inside = 0;
            for (int i = 0; i < fixed.size(); i++) {
                inside += node.inDynamicRange(fixed.get(i).value) ? 1 : 0;
            }
            return inside;
        }
    }

    private record StaticPort(String hostNetwork, int value, Verdict taken) {
        static StaticPort of(PortRequest port) {
            String detail = port.label() + "=" + port.value();
            return new StaticPort(
                    port.hostNetwork(), port.value(), Verdict.infeasible(ReasonCode.PORT_COLLISION, detail));
        }
    }

    private record DynamicPorts(String hostNetwork, int count, Verdict tooFew) {
        static List<DynamicPorts> of(Map<String, Integer> counts) {
            ImmutableList.Builder<DynamicPorts> all = ImmutableList.builder();
            counts.forEach((hostNetwork, count) -> all.add(new DynamicPorts(
                    hostNetwork,
                    count,
                    Verdict.infeasible(ReasonCode.PORT_COLLISION, count + " dynamic ports on " + hostNetwork))));
            return all.build();
        }
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
