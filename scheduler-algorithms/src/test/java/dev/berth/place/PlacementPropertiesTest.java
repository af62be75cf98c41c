package dev.berth.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.AllocatedPort;
import dev.berth.model.FilterCount;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.NodeResources;
import dev.berth.model.PlacementTrace;
import dev.berth.model.Resources;
import dev.berth.schedule.AssertionLevel;
import dev.berth.schedule.Strategy;
import dev.berth.strategy.Strategies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/* No shrinking: it moves elements between the lists of a sample whatever they are lists of, and hides what failed. */
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
class PlacementPropertiesTest {
    @Property(tries = 150)
    void noNodeIsEverOversubscribed(
            @ForAll("nodes") List<Node> nodes,
            @ForAll("asks") List<Ask> asks,
            @ForAll("options") PlacementOptions options) {
        PlacementResult result = Placer.place(nodes, List.of(), asks, options);

        Map<NodeId, Resources> used = new TreeMap<>();
        Map<NodeId, Set<Integer>> ports = new TreeMap<>();
        Map<String, Ask> byName = new TreeMap<>();
        asks.forEach(ask -> byName.put(ask.name(), ask));
        for (Placement placement : result.placements()) {
            used.merge(placement.nodeId(), byName.get(placement.ask()).resources(), Resources::plus);
            for (AllocatedPort port : placement.ports()) {
                assertThat(ports.computeIfAbsent(placement.nodeId(), id -> new HashSet<>())
                                .add(port.value()))
                        .as("port %s of %s is given once", port.value(), placement.nodeName())
                        .isTrue();
            }
        }
        nodes.forEach(node -> assertThat(node.available().covers(used.getOrDefault(node.id(), Resources.none())))
                .as("%s holds %s", node.name(), used.get(node.id()))
                .isTrue());
    }

    @Property(tries = 100)
    void theSameInputGivesTheSamePlacementsInWhateverOrderNodesCome(
            @ForAll("nodes") List<Node> nodes,
            @ForAll("asks") List<Ask> asks,
            @ForAll("options") PlacementOptions options,
            @ForAll long shuffle) {
        List<Node> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, new Random(shuffle));

        PlacementResult first = Placer.place(nodes, List.of(), asks, options);

