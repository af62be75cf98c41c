package dev.berth.sample.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what the examples are, and what they print. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Path SOURCES = ROOT.resolve("samples/embed/src/main/java/dev/berth/sample/embed");

    private final String readme = read(ROOT.resolve("README.md"));

    @Test
    void theFirstExampleIsTheOneThatRunsAndItsOutputIsReal() {
        String source = read(SOURCES.resolve("PlaceThreeNodes.java"));

        assertThat(flat(source)).contains(flat(between(readme, "List<Node> nodes", "System.out.println")));
        assertThat(readme).contains(PlaceThreeNodes.place().toString().strip());
    }

    @Test
    void theSecondExampleIsTheOneThatRuns() {
        assertThat(readme).contains(body("ListCommandLog.java")).contains(body("SmallControlPlane.java"));
    }

    @Test
    void workOfAKilledNodeMovesAsTheReadmeTells() throws Exception {
        List<String> lines = run();

        assertThat(lines).hasSize(7);
        assertThat(lines.subList(0, 3)).allMatch(line -> line.matches("web\\.front\\[\\d] runs on n[123]"));
        assertThat(lines.get(3)).matches("killed n[123]");
        String killed = lines.get(3).substring("killed ".length());
        assertThat(lines.subList(4, 7))
                .allMatch(line -> line.matches("web\\.front\\[\\d] now runs on n[123]"))
                .noneMatch(line -> line.endsWith(killed));
    }

    private static List<String> run() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
            SmallControlPlane.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        return captured.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Returns a file from its first type on. */
    private static String body(String file) {
        String source = read(SOURCES.resolve(file));
        return source.substring(source.indexOf("/**")).strip();
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start)).strip();
    }

    private static String flat(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("Cannot read " + file, e);
        }
    }
}
