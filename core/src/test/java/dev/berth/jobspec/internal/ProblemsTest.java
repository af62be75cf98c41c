package dev.berth.jobspec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.jobspec.JobFileOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void everySyntaxMistakeIsReportedWithACaretUnderTheSpot() {
        assertThat(Outline.failure("""
                job "web" {
                  count =
                  type = "service"
                  args = ["a" "b"]
                  group {
                    = 5
                    image = 'redis'
                    x y z
                  }
                  kill = 10s
                }
                """)).isEqualTo("""
                job.hcl:2:10: Expected a value after `=`, but found the end of the line. The value must start on the line of the name.
                  2 |   count =
                    |          ^
                job.hcl:4:15: Expected `]` or `,`, but found a string. Maybe a comma is missing.
                  4 |   args = ["a" "b"]
                    |               ^
                job.hcl:6:5: Expected the name of an attribute or block, but found `=`.
                  6 |     = 5
                    |     ^
                job.hcl:7:13: The character `'` has no meaning here. Strings stand in double quotes: "text".
                  7 |     image = 'redis'
                    |             ^
                job.hcl:7:19: The character `'` has no meaning here. Strings stand in double quotes: "text".
                  7 |     image = 'redis'
                    |                   ^
                job.hcl:8:10: Expected `=` with a value or `{` with a block after `z`, but found the end of the line.
                  8 |     x y z
                    |          ^
                job.hcl:10:10: `10s` is not a number. Put it in quotes if it is a text or a duration, such as "10s".
                  10 |   kill = 10s
                     |          ^""");
    }

    @Test
    void bracketsThatDoNotMatchAreReportedWhereTheyOpen() {
        assertThat(Outline.failure("job \"a\" {\n  group \"b\" {\n}\n")).isEqualTo("""
                job.hcl:1:9: This `{` is never closed.
                  1 | job "a" {
                    |         ^""");
        assertThat(Outline.failure("a = [1, 2\nb = (3]\n"))
                .contains("job.hcl:2:7: This `]` does not close `(` of line 2.");
        assertThat(Outline.failure("a = 1\n}\n")).contains("job.hcl:2:1: This `}` closes nothing.");
        assertThat(Outline.failure("a = \"${b\n")).contains("job.hcl:1:6: This `${` is never closed. Write $${ or %%{");
        assertThat(Outline.failure("a = <<EOT\nx\nEOF\n"))
                .contains("job.hcl:1:5: This heredoc is never closed. Write EOT alone on a line at its end.");
        assertThat(Outline.failure("a = 1 /* b\nc = 2"))
                .contains("job.hcl:1:7: This comment is never closed. Write */ at its end.");
    }

    @Test
    void anUnclosedStringDoesNotHideTheOtherProblems() {
        assertThat(Outline.failure("a = \"b\nc = \"d\"\ne = =\n")).isEqualTo("""
                job.hcl:1:5: This string is not closed on its line. Write a " at its end; a text of several lines is a heredoc (<<EOT).
                  1 | a = "b
                    |     ^
                job.hcl:3:5: Expected a value after `=`, but found `=`.
                  3 | e = =
                    |     ^""");
    }

    @Test
    void unknownNamesComeWithTheNearestKnownOne() {
        assertThat(Outline.failure("""
                variable "image" { default = "x" }
                locals { size = 1 }
                a = var.imgae
                b = local.siez
                c = vars.image
                d = "${lcoal.size}"
                e = uper("x")
                f = redis
                """)).isEqualTo("""
                job.hcl:3:8: There is no variable "imgae". Did you mean "image"?
                  3 | a = var.imgae
                    |        ^
                job.hcl:4:10: There is no local "siez". Did you mean "size"?
                  4 | b = local.siez
                    |          ^
                job.hcl:5:5: The name "vars" is unknown. Did you mean "var"?
                  5 | c = vars.image
                    |     ^
                job.hcl:6:8: The name "lcoal" is unknown. Did you mean "local"?
                  6 | d = "${lcoal.size}"
                    |        ^
                job.hcl:7:5: There is no function "uper". Did you mean "upper"?
                  7 | e = uper("x")
                    |     ^
                job.hcl:8:5: The name "redis" is unknown. A text must stand in quotes; values are var.NAME and local.NAME.
                  8 | f = redis
                    |     ^""");
    }

    @Test
    void whatOnlyTheNodeKnowsCannotBeComputedWith() {
        assertThat(Outline.failure("a = upper(\"${attr.kernel.name}\")\nb = attr.cores > 3\n"))
                .isEqualTo("""
                job.hcl:1:11: Argument 1 of upper() is known only at run time: ${attr.kernel.name}. Only whole texts can hold \
                such interpolations; compute with var.NAME and local.NAME.
                  1 | a = upper("${attr.kernel.name}")
                    |           ^
                job.hcl:2:16: An operand of `>` is known only at run time: ${attr.cores}. Only whole texts can hold such \
                interpolations; compute with var.NAME and local.NAME.
                  2 | b = attr.cores > 3
                    |                ^""");
    }

    @Test
    void variablesSayWhatIsWrongWithTheirValues() {
        JobFileOptions options = JobFileOptions.builder()
                .variables(Map.of("n", "many", "imgae", "x", "port", "99999"))
                .build();
        assertThat(Outline.failure("""
                variable "n" { type = number }
                variable "image" { type = strin }
                variable "missing" { type = string }
                variable "port" {
                  type = number
                  validation {
                    condition     = var.port < 65536
                    error_message = "A port is at most 65535."
                  }
                }
                variable "n" {}
                """, options)).isEqualTo("""
                job.hcl: A value is given for the variable "imgae", which the file does not declare. Did you mean "image"?
                job.hcl:1:1: The variable "n" cannot have the given value many: it is no value of its type. Write it as in a job \
                file, a list as ["a", "b"] for example.
                  1 | variable "n" { type = number }
                    | ^
                job.hcl:2:27: The type of a variable cannot be "strin". Did you mean "string"?
                  2 | variable "image" { type = strin }
                    |                           ^
                job.hcl:3:1: The variable "missing" has no value. Give it one from outside, or a default in the file.
                  3 | variable "missing" { type = string }
                    | ^
                job.hcl:7:21: The variable "port" is refused: A port is at most 65535.
                  7 |     condition     = var.port < 65536
                    |                     ^
                job.hcl:11:1: The variable "n" is declared twice, first in line 1.
                  11 | variable "n" {}
                     | ^""");
    }

    @Test
    void aLocalThatRefersToItselfIsOneProblem() {
        assertThat(Outline.failure("locals {\n  a = local.b\n  b = local.a\n}\nx = local.a\n"))
                .isEqualTo("""
                job.hcl:2:3: The local "a" refers to itself.
                  2 |   a = local.b
                    |   ^""");
    }

    @Test
    void aKeyThatIsSetTwiceNamesBothPlaces() {
        assertThat(Outline.failure("a = 1\nb = 2\na = 3\nc = { d = 1, d = 2 }\n"))
                .isEqualTo("""
                job.hcl:3:1: The key "a" is set twice, first in line 1. Leave one of the two out.
                  3 | a = 3
                    | ^
                job.hcl:4:14: The key "d" is set twice.
                  4 | c = { d = 1, d = 2 }
                    |              ^""");
    }

    @Test
    void shellSyntaxInAnInterpolationExplainsTheDoubledDollar() {
        assertThat(Outline.failure("a = \"${HOME:-/root}\"\n")).isEqualTo("""
                job.hcl:1:12: Expected `}`, but found `:`. Write $${ or %%{ where the text itself holds ${ or %{.
                  1 | a = "${HOME:-/root}"
                    |            ^""");
        assertThat(Outline.failure("a = \"%{http_code}\"\n")).contains("Write $${ or %%{");
        assertThat(Outline.failure("a = \"%{ if true }x\"\n")).contains("job.hcl:1:6: This directive is never closed.");
        assertThat(Outline.failure("a = \"x%{ endif }\"\n")).contains("job.hcl:1:7: This %{ endif } closes nothing.");
    }

    @Test
    void unknownEscapesSayWhatToWrite() {
        assertThat(Outline.failure("a = \"\\d+\"\n")).isEqualTo("""
                job.hcl:1:6: The escape \\d is unknown. Write \\\\ for a backslash; known are \\n \\r \\t \\" \\\\ \\uXXXX.
                  1 | a = "\\d+"
                    |      ^""");
    }

    @Test
    void theCaretStandsUnderTheSpotInLongLinesAndAfterTabs() {
        assertThat(Outline.failure("\t\ta = b\n")).endsWith("\n  1 | \t\ta = b\n    | \t\t    ^");
        String message = Outline.failure("a = \"" + "x".repeat(200) + "\" ? oops " + "y".repeat(200));
        assertThat(message.lines().skip(1)).allMatch(line -> line.length() < 140);
        String[] lines = message.split("\n");
        assertThat(lines[1].charAt(lines[2].indexOf('^'))).isNotEqualTo(' ');
    }

    @Test
    void reportingStopsAtTheLimit() {
        String message = Outline.failure("a = =\n".repeat(50));
        assertThat(message.lines().filter(l -> l.startsWith("job.hcl:"))).hasSize(20);
    }

    @Test
    void jsonMistakesHaveAPlaceToo() {
        assertThat(Outline.failure("{\n  \"a\": [1, 2\n}\n")).isEqualTo("""
                job.hcl:3:1: This is not valid JSON: Unexpected close marker '}': expected ']'.
                  3 | }
                    | ^""");
        assertThat(Outline.failure("{\"a\": 1,\n \"a\": 2}")).startsWith("job.hcl:2:2: The key \"a\" is set twice.");
    }
}
