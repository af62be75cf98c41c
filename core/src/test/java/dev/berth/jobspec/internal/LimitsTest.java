package dev.berth.jobspec.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.jobspec.JobFileException;
import dev.berth.jobspec.JobFileLimits;
import dev.berth.jobspec.JobFileOptions;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final int LARGE = 500_000;

    /* On a thread with the smallest usual stack, so that a recursion that is not bounded shows. */
    private static String failureOnASmallStack(String text) throws InterruptedException {
        StringBuilder message = new StringBuilder();
        Thread thread = new Thread(null, () -> message.append(Outline.failure(text)), "small", 1 << 20);
        thread.start();
        thread.join(Duration.ofSeconds(60).toMillis());
        assertThat(thread.isAlive()).as("still reading").isFalse();
        return message.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{",
                "(",
                "\"${",
                "a = [",
                "a {",
                "a = {",
                "a = \"${",
                "a = x ? ",
                "!",
                "a = !",
                "a = -",
                "a.",
                "<<A\n",
                "a = <<-A\n${",
                "\"%{ if true }",
                "/*",
                "a = \"%{ if x }",
                "a = 1 + ",
                "a = f(",
                "}",
                "]",
                "\"",
                "a\"b\"",
                "a = [for x in ",
                "a = {for x in ",
                "1",
                "a = 1",
                "\\",
                "\u0000",
                "=",
                "a ",
                "$",
                "a = $",
                "\n",
                "a=<<",
                ",",
                "a = x[",
                "{\"a\":",
                "{ \"a\": [",
                "{\n",
                "🙂"
            })
    void endlessRepetitionGivesOneClearAnswer(String piece) throws InterruptedException {
        String text = piece.repeat(LARGE / piece.length());

        String message = failureOnASmallStack(text);

        assertThat(message).matches("(?s)(job\\.hcl:|no problem:).*");
        assertThat(message.length()).isLessThan(LARGE * 3);
    }

    @Test
    void deepNestingIsRefusedAtItsPlace() {
        assertThat(Outline.failure("a = " + "[".repeat(70) + "]".repeat(70)))
                .startsWith("job.hcl:1:69: The file is nested more than 64 deep here (limit maxNesting).");
        assertThat(Outline.failure("a = " + "x ? 1 : ".repeat(70) + "2"))
                .contains("The file is nested more than 64 deep here");
        assertThat(Outline.failure("{\"a\":".repeat(70) + "1" + "}".repeat(70))).contains("64");
    }

    @Test
    void theDeepestNestingAllowedWorksOnASmallStack() throws InterruptedException {
        String text = "a = " + "[".repeat(64) + "]".repeat(64);
        String braces = IntStream.range(0, 60).mapToObj(i -> "(1 + 2 * ").collect(Collectors.joining());

        assertThat(failureOnASmallStack(text)).startsWith("no problem");
        assertThat(failureOnASmallStack("a = " + braces + "1" + ")".repeat(60))).startsWith("no problem");
    }

    @Test
    void longChainsAreNoNesting() throws InterruptedException {
        String sum = "a = 1" + " + 1".repeat(50_000);
        String dots = "a = attr" + ".x".repeat(50_000);
        String parts = "a = \"" + "${NOMAD_X}".repeat(20_000) + "\"";

        assertThat(failureOnASmallStack(sum)).isEqualTo("no problem:\na = 50001\n");
        assertThat(failureOnASmallStack(dots)).startsWith("no problem");
        assertThat(failureOnASmallStack(parts)).startsWith("no problem");
    }

    @Test
    void tooManyTokensAreRefused() {
        assertThat(Outline.failure("a=1\n".repeat(100_000)))
                .contains("The file has more than 250000 words and signs (limit maxTokens).");
    }

    @Test
    void aLargeOrdinaryFileIsRead() {
        String tasks = IntStream.range(0, 2_000)
                .mapToObj(i -> "  task \"t" + i
                        + "\" {\n    driver = \"docker\"\n    config { image = \"redis:${attr.arch}\" }\n"
                        + "    resources { cpu = 500 memory = 256 }\n  }\n")
                .collect(Collectors.joining());

        String outline = Outline.of("group \"g\" {\n" + tasks + "}\n");

        assertThat(outline.lines().filter(l -> l.startsWith("  task"))).hasSize(2_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = range(100000000)",
                "a = [for x in range(2000) : [for y in range(2000) : x]]",
                "a = setproduct(range(1000), range(1000), range(1000))",
                "dynamic \"x\" {\n for_each = range(900)\n content {\n dynamic \"y\" {\n for_each = range(2000)\n content {}\n }\n }\n}",
                "a = regexall(\"(x+)*(x+)*(x+)*(x+)*(x+)*\\\\1y\", join(\"\", [for i in range(200) : \"x\"]))",
            })
    void aSmallFileCannotTakeForever(String text) throws InterruptedException {
        assertThat(failureOnASmallStack(text)).contains("takes more than 1000000 steps (limit maxSteps)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "list", "map"})
    void doublingAValueOverAndOverIsRefused(String kind) throws InterruptedException {
        String pair = switch (kind) {
            case "text" -> "\"${local.v%d}${local.v%d}\"";
            case "list" -> "[local.v%d, local.v%d]";
            default -> "{ a = local.v%d, b = local.v%d }";
        };
        String locals = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> "  v" + i + " = " + String.format(pair, i - 1, i - 1) + "\n")
                .collect(Collectors.joining("", "locals {\n  v0 = \"x\"\n", "}\nx = local.v60\n"));

        assertThat(failureOnASmallStack(locals)).contains("(limit max");
    }

    @Test
    void aLongChainOfLocalsIsRefusedBeforeTheStackIsFull() throws InterruptedException {
        String locals = IntStream.rangeClosed(1, 5_000)
                .mapToObj(i -> "  v" + i + " = local.v" + (i + 1) + "\n")
                .collect(Collectors.joining("", "locals {\n", "  v5001 = 1\n}\n"));

        assertThat(failureOnASmallStack(locals)).contains("refer to each other too deeply");
    }

    @Test
    void wideFormatsAndIndentsAreRefused() {
        assertThat(Outline.failure("a = format(\"%9999d\", 1)")).contains("A width in format() must be at most 1000.");
        assertThat(Outline.failure("a = indent(1000, join(\"\\n\", range(20000)))"))
                .contains("limit maxTextChars");
        assertThat(Outline.failure("a = 1e999999999")).contains("exponent");
        assertThat(Outline.failure("a = pow(10, 300) * pow(10, 300)")).contains("exponent beyond 300");
    }

    @Test
    void aRegularExpressionThatRunsOutOfStackIsAnOrdinaryFailure() throws InterruptedException {
        String text = "a = regex(\"(a|b)*c\", join(\"\", [for x in range(50000) : \"a\"]))";

        assertThat(failureOnASmallStack(text)).containsAnyOf("needs too much memory", "limit maxSteps");
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> JobFileLimits.builder().maxTokens(0).build())
                .hasMessage("The limit maxTokens (0) must be at least 1.");
        assertThatThrownBy(() -> JobFileLimits.builder().maxNesting(500).build())
                .hasMessageContaining("The limit maxNesting (500) must be at most 200.");
    }

    @Test
    void theHighestNestingLimitIsStillSafe() throws InterruptedException {
        JobFileOptions options = JobFileOptions.builder()
                .limits(JobFileLimits.builder().maxNesting(200).build())
                .build();
        StringBuilder message = new StringBuilder();
        String text = "a = " + "(1 + 2 * -[1 < 2 ? ".repeat(99) + "1" + " : 2][0])".repeat(99);
        Thread thread = new Thread(null, () -> message.append(Outline.failure(text, options)), "small", 1 << 20);
        thread.start();
        thread.join();

        assertThat(message.toString()).startsWith("no problem");
    }

    @Test
    void manyProblemsInOneLongLineStayQuick() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatThrownBy(() -> Outline.of("' ".repeat(LARGE / 2)))
                        .isInstanceOf(JobFileException.class));
    }
}
