package dev.berth.jobspec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HclSyntaxTest {

    @Test
    void blocksAndAttributesKeepTheirOrder() {
        assertThat(Outline.of("""
                # a comment
                job "web" {
                  type = "service" // another
                  group "a" { count = 1 }
                  priority = 50 /* in
                  between */
                  group "b" {}
                }
                """)).isEqualTo("""
                job "web"
                  type = "service"
                  group "a"
                    count = 1
                  priority = 50
                  group "b"
                """);
    }

    @Test
    void severalAttributesStandOnOneLineAsIn2015() {
        assertThat(Outline.of("""
                restart { attempts = 5 interval = "10m" }
                network { mbits = 10 port "db" {} port "http" { static = 80, to = 8080 } }
                meta { "quoted key" = "b" other: "c" }
                config = { image = "redis" port_map { db = 6379 } }
                """)).isEqualTo("""
                restart
                  attempts = 5
                  interval = "10m"
                network
                  mbits = 10
                  port "db"
                  port "http"
                    static = 80
                    to = 8080
                meta
                  quoted key = "b"
                  other = "c"
                config = {image: "redis", port_map: {db: 6379}}
                """);
    }

    @Test
    void wholeNumbersStayExact() {
        assertThat(Outline.of("""
                a = 9007199254740993
                b = -9223372036854775808
                c = 0.1
                d = 1.50e3
                e = 0x1F
                """)).isEqualTo("""
                a = 9007199254740993
                b = -9223372036854775808
                c = 0.1
                d = 1500
                e = 31
                """);
    }

    @Test
    void heredocsStandAnywhereAValueStands() {
        assertThat(Outline.of("""
                args = ["-c", <<-EOT
                    first
                      second

                    third $1 100%
                    EOT
                  , <<X
                  kept
                X
                ]
                empty = <<E
                E
                almost = <<END
                ENDING
                 END of line
                END
                """)).isEqualTo("""
                args = ["-c", "first\\n  second\\n\\nthird $1 100%\\n", "  kept\\n"]
                empty = ""
                almost = "ENDING\\n END of line\\n"
                """);
    }

    @Test
    void heredocIndentationCountsLinesThatStartWithAnInterpolation() {
        assertThat(Outline.of("""
                a = <<-X
                    one ${1}
                      ${2} two
                    ${3}
                    X
                b = <<-X
                    one
                  ${2}
                  X
                """)).isEqualTo("""
                a = "one 1\\n  2 two\\n3\\n"
                b = "  one\\n2\\n"
                """);
    }

    @Test
    void escapesAndDoubledMarksGiveTheCharactersThemselves() {
        assertThat(Outline.of("""
                a = "tab\\t quote\\" backslash\\\\ umlaut\\u00e4 \\U0001F600"
                b = "$${HOME} %%{if} $5 100% $$"
                c = <<E
                $${HOME} \\n stays
                E
                """)).isEqualTo("""
                a = "tab\t quote" backslash\\ umlaut\u00e4 \uD83D\uDE00"
                b = "${HOME} %{if} $5 100% $$"
                c = "${HOME} \\n stays\\n"
                """);
    }

    @Test
    void listsAndObjectsMayCoverSeveralLines() {
        assertThat(Outline.of("""
                a = [
                  1,
                  2, # two

                  3,
                ]
                b = {
                  x = 1
                  "y z" : 2, w = {
                    v = [true, null]
                  }
                  for = "a key"
                }
                c = {}
                d = []
                """)).isEqualTo("""
                a = [1, 2, 3]
                b = {x: 1, y z: 2, w: {v: [true, null]}, for: "a key"}
                c = {}
                d = []
                """);
    }

    @Test
    void windowsLineEndsAndByteOrderMarksDoNotMatter() {
        assertThat(Outline.of("\uFEFFa = 1\r\nb {\r\n  c = <<X\r\nline\r\nX\r\n}\r\n"))
                .isEqualTo("a = 1\nb\n  c = \"line\\n\"\n");
    }

    @Test
    void namesMayHoldDashesAndDots() {
        assertThat(Outline.of("""
                my-key = 1
                a.b.c = 2
                in = 3
                """)).isEqualTo("""
                my-key = 1
                a.b.c = 2
                in = 3
                """);
    }

    @Test
    void anEmptyFileHoldsNothing() {
        assertThat(Outline.of("")).isEmpty();
        assertThat(Outline.of("\n\n# nothing\n")).isEmpty();
    }
}
