package dev.berth.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.berth.model.Node;
import dev.berth.model.Resources;
import dev.berth.schedule.AskView;
import dev.berth.schedule.AssertionLevel;
import dev.berth.schedule.Dependence;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Scores;
import dev.berth.strategy.Strategies;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class PlacementSessionTest {
    private final Node n1 = Node.builder("n1").cpu(1_000).build();
    private final Node n2 = Node.builder("n2").cpu(1_000).build();
    private final Ask whole = Ask.builder("whole").cpu(1_000).build();

    @Test
    void releaseFreesWhatAPlacementTook() {
        try (PlacementSession session = PlacementSession.open(List.of(n1))) {
            Placement first = session.place(whole).placements().get(0);
            assertThat(session.place(whole).complete()).isFalse();

            session.release(first);

            assertThat(session.used(n1.id())).isEqualTo(Resources.none());
            assertThat(session.place(whole).complete()).isTrue();
        }
    }

    @Test
    void aPlacementIsReleasedOnce() {
        try (PlacementSession session = PlacementSession.open(List.of(n1))) {
            Placement placement = session.place(whole).placements().get(0);
            session.release(placement);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.release(placement))
                    .withMessageContaining("There is no placement (1)");
        }
    }

    @Test
    void aReleasedPortIsNotHandedOutAgainAtOnce() {
        Ask port = Ask.builder("p").dynamicPort("http").build();
        try (PlacementSession session = PlacementSession.open(List.of(n1))) {
            Placement first = session.place(port).placements().get(0);
            session.release(first);

            Placement second = session.place(port).placements().get(0);

            assertThat(second.ports().get(0).value())
                    .isNotEqualTo(first.ports().get(0).value());
        }
    }

    @Test
    void aForkDoesNotShowInItsOrigin() {
        try (PlacementSession session = PlacementSession.open(List.of(n1))) {
            PlacementSession whatIf = session.fork();
            whatIf.addNode(n2);
            assertThat(whatIf.place(List.of(whole, whole)).complete()).isTrue();

            assertThat(session.placements()).isEmpty();
            assertThat(session.used(n1.id())).isEqualTo(Resources.none());
            assertThat(session.place(List.of(whole, whole)).complete()).isFalse();
            assertThat(whatIf.placements()).hasSize(2);
        }
    }

    @Test
    void discardRestoresEverything() {
        try (PlacementSession session = PlacementSession.open(List.of(n1, n2))) {
            Placement kept = session.place(whole).placements().get(0);
            try (Tentative attempt = session.tentative()) {
                session.release(kept);
                session.removeNode(n2.id());
                session.place(Ask.builder("small").cpu(10).build());
                attempt.discard();
            }

            assertThat(session.placements()).containsExactly(kept);
            assertThat(session.place(List.of(whole)).complete()).isTrue();
            assertThat(session.place(whole).complete()).isFalse();
        }
    }

    @Test
    void closingWithoutCommitDiscardsAndCommitKeeps() {
        try (PlacementSession session = PlacementSession.open(List.of(n1))) {
            try (Tentative attempt = session.tentative()) {
                session.place(whole);
            }
            assertThat(session.placements()).isEmpty();

            try (Tentative attempt = session.tentative()) {
                session.place(whole);
                attempt.commit();
            }
            assertThat(session.placements()).hasSize(1);
        }
    }

    @Test
    void tentativeWorkEndsInnermostFirst() {
        try (PlacementSession session = PlacementSession.open(List.of(n1))) {
            Tentative outer = session.tentative();
            Tentative inner = session.tentative();

            assertThatIllegalStateException().isThrownBy(outer::commit);
            session.place(whole);
            inner.commit();
            outer.discard();

            assertThat(session.placements()).isEmpty();
        }
    }

    @Test
    void aRemovedNodeNamesWhatWasOnIt() {
        try (PlacementSession session = PlacementSession.open(List.of(n1))) {
            Placement placement = session.place(whole).placements().get(0);
            session.addNode(n2);

            List<Placement> lost = session.removeNode(n1.id());

            assertThat(lost).containsExactly(placement);
            assertThat(session.place(whole).placements().get(0).nodeId()).isEqualTo(n2.id());
        }
    }

    @Test
    void anUpdatedNodeKeepsWhatIsOnIt() {
        try (PlacementSession session = PlacementSession.open(List.of(n1))) {
            session.place(whole);

            session.updateNode(n1.toBuilder().cpu(1_500).build());

            assertThat(session.place(Ask.builder("a").cpu(501).build()).complete())
                    .isFalse();
            assertThat(session.place(Ask.builder("a").cpu(500).build()).complete())
                    .isTrue();
        }
    }

    @Test
    void aScorerReadsTheHostsOwnColumn() {
        var options = PlacementOptions.builder()
                .strategy(
                        Strategies.builder("cheap").scorer(new PriceScorer(), 1).build())
                .build();
        try (PlacementSession session = PlacementSession.open(List.of(n1, n2), options)) {
            session.setColumn(n1.id(), "price", 30);
            session.setColumn(n2.id(), "price", 20);
            assertThat(session.explain(whole).best().get(0).name()).isEqualTo("n2");

            session.setColumn(n1.id(), "price", 10);
            assertThat(session.explain(whole).best().get(0).name()).isEqualTo("n1");
        }
    }

    @Test
    void preferredNodesWinIfTheyFit() {
        Node roomy = Node.builder("roomy").cpu(100_000).build();
        try (PlacementSession session = PlacementSession.open(List.of(n1, roomy))) {
            PlacementHints hints = PlacementHints.none().prefer(List.of(roomy.id()));
            Ask small = Ask.builder("small").cpu(1_000).build();

            assertThat(session.place(small, 0, hints).orElseThrow().nodeId()).isEqualTo(roomy.id());
            assertThat(session.place(small, 1, PlacementHints.none())
                            .orElseThrow()
                            .nodeId())
                    .isEqualTo(n1.id());
            assertThat(session.place(small, 2, PlacementHints.only(n1.id()))).isEmpty();
        }
    }

    @Test
    void fullAssertionsNameAScorerThatAnswersDifferentlyEachTime() {
        AtomicLong calls = new AtomicLong();
        var options = PlacementOptions.builder()
                .strategy(Strategies.builder("moody")
                        .scorer(new CountingScorer(calls), 1)
                        .build())
                .assertionLevel(AssertionLevel.FULL)
                .build();
        try (PlacementSession session = PlacementSession.open(List.of(n1, n2), options)) {
            Assertions.assertThatThrownBy(() -> session.place(whole))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("moody")
                    .hasMessageContaining("whole");
        }
    }

    @Test
    void aClosedSessionSaysSo() {
        PlacementSession session = PlacementSession.open(List.of(n1));
        session.close();

        assertThatIllegalStateException().isThrownBy(() -> session.place(whole));
    }

    private static final class PriceScorer implements Scorer {
        @Override
        public String name() {
            return "price";
        }

        @Override
        public Dependence dependence() {
            return Dependence.fixed();
        }

        @Override
        public NodeScorer prepare(AskView ask) {
            int price = ask.columns().indexOf("price");
            return node -> -Scores.ratio(node.column(price), 1_000);
        }
    }

    private record CountingScorer(AtomicLong calls) implements Scorer {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Dependence dependence() {
            return Dependence.fixed();
        }

        @Override
        public NodeScorer prepare(AskView ask) {
            return node -> calls.incrementAndGet();
        }
    }
}
