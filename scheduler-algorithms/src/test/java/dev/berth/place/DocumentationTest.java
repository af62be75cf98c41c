package dev.berth.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Node;
import dev.berth.model.PlacementTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Runs the examples of the user's pages and looks for their output there. */
class DocumentationTest {
    private static final long GIB = 1L << 30;

    private final List<Node> nodes = List.of(
            Node.builder("n1").cpu(4_000).memoryBytes(8 * GIB).build(),
            Node.builder("n2").cpu(4_000).memoryBytes(8 * GIB).build(),
            Node.builder("n3").cpu(8_000).memoryBytes(16 * GIB).build());

    private final List<Ask> asks = List.of(
            Ask.builder("web").count(2).cpu(500).memoryBytes(GIB).build(),
            Ask.builder("db").cpu(6_000).memoryBytes(6 * GIB).build(),
            Ask.builder("search").cpu(1_000).memoryBytes(12 * GIB).build());

    @Test
    void placingShowsWhatTheExamplePrints() throws IOException {
        assertThat(page("placing.md")).contains(Placer.place(nodes, asks).toString());
    }

    @Test
    void placingShowsASessionThatFreesRoom() {
        try (PlacementSession session = PlacementSession.open(nodes)) {
            PlacementResult result = session.place(asks);
            session.release(result.placementsOf("db").get(0));

            assertThat(session.place(asks.get(2)).complete()).isTrue();
        }
    }

    @Test
    void schedulingShowsTheTermsOfTheWorkedExample() throws IOException {
        try (PlacementSession session = PlacementSession.open(nodes)) {
            Ask web =
                    Ask.builder("web").count(4).cpu(2_000).memoryBytes(4 * GIB).build();
            session.place(web, 0, PlacementHints.none());
            PlacementTrace trace = session.explain(web);

            StringBuilder table = new StringBuilder();
            trace.best().forEach(node -> {
                table.append(String.format(Locale.ROOT, "%s %.3f:", node.name(), node.score()));
                node.terms()
                        .forEach((name, value) -> table.append(String.format(Locale.ROOT, " %s %.3f", name, value)));
                table.append('\n');
            });
            assertThat(page("scheduling.md")).contains(table.toString().strip());
        }
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", name));
    }
}
