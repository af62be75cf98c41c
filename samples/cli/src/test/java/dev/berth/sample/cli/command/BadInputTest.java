package dev.berth.sample.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong is said in a sentence, with exit code 1 and without a stack trace. */
class BadInputTest {
    private static final String GOOD = JobText.of("good", "service", 1, "true");

    @TempDir
    Path folder;

    private static void assertRefused(Run run, String... words) {
        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words).doesNotContain("\tat ", "Exception", "unexpectedly");
    }

    static Stream<Arguments> jobs() {
        return Stream.of(
                Arguments.of(
                        "duplicate tasks",
                        GOOD.replace("task \"t\" {", "task \"t\" {\n driver = \"raw_exec\"\n }\n task \"t\" {"),
                        "t"),
                Arguments.of("negative count", GOOD.replace("count = 1", "count = -3"), "-3"),
                Arguments.of("missing driver", GOOD.replace("driver       = \"raw_exec\"", ""), "driver"),
                Arguments.of("misspelt key", GOOD.replace("count = 1", "cuont = 1"), "count"),
                Arguments.of("no group", "job \"empty\" {}", "group"),
                Arguments.of("unknown type", GOOD.replace("\"service\"", "\"servant\""), "servant"),
                Arguments.of("negative memory", GOOD.replace("memory = 16", "memory = -16"), "memory"),
                Arguments.of("nothing", "", "job"),
                Arguments.of("not closed", "job \"x\" {", "1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void aWrongJobIsRefusedBeforeAnythingIsStarted(String what, String text, String word) {
        String file = JobText.file(folder, "job.hcl", text);

        assertRefused(Run.of("validate", file), "job.hcl", word);
        assertRefused(Run.of("dev", file), "job.hcl", word);
        assertRefused(Run.of("run", file), "job.hcl", word);
    }

    @Test
    void aMissingJobFileIsNamed() {
        assertRefused(Run.of("dev", "nowhere.hcl"), "There is no job file (nowhere.hcl).");
        assertRefused(Run.of("dev", folder.toString()), "is not a file.");
    }

    @Test
    void aBinaryOrHugeJobFileIsRefused() throws Exception {
        byte[] junk = {(byte) 0x7f, 'E', 'L', 'F', 0, 1, 2, (byte) 0xff, (byte) 0xfe};
        Path binary = Files.write(folder.resolve("binary.hcl"), junk);
        Path huge = Files.write(folder.resolve("huge.hcl"), "#".repeat(20 << 20).getBytes(StandardCharsets.US_ASCII));

        assertRefused(Run.of("validate", binary.toString()), "binary.hcl");
        assertRefused(Run.of("validate", huge.toString()), "bytes");
    }

    @Test
    void withoutAnAgentTheAddressIsNamed() {
        assertRefused(Run.of("status"), "No agent answers at http://127.0.0.1:9.", "berth agent -dev");
        assertRefused(Run.of("status", "-address", "ftp://x"), "The address (ftp://x) is not usable.");
        assertRefused(Run.of("status", "-address=:::"), "The address (:::) is not usable.");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());

            assertRefused(
                    Run.of("agent", "-dev", "-http-port", port),
                    "127.0.0.1:" + port,
                    "is already in use",
                    "-http-port");
        }
    }

    @Test
    void aSecondAgentOnADataDirectoryIsRefused() {
        String data = folder.resolve("data").toString();
        try (RunningAgent first = RunningAgent.start("-data-dir", data)) {
            assertRefused(
                    Run.of("agent", "-dev", "-http-port", "0", "-data-dir", data),
                    "The data directory (" + data + ") is used by another agent");
            assertThat(first.run("node-status").code()).isZero();
        }
    }

    @Test
    void aDataDirectoryThatCannotBeUsedIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertRefused(Run.of("agent", "-dev", "-data-dir", file.toString()), file.toString());
        assertRefused(Run.of("agent", "-dev", "-data-dir", file + "/below"), file.toString());
        assertRefused(Run.of("agent", "-dev", "-data-dir", "/proc/berth"), "/proc/berth");
    }

    @Test
    void wrongUseSaysWhatIsWrongAndWhereToLook() {
        assertRefused(Run.of("run"), "FILE", "berth run -help");
        assertRefused(Run.of(), "Commands:", "node-status");
        assertRefused(Run.of("statsu"), "statsu", "status");
        assertRefused(Run.of("status", "-bogus"), "-bogus");
        assertRefused(Run.of("agent"), "Add -dev.");
        assertRefused(Run.of("agent", "-dev", "-http-port", "70000"), "70000", "0-65535");
        assertRefused(Run.of("agent", "-dev", "-log-level", "loud"), "loud", "warn");
        assertRefused(Run.of("logs", "-n", "-1", "x"), "-n -1");
    }

    @Test
    void theStackTraceIsShownWhenAskedFor() {
        assertThat(Run.of("status", "-v").err()).contains("No agent answers", "\tat ");
    }

    @Test
    void initWritesAJobThatIsValidAndOverwritesNothing() {
        String file = folder.resolve("example.hcl").toString();

        assertThat(Run.of("init", file).code()).isZero();
        assertThat(Run.of("validate", file).code()).isZero();
        assertRefused(Run.of("init", file), "exists already");
    }

    @Test
    void helpAndVersionGoToStdout() {
        assertThat(Run.of("-help").out()).contains("dev", "agent", "node-status");
        assertThat(Run.of("run", "--help").out()).contains("-check-index");
        assertThat(Run.of("version").out()).startsWith("Berth ");
    }
}
