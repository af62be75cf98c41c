package dev.berth.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.berth.model.Node;
import dev.berth.model.Spread;
import dev.berth.model.SpreadTarget;
import dev.berth.place.Ask;
import dev.berth.place.Existing;
import dev.berth.place.Placement;
import dev.berth.place.PlacementHints;
import dev.berth.place.PlacementOptions;
import dev.berth.place.PlacementSession;
import dev.berth.schedule.AskView;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Scores;
import dev.berth.schedule.Strategy;
import dev.berth.strategy.Strategies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreVectorsTest {
    @ParameterizedTest(name = "{2}/{3} of {0}/{1} scores {4}, spreading {5}")
    @CsvSource({
        "4000, 8192,    0,    0, 0.000000, 1.000000",
        "4000, 8192,  500,  256, 0.177519, 0.822481",
        "4000, 8192, 1000, 2048, 0.486287, 0.513713",
        "4000, 8192, 2000, 4096, 0.759747, 0.240253",
        "4000, 8192, 3000, 4096, 0.836636, 0.163364",
        "4000, 8192, 4000, 8192, 1.000000, 0.000000",
        "2048, 2048, 1024, 1024, 0.759747, 0.240253",
        "4000, 8192, 4000,    0, 0.500000, 0.500000",
        "4000, 8192,    0, 8192, 0.500000, 0.500000",
        "3000, 7168, 1500, 1024, 0.535604, 0.464396",
    })
    void packingFollowsTheCurve(long cpu, long memory, long usedCpu, long usedMemory, double binpack, double spread) {
        Node node = Node.builder("n1").cpu(cpu).memoryBytes(memory).build();
        Ask ask = Ask.builder("a").cpu(usedCpu).memoryBytes(usedMemory).build();

        assertThat(score(Strategies.nomad(), node, ask)).isCloseTo(binpack, within(1e-6));
        assertThat(score(Strategies.nomadSpreading(), node, ask)).isCloseTo(spread, within(1e-6));
    }

    @ParameterizedTest(name = "{0} cpu and {1} memory of 4000/8192 score {2}")
    @CsvSource({"3000, 4096, 0.307757", "2000, 4096, 0.506498", "4000, 8192, 0.666667", "2000, 0, 0.253249"})
    void theDefaultProfileMarksLopsidedNodesDown(long cpu, long memory, double expected) {
        Node node = Node.builder("n1").cpu(4000).memoryBytes(8192).build();
        Ask ask = Ask.builder("a").cpu(cpu).memoryBytes(memory).build();

        assertThat(score(Strategies.standard(), node, ask)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void packingDoesNotDependOnWhatCameFirst() {
        Node node = Node.builder("n1").cpu(4000).memoryBytes(8192).build();
        try (PlacementSession session = open(Strategies.nomad(), node)) {
            session.occupy(Existing.of(
                    node.id(), Ask.builder("x").cpu(1500).memoryBytes(2048).build()));
            Ask rest = Ask.builder("a").cpu(1500).memoryBytes(2048).build();

            assertThat(session.place(rest).placements().get(0).score()).isCloseTo(0.836636, within(1e-6));
        }
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({
        "'0.75', 0.75",
        "'0.75 -0.5', 0.125",
        "'0.75 -0.5 -1', -0.25",
        "'0.75 1', 0.875",
        "'0.99 0', 0.495",
        "'0.75 0.625', 0.6875",
        "'0.75 absent', 0.75",
        "'1 0.9999', 0.99995",
    })
    void theNomadProfileTakesTheMeanOfTermsThatArePresent(String terms, double expected) {
        Strategies.Builder strategy = Strategies.builder("test").combination(Strategy.Combination.MEAN_OF_PRESENT);
        for (String term : terms.split(" ")) {
            strategy.scorer(new Fixed(term.equals("absent") ? Scores.ABSENT : Scores.of(Double.parseDouble(term))), 1);
        }
        assertThat(score(
                        strategy.build(),
                        Node.builder("n1").build(),
                        Ask.builder("a").build()))
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void theDefaultProfileDividesByAllWeightsOfTheAsk() {
        Strategy strategy = Strategies.builder("test")
                .scorer(new Fixed(Scores.of(0.75)), 2)
                .scorer(new Fixed(Scores.ABSENT), 1)
                .build();

        assertThat(score(strategy, Node.builder("n1").build(), Ask.builder("a").build()))
                .isCloseTo(0.5, within(1e-9));
    }

    @ParameterizedTest(name = "{0} collisions of {1} give {2}")
    @CsvSource({"0,4,absent", "1,1,-2", "1,2,-1", "1,10,-0.2", "2,4,-0.75", "9,10,-1"})
    void collisionsLowerTheScore(int collisions, int count, String expected) {
        Node node = Node.builder("n1").build();
        Ask ask = Ask.builder("a").count(count).build();
        try (PlacementSession session = open(Strategies.nomad(), node)) {
            for (int i = 0; i < collisions; i++) {
                session.occupy(Existing.of(node.id(), ask));
            }
            Double term = session.explain(ask).best().get(0).terms().get("job-anti-affinity");

            if (expected.equals("absent")) {
                assertThat(term).isNull();
            } else {
                assertThat(term).isCloseTo(Double.parseDouble(expected), within(1e-9));
            }
        }
    }

    @Test
    void aNodeOfAnEarlierFailureIsPenalized() {
        Node n1 = Node.builder("n1").cpu(1000).build();
        Node n2 = Node.builder("n2").cpu(1000).build();
        Ask ask = Ask.builder("a").cpu(100).build();
        try (PlacementSession session = PlacementSession.open(List.of(n1, n2))) {
            PlacementHints avoid = PlacementHints.none()
                    .avoid(List.of(session.fork().place(ask).placements().get(0).nodeId()));
            Placement second = session.place(ask, 0, avoid).orElseThrow();

            assertThat(avoid.avoided()).doesNotContain(second.nodeId());
        }
    }

    @Test
    void affinitiesAddUpToAShareOfAllWeights() {
        Node both =
                Node.builder("both").attribute("ssd", "1").attribute("old", "1").build();
        Ask ask = Ask.builder("a")
                .affinity("${attr.ssd}", "=", "1", 50)
                .affinity("${attr.old}", "=", "1", -25)
                .build();
        try (PlacementSession session = open(Strategies.nomad(), both)) {
            assertThat(session.explain(ask).best().get(0).terms().get("node-affinity"))
                    .isCloseTo(25.0 / 75, within(1e-8));
        }
    }

    @ParameterizedTest(name = "{0} there, {1}: {2}")
    @CsvSource({
        "0, dc1, 0.875",
        "1, dc1, 0.75",
        "2, dc1, 0.625",
        "7, dc1, 0",
        "8, dc1, -0.125",
        "9, dc1, -0.25",
        "0, dc2, 0.5",
        "1, dc2, 0",
        "2, dc2, -0.5",
        "0, dc3, -1"
    })
    void spreadTargetsPullTowardsWhatIsMissing(int used, String datacenter, double expected) {
        Node node = Node.builder("n1").datacenter(datacenter).build();
        Ask ask = Ask.builder("a")
                .count(10)
                .spread(Spread.builder("${node.datacenter}")
                        .weight(100)
                        .targets(new SpreadTarget("dc1", 80), new SpreadTarget("dc2", 20))
                        .build())
                .build();
        try (PlacementSession session = open(Strategies.nomad(), node)) {
            for (int i = 0; i < used; i++) {
                session.occupy(Existing.of(node.id(), ask));
            }
            assertThat(session.explain(ask).best().get(0).terms().getOrDefault("allocation-spread", 0.0))
                    .isCloseTo(expected, within(1e-6));
        }
    }

    @ParameterizedTest(name = "a:{0} b:{1}, {2}: {3}")
    @CsvSource({
        "0, 0, a, 0",
        "2, 0, a, -1",
        "2, 0, b, 1",
        "2, 3, a, 0.5",
        "2, 3, b, -0.5",
        "2, 3, c, 1",
        "3, 3, a, -1",
        "3, 3, c, 1",
        "1, 4, a, 3",
        "1, 4, b, -3",
        "1, 0, none, -1"
    })
    void anEvenSpreadFollowsNomadsCurve(int a, int b, String candidate, double expected) {
        Ask ask = Ask.builder("a").count(10).spread("${meta.rack}").build();
        Node rackA = Node.builder("na").meta("rack", "a").build();
        Node rackB = Node.builder("nb").meta("rack", "b").build();
        Node seen = candidate.equals("none")
                ? Node.builder("nx").build()
                : Node.builder("nx").meta("rack", candidate).build();
        try (PlacementSession session = open(Strategies.nomad(), rackA, rackB, seen)) {
            for (int i = 0; i < a; i++) {
                session.occupy(Existing.of(rackA.id(), ask));
            }
            for (int i = 0; i < b; i++) {
                session.occupy(Existing.of(rackB.id(), ask));
            }
            double term = session.explain(ask).best().stream()
                    .filter(score -> score.name().equals("nx"))
                    .map(score -> score.terms().getOrDefault("allocation-spread", 0.0))
                    .findFirst()
                    .orElseThrow();

            assertThat(term).isCloseTo(expected, within(1e-6));
        }
    }

    private static double score(Strategy strategy, Node node, Ask ask) {
        try (PlacementSession session = open(strategy, node)) {
            return session.place(ask).placements().get(0).score();
        }
    }

    private static PlacementSession open(Strategy strategy, Node... nodes) {
        return PlacementSession.open(
                List.of(nodes), PlacementOptions.builder().strategy(strategy).build());
    }

    private record Fixed(long value) implements Scorer {
        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public NodeScorer prepare(AskView ask) {
            return node -> value;
        }

        @Override
        public Dependence dependence() {
            return Dependence.fixed();
        }
    }
}