        assertThat(Placer.place(nodes, List.of(), asks, options)).isEqualTo(first);
        assertThat(Placer.place(shuffled, List.of(), asks, options)).isEqualTo(first);
    }

    @Property(tries = 100)
    void everyInstanceIsPlacedOrExplainedAndTheExplanationAddsUp(
            @ForAll("nodes") List<Node> nodes, @ForAll("asks") List<Ask> asks) {
        PlacementResult result = Placer.place(nodes, asks);

        for (Ask ask : asks) {
            int unplaced = result.unplaced().stream()
                    .filter(one -> one.ask().equals(ask.name()))
                    .mapToInt(Unplaced::count)
                    .sum();
            assertThat(result.placementsOf(ask.name())).hasSize(ask.count() - unplaced);
        }
        for (Unplaced unplaced : result.unplaced()) {
            PlacementTrace trace = unplaced.trace();
            assertThat(trace.nodesFiltered() + trace.nodesExhausted()).isEqualTo(trace.nodesSeen());
            assertThat(trace.filtered().stream().mapToInt(FilterCount::nodes).sum())
                    .isEqualTo(trace.nodesFiltered());
            assertThat(trace.nodesSeen()).isLessThanOrEqualTo(trace.nodesInPool());
            assertThat(trace.best()).isEmpty();
            assertThat(unplaced.reason()).isNotBlank();
        }
    }

    @Property(tries = 60)
    void aSessionThatPlacedAndReleasedOtherThingsPlacesLikeAFreshOne(
            @ForAll("nodes") List<Node> nodes, @ForAll("asks") List<Ask> before, @ForAll("asks") List<Ask> asks) {
        try (PlacementSession session = PlacementSession.open(nodes)) {
            session.place(withoutPorts(before)).placements().forEach(session::release);

            assertThat(nodeNames(session.place(withoutPorts(asks))))
                    .isEqualTo(nodeNames(Placer.place(nodes, withoutPorts(asks))));
        }
    }

    @Property(tries = 60)
    void placingOneByOneWithForksAndDiscardsBetweenIsPlacingAtOnce(
            @ForAll("nodes") List<Node> nodes, @ForAll("asks") List<Ask> asks) {
        try (PlacementSession session = PlacementSession.open(nodes)) {
            PlacementResult atOnce = session.fork().place(asks);
            for (Ask ask : asks) {
                session.fork().place(asks);
                try (Tentative attempt = session.tentative()) {
                    session.place(asks);
                }
                session.place(ask);
            }
            assertThat(session.placements()).isEqualTo(atOnce.placements());
        }
    }

    private static List<Ask> withoutPorts(List<Ask> asks) {
        return asks.stream().filter(ask -> ask.networks().isEmpty()).toList();
    }

    private static List<String> nodeNames(PlacementResult result) {
        return result.placements().stream()
                .map(placement -> placement.ask() + " " + placement.nodeName() + " " + placement.score())
                .toList();
    }

    @Provide
    Arbitrary<List<Node>> nodes() {
        return node().list().ofMaxSize(7).map(list -> {
            List<Node> named = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                named.add(list.get(i).toBuilder()
                        .name("n" + i)
                        .id(NodeId.ofName("n" + i))
                        .build());
            }
            return named;
        });
    }

    private static Arbitrary<Node> node() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(0, 3),
                        Arbitraries.of("a", "b"),
                        Arbitraries.of("dc1", "dc1", "dc2"),
                        Arbitraries.integers().between(20_000, 20_004))
                .as((cpu, memory, seats, rack, datacenter, maxPort) -> Node.builder("n")
                        .datacenter(datacenter)
                        .meta("rack", rack)
                        .resources(NodeResources.builder()
                                .total(Resources.builder()
                                        .cpu(cpu)
                                        .memoryBytes(memory)
                                        .set("seats", seats)
                                        .build())
                                .maxDynamicPort(maxPort)
                                .build())
                        .build());
    }

    @Provide
    Arbitrary<List<Ask>> asks() {
        return ask().list().ofMaxSize(4).map(list -> {
            List<Ask> named = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                named.add(list.get(i).named("ask" + i));
            }
            return named;
        });
    }

    /** An ask that still lacks its name. */
    private interface Unnamed {
        Ask named(String name);
    }

    private static Arbitrary<Unnamed> ask() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.longs().between(0, 9),
                        Arbitraries.longs().between(0, 9),
                        Arbitraries.longs().between(0, 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 6))
                .as((count, cpu, memory, seats, ports, kind) -> name -> {
                    Ask.Builder builder = Ask.builder(name)
                            .count(count)
                            .cpu(cpu)
                            .memoryBytes(memory)
                            .resource("seats", seats);
                    for (int i = 0; i < ports; i++) {
                        builder.dynamicPort("p" + i);
                    }
                    return special(builder, kind).build();
                });
    }

    private static Ask.Builder special(Ask.Builder builder, int kind) {
        return switch (kind) {
            case 1 -> builder.spread("${meta.rack}");
            case 2 -> builder.constraint("${meta.rack}", "=", "a");
            case 3 -> builder.affinity("${meta.rack}", "=", "b", 70);
            case 4 -> builder.constraint("", "distinct_hosts", "");
            case 5 -> builder.datacenters("dc1").staticPort("s", 20_001);
            default -> builder;
        };
    }

    @Provide
    Arbitrary<PlacementOptions> options() {
        Strategy seeded =
                Strategies.builder("seeded").tieBreak(Strategy.TieBreak.SEEDED).build();
        return Combinators.combine(
                        Arbitraries.of(
                                Strategies.standard(), Strategies.nomad(), Strategies.standardSpreading(), seeded),
                        Arbitraries.longs(),
                        Arbitraries.of(AssertionLevel.OFF, AssertionLevel.FULL))
                .as((strategy, seed, level) -> PlacementOptions.builder()
                        .strategy(strategy)
                        .seed(seed)
                        .assertionLevel(level)
                        .build());
    }
}
