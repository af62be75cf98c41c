package dev.berth.filter;

import com.google.common.collect.ImmutableList;
import dev.berth.model.ReasonCode;
import dev.berth.model.VolumeRequest;
import dev.berth.schedule.AskView;
import dev.berth.schedule.ChangeKind;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Filter;
import dev.berth.schedule.NodeView;
import dev.berth.schedule.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Refuses nodes that do not offer a volume of the ask, or offer it for reading only. Volumes that are not of the host are refused. */
public final class HostVolumeFilter implements Filter {
    private static final String HOST = "host";

    @Override
    public ReasonCode reason() {
        return ReasonCode.VOLUME;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return !ask.volumes().isEmpty();
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        List<Need> needs = ask.volumes().stream().map(this::need).collect(ImmutableList.toImmutableList());
        return node -> first(needs, node);
    }

    private Need need(VolumeRequest volume) {
        boolean host = volume.type().isEmpty() || volume.type().equals(HOST);
        String detail = host ? volume.source() : volume.source() + " of type " + volume.type();
        return new Need(volume.source(), volume.readOnly(), host, Verdict.infeasible(reason(), detail));
    }

    private static Verdict first(List<Need> needs, NodeView node) {
        for (int i = 0; i < needs.size(); i++) {
            Need need = needs.get(i);
            if (!need.host || !node.hasHostVolume(need.source, need.readOnly)) {
                return need.no;
            }
        }
        return Verdict.feasible();
    }

    private record Need(String source, boolean readOnly, boolean host, Verdict no) {}

    @Override
    public Dependence dependence() {
        return Dependence.fixed();
    }

    @Override
    public Set<ChangeKind> mayBecomeFeasibleBy() {
        return EnumSet.of(ChangeKind.ATTRIBUTES_CHANGED, ChangeKind.NODE_READY);
    }
}
