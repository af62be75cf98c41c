package dev.berth.jobspec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.jobspec.JobFileLoader;
import dev.berth.jobspec.JobFileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            upper("aB")                                  | "AB"
            lower("aB")                                  | "ab"
            title("hello world")                         | "Hello World"
            trimspace("  a ")                            | "a"
            trim("--a-b--", "-")                         | "a-b"
            trimprefix("v1.2", "v")                      | "1.2"
            trimsuffix("a.txt", ".txt")                  | "a"
            chomp("a\\n\\n")                             | "a"
            strrev("abc")                                | "cba"
            substr("hello", 1, 3)                        | "ell"
            substr("hello", -3, -1)                      | "llo"
            indent(2, "a\\nb")                           | "a\\n  b"
            startswith("abc", "ab")                      | true
            endswith("abc", "ab")                        | false
            strcontains("abc", "b")                      | true
            join("-", ["a", "b"], ["c"])                 | "a-b-c"
            split(",", "a,b,,c")                         | ["a", "b", "", "c"]
            replace("a.b.c", ".", "-")                   | "a-b-c"
            replace("a1b22", "/[0-9]+/", "#")            | "a#b#"
            regex_replace("ab", "(a)(b)", "$2$1")        | "ba"
            regex("[0-9]+", "a12b")                      | "12"
            regex("(\\\\w+):(\\\\d+)", "db:5432")        | ["db", "5432"]
            regex("(?P<h>\\\\w+):(?P<p>\\\\d+)", "db:5") | {h: "db", p: "5"}
            regexall("[a-z]", "a1b")                     | ["a", "b"]
            can(regex("z", "a"))                         | false
            try(regex("z", "a"), "fallback")             | "fallback"
            format("%s-%03d-%.2f-%t-%%-%q", "a", 7, 1.5, true, "x") | "a-007-1.50-true-%-"x""
            format("%x %X %o %b %+d/%5s/%-5s/", 255, 255, 8, 5, 3, "a", "b") | "ff FF 10 101 +3/    a/b    /"
            formatlist("%s:%d", ["a", "b"], 80)          | ["a:80", "b:80"]
            length("häuser")                             | 6
            length({ a = 1 })                            | 1
            concat([1], [2, 3])                          | [1, 2, 3]
            flatten([[1, [2]], 3, []])                   | [1, 2, 3]
            distinct([1, 2, 1, 1.0])                     | [1, 2]
            compact(["a", "", null])                     | ["a"]
            reverse([1, 2])                              | [2, 1]
            sort(["b", "a"])                             | ["a", "b"]
            slice([1, 2, 3], 1, 3)                       | [2, 3]
            element(["a", "b"], 3)                       | "b"
            element(["a", "b"], -1)                      | "b"
            contains(["a"], "a")                         | true
            index(["a", "b"], "b")                       | 1
            chunklist([1, 2, 3], 2)                      | [[1, 2], [3]]
            range(3)                                     | [0, 1, 2]
            range(1, 7, 3)                               | [1, 4]
            range(2, 0)                                  | [2, 1]
            coalesce(null, "", "x")                      | "x"
            coalescelist([], [1])                        | [1]
            one(["a"])                                   | "a"
            setunion(["b"], ["a", "b"])                  | ["a", "b"]
            setintersection(["a", "b"], ["b", "c"])      | ["b"]
            setsubtract(["a", "b"], ["b"])               | ["a"]
            setproduct(["a", "b"], [1, 2])               | [["a", 1], ["a", 2], ["b", 1], ["b", 2]]
            toset(["b", "a", "b"])                       | ["a", "b"]
            alltrue([true, false])                       | false
            anytrue([true, false])                       | true
            keys({ b = 1, a = 2 })                       | ["a", "b"]
            values({ b = 1, a = 2 })                     | [2, 1]
            lookup({ a = 1 }, "b", 7)                    | 7
            merge({ a = 1, b = 1 }, { b = 2 })           | {a: 1, b: 2}
            zipmap(["a", "b"], [1, 2])                   | {a: 1, b: 2}
            min(3, 1, 2)                                 | 1
            max([3, 1]...)                               | 3
            sum([1, 2.5])                                | 3.5
            abs(-3)                                      | 3
            ceil(1.2)                                    | 2
            floor(-1.2)                                  | -2
            signum(-5)                                   | -1
            pow(2, 10)                                   | 1024
            parseint("ff", 16)                           | 255
            tostring(5)                                  | "5"
            tonumber("5.50")                             | 5.5
            tobool("true")                               | true
            jsonencode({ b = [1, true, null], a = "x\\"" }) | "{"a":"x\\"","b":[1,true,null]}"
            jsondecode("{\\"a\\": [1, null]}")           | {a: [1, null]}
            base64encode("hi")                           | "aGk="
            base64decode("aGk=")                         | "hi"
            urlencode("a b&c")                           | "a+b%26c"
            md5("a")                                     | "0cc175b9c0f1b6a831c399e269772661"
            sha1("a")                                    | "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"
            sha256("")                                   | "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            uuidv5("dns", "www.example.com")             | "2ed6657d-e927-568b-95e1-2665a8aea6a2"
            dirname("/a/b.txt")                          | "/a"
            basename("/a/b.txt")                         | "b.txt"
            cidrhost("10.1.0.0/16", 5)                   | "10.1.0.5"
            cidrhost("10.1.0.0/16", -2)                  | "10.1.255.254"
            cidrnetmask("10.0.0.0/12")                   | "255.240.0.0"
            cidrsubnet("10.0.0.0/16", 8, 2)              | "10.0.2.0/24"
            cidrsubnet("fd00::/48", 16, 255)             | "fd00:0:0:ff::/64"
            """)
    void functionGivesItsResult(String expression, String result) {
        assertThat(Outline.of("x = " + expression)).isEqualTo("x = " + result + "\n");
    }

    @Test
    void whatIsNotReproducibleIsRefused() {
        assertThat(Outline.failure("a = timestamp()"))
                .startsWith(
                        "job.hcl:1:5: The function timestamp() is not available: the same file would make another job at"
                                + " another time.");
        assertThat(Outline.failure("a = uuidv4()")).contains("uuidv5(namespace, name)");
    }

    @Test
    void fileReadsOnlyWhereTheHostAllowsIt(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("motd"), "hello");
        Files.writeString(directory.resolve("big"), "x".repeat(11));
        Path inner = Files.createDirectory(directory.resolve("jobs"));
        Files.createSymbolicLink(inner.resolve("link"), directory.resolve("motd"));
        JobFileOptions here = JobFileOptions.builder()
                .loader(JobFileLoader.under(directory, 10))
                .build();
        JobFileOptions below =
                JobFileOptions.builder().loader(JobFileLoader.under(inner, 10)).build();

        assertThat(Outline.of("a = file(\"motd\")", here)).isEqualTo("a = \"hello\"\n");
        assertThat(Outline.failure("a = file(\"motd\")")).contains("The function file() is switched off here.");
        assertThat(Outline.failure("a = file(\"../motd\")", below)).contains("only files below the directory");
        assertThat(Outline.failure("a = file(\"link\")", below)).contains("only files below the directory");
        assertThat(Outline.failure("a = file(\"big\")", here)).contains("more than 10 bytes");
        assertThat(Outline.failure("a = file(\"none\")", here)).contains("there is no such file");
    }
}
