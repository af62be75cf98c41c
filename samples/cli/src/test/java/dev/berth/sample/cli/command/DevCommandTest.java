package dev.berth.sample.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DevCommandTest {
    private static final Path SAMPLES = Path.of("../jobs");

    @TempDir
    Path folder;

    static Stream<Path> samples() throws Exception {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsValid(Path sample) {
        Run run = Run.of("validate", sample.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("The job file (" + sample + ") is valid: job ");
    }

    @Test
    void theFirstExampleRunsToItsEnd() {
        Run run = Run.of("dev", SAMPLES.resolve("hello.hcl").toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Triggered by job-register, job hello")
                .containsPattern(
                        "Allocation [0-9a-f]{8} placed: group greeters on node \\S+\n +\\S+ scored -?0\\.\\d{3}: ")
                .containsPattern("[0-9a-f]{8}/greet \\| Hello from hello.greeters\\[0\\]")
                .containsPattern("[0-9a-f]{8}/greet Terminated: Exit code 0")
                .endsWith("==> Job hello is over: 2 complete, 0 failed\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void whatFitsNowhereIsExplainedWithExitCode2() {
        Run run = Run.of("dev", SAMPLES.resolve("too-big.hcl").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("Group giants: 1 not placed: short ").contains("no node is large enough");
    }

    @Test
    void aTaskThatFailsForGoodGivesExitCode1() {
        Run run = Run.of("dev", JobText.file(folder, "f.hcl", JobText.of("fails", "batch", 1, "printf half; exit 7")));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("/t | half\n", "Exit code 7")
                .endsWith("==> Job fails is over: 0 complete, 1 failed\n");
    }

    @Test
    void ctrlCStopsAServiceAndLeavesNoProcessBehind() throws Exception {
        Path pidFile = folder.resolve("pid");
        String script = "echo $$ > " + pidFile + ".new; mv " + pidFile + ".new " + pidFile + "; sleep 600";
        String file = JobText.file(folder, "s.hcl", JobText.of("stays", "service", 1, script));
        StopSignal stop = new StopSignal();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                () -> Berth.run(new Console(Run.stream(out), Run.stream(out), Map.of(), stop), "dev", file));
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(pidFile) || code.isDone());
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        assertThat(ProcessHandle.of(pid)).isPresent();

        stop.ask();

        assertThat(code.join()).as(Run.text(out)).isZero();
        assertThat(Run.text(out)).contains("==> Stopping job stays");
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }
}
