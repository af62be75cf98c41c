package dev.berth.filter;

import com.google.common.collect.ImmutableList;
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
import org.jspecify.annotations.Nullable;

/**
 * Refuses nodes on which a driver of the ask is not detected or not healthy. A node that says nothing about a driver may still
 * have it by the attribute {@code driver.NAME} being true.
 */
public final class DriverFilter implements Filter {
    @Override
    public ReasonCode reason() {
        return ReasonCode.DRIVER_MISSING;
    }

    @Override
    public boolean activeFor(AskView ask) {
        return !ask.drivers().isEmpty();
    }

    @Override
    public NodeCheck prepare(AskView ask) {
        List<Driver> drivers = ask.drivers().stream().map(Driver::of).collect(ImmutableList.toImmutableList());
        return node -> first(drivers, node);
    }

    private static Verdict first(List<Driver> drivers, NodeView node) {
        for (int i = 0; i < drivers.size(); i++) {
            Verdict verdict = drivers.get(i).check(node);
            if (!verdict.isFeasible()) {
                return verdict;
            }
        }
        return Verdict.feasible();
    }

    private record Driver(String name, String attribute, Verdict missing, Verdict unhealthy) {
        static Driver of(String name) {
            return new Driver(
                    name,
                    "driver." + name,
                    Verdict.infeasible(ReasonCode.DRIVER_MISSING, name),
                    Verdict.infeasible(ReasonCode.DRIVER_UNHEALTHY, name));
        }

        Verdict check(NodeView node) {
            return switch (node.driver(name)) {
                case HEALTHY -> Verdict.feasible();
                case UNHEALTHY -> unhealthy;
                case NOT_DETECTED -> missing;
                case MISSING -> isTrue(node.attribute(attribute)) ? Verdict.feasible() : missing;
            };
        }
    }

    /* The spellings of true that Nomad's agents have written over the years. */
    private static boolean isTrue(@Nullable String value) {
        if (value == null) {
            return false;
        }
        return switch (value) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            default -> false;
        };
    }

    @Override
    public Dependence dependence() {
        return Dependence.fixed();
    }

    @Override
    public Set<ChangeKind> mayBecomeFeasibleBy() {
        return EnumSet.of(ChangeKind.DRIVER_HEALTHY, ChangeKind.ATTRIBUTES_CHANGED, ChangeKind.NODE_READY);
    }
}
