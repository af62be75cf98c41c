package dev.berth.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same log gives the same bytes in a JVM that differs in everything that must not matter. */
class SecondJvmIT {
    @TempDir
    private Path folder;

    @Test
    void anotherJvmWritesTheSameSnapshotAndDigests() throws Exception {
        List<byte[]> log = ReplicaFixtures.randomLog(77, 600);
        ReplicatedState here = ReplicaFixtures.replayed(log);
        Files.write(folder.resolve("log"), GoldenFiles.toBytes(log));

        run(
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=UTF-16",
                "-Dline.separator=;",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2",
                "-XX:+UseParallelGC");

        assertThat(Files.readAllBytes(folder.resolve("snapshot"))).isEqualTo(ReplicaFixtures.snapshot(here));
        assertThat(Files.readString(folder.resolve("digests")))
                .isEqualTo(here.state().digest().toString());
    }

    private void run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Other.class.getName(), folder.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("output"), StandardCharsets.ISO_8859_1))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the other JVM runs: replays the log of the folder and writes snapshot and digests beside it. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            List<byte[]> log = new ArrayList<>();
            DataInputStream in =
                    new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("log"))));
            for (int left = in.readInt(); left > 0; left--) {
                log.add(in.readNBytes(in.readInt()));
            }
            ReplicatedState replica = ReplicaFixtures.replayed(log);
            Files.write(folder.resolve("snapshot"), ReplicaFixtures.snapshot(replica));
            String digests = replica.state().digest().toString();
            Files.write(folder.resolve("digests"), digests.getBytes(StandardCharsets.UTF_8));
        }
    }
}
