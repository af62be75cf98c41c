package dev.berth.jobspec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.jobspec.JobFileException;
import dev.berth.jobspec.JobFiles;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class FuzzTest {
    private static final String VALID = """
            variable "tag" {
              type    = string
              default = "7"
            }
            locals { name = "svc-${var.tag}" }
            job "example" {
              datacenters = ["dc1", "dc-*"]
              meta { owner = "a" team = "b" }
              group "cache" {
                count = 2 + 1
                network { mbits = 10 port "db" { to = 6379 } }
                dynamic "task" {
                  for_each = ["x", "y"]
                  labels   = [task.value]
                  content {
                    driver = "docker"
                    config {
                      image = "redis:${var.tag}"
                      args  = ["-c", <<-EOF
                        echo %{ for i in range(3) ~} ${i} %{ endfor ~}
                        EOF
                      ]
                    }
                    env = { for k in ["a", "b"] : upper(k) => "${NOMAD_PORT_db}-${k}" }
                  }
                }
              }
            }
            """;

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "\"",
            "${",
            "%{",
            "~}",
            "<<EOF\n",
            "<<-X\n",
            "EOF\n",
            "\n",
            "=",
            ":",
            ",",
            "...",
            ".",
            "*",
            "?",
            "!",
            "-",
            "=>",
            "&&",
            "==",
            "for ",
            "in ",
            "if ",
            "else ",
            "endif",
            "endfor",
            "null",
            "1",
            "0x",
            "1e9",
            "var.x",
            "local.",
            "attr.a",
            "f(",
            "/*",
            "*/",
            "#",
            "\\",
            "$$",
            "a",
            "é",
            "\u0000",
            "\uFEFF",
            "\r\n",
            "dynamic \"a\" ");

    @Property(tries = 1_000)
    void aFileWithSomethingRemovedPutInOrRepeatedIsReadOrRefused(@ForAll("mutated") String text) {
        readsOrRefuses(text);
    }

    @Property(tries = 1_000)
    void anySequenceOfPiecesIsReadOrRefused(@ForAll("sequences") String text) {
        readsOrRefuses(text);
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll @Size(max = 300) String text) {
        readsOrRefuses(text);
        readsOrRefuses("{" + text);
    }

    private static void readsOrRefuses(String text) {
        try {
            Outline.of(text);
            JobFiles.parse("job.hcl", text);
        } catch (JobFileException e) {
            assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
            assertThat(e.problems()).allSatisfy(p -> {
                assertThat(p.message()).endsWith(".");
                assertThat(p.line())
                        .isBetween(0, (int) text.chars().filter(c -> c == '\n').count() + 1);
                assertThat(p.column()).isLessThanOrEqualTo(p.sourceLine().length() + 1);
            });
        }
    }

    @Provide
    Arbitrary<String> mutated() {
        Arbitrary<Edit> edits = Arbitraries.integers()
                .between(0, VALID.length() - 1)
                .flatMap(at -> Arbitraries.integers()
                        .between(0, 30)
                        .flatMap(length -> Arbitraries.of(PIECES).map(piece -> new Edit(at, length, piece))));
        return edits.list().ofMinSize(1).ofMaxSize(4).map(FuzzTest::edited);
    }

    @Provide
    Arbitrary<String> sequences() {
        return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join("", pieces));
    }

    private record Edit(int at, int length, String piece) {}

    private static String edited(List<Edit> edits) {
        String text = VALID;
        for (Edit edit : edits) {
            int at = Math.min(edit.at, text.length());
            int end = Math.min(text.length(), at + edit.length / 3);
            String repeated = edit.length % 3 == 0 ? text.substring(at, end) : "";
            text = text.substring(0, at) + edit.piece + repeated + text.substring(edit.length % 3 == 1 ? at : end);
        }
        return text;
    }
}
