package dev.berth.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.testkit.CommandLogContract;
import dev.berth.testkit.ManualTime;
import dev.berth.testkit.RecordingReplica;
import dev.berth.testkit.TearingStorage;
import dev.berth.testkit.TearingStorage.Unforced;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileCommandLogTest extends CommandLogContract {
    private static final FileLogOptions SMALL_FILES =
            FileLogOptions.builder().segmentBytes(4_096).snapshotBytes(10_000).build();

    @TempDir
    private Path folder;

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final ExecutorService snapshotExecutor = Executors.newSingleThreadExecutor();
    private final ManualTime time = new ManualTime();
    private FileCommandLog log;

    @Override
    protected CommandLog openLog(Replica replica) throws IOException {
        log = FileCommandLog.open(Storage.directory(folder), replica, time, executor, snapshotExecutor, SMALL_FILES);
        return log;
    }

    @Override
    protected void closeLog() throws IOException {
        log.close();
    }

    @Override
    protected boolean isDurable() {
        return true;
    }

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
        snapshotExecutor.shutdownNow();
    }

    private FileCommandLog openDirect(Storage storage, Replica replica, FileLogOptions options) throws IOException {
        return FileCommandLog.open(storage, replica, time, Runnable::run, Runnable::run, options);
    }

    @Test
    void aLogCutAtEveryByteOfItsLastEntriesRecoversToAPrefix() throws IOException {
        TearingStorage whole = TearingStorage.reliable();
        RecordingReplica original = new RecordingReplica();
        FileCommandLog written = openDirect(whole, original, FileLogOptions.defaults());
        for (int i = 0; i < 5; i++) {
            committed(written.propose(1, entries("entry " + i)));
        }
        String file = whole.list().get(0);
        int length = (int) whole.open(file).size();

        for (int cutAt = 0; cutAt < length; cutAt++) {
            TearingStorage cut = whole.afterCrash(Unforced.KEPT);
            cut.open(file).truncate(cutAt);
            RecordingReplica recovered = new RecordingReplica();

            FileCommandLog reopened = openDirect(cut, recovered, FileLogOptions.defaults());

            int wholeEntries = cutAt / (length / 5);
            assertThat(recovered.entries()).isEqualTo(original.entries().subList(0, wholeEntries));
            assertThat(reopened.recovery().bytesCut()).isEqualTo(cutAt - wholeEntries * (length / 5L));
            committed(reopened.propose(1, entries("next")));
            assertThat(recovered.entries()).hasSize(wholeEntries + 1).endsWith("next");
        }
    }

    @ParameterizedTest
    @EnumSource(Unforced.class)
    void aCrashAtAnyStepLosesNothingThatWasCommittedAndNeverLeavesHalfAProposal(Unforced unforced) throws IOException {
        TearingStorage reliable = TearingStorage.reliable();
        runProposals(reliable);
        long steps = reliable.unitsSpent();

        for (long crashAfter = 0; crashAfter < steps; crashAfter += 7) {
            TearingStorage storage = TearingStorage.crashingAfter(crashAfter);
            List<String> committed = runProposals(storage);
            RecordingReplica recovered = new RecordingReplica();

            openDirect(storage.afterCrash(unforced), recovered, SMALL_FILES);

            List<String> found = recovered.entries();
            assertThat(found).as("crash after %d", crashAfter).startsWith(committed.toArray(String[]::new));
            assertThat(found.size() % 3)
                    .as("whole proposals after %d", crashAfter)
                    .isZero();
        }
    }

    /** Proposes 3 entries a time until the storage crashes, and returns what was answered as committed. */
    private List<String> runProposals(Storage storage) {
        List<String> committed = new ArrayList<>();
        try {
            FileCommandLog running = openDirect(storage, new RecordingReplica(), SMALL_FILES);
            for (int i = 0; i < 60; i++) {
                String text = "proposal " + i + " " + "x".repeat(100);
                CommandLog.ProposeOutcome outcome = outcome(running.propose(1, entries(text, text + "'", text + "\"")));
                if (!(outcome instanceof CommandLog.Committed)) {
                    break;
                }
                committed.addAll(List.of(text, text + "'", text + "\""));
            }
        } catch (IOException crashedWhileOpening) {
            assertThat(crashedWhileOpening).hasMessageContaining("crashed");
        }
        return committed;
    }

    @Test
    void aFlippedBitInTheLastEntryIsCutOffAndReported() throws IOException {
        TearingStorage storage = TearingStorage.reliable();
        FileCommandLog written = openDirect(storage, new RecordingReplica(), FileLogOptions.defaults());
        committed(written.propose(1, entries("kept")));
        committed(written.propose(1, entries("flipped")));
        StorageFile file = storage.open(storage.list().get(0));
        file.write(file.size() - 1, ByteBuffer.wrap(new byte[] {'?'}));
        RecordingReplica recovered = new RecordingReplica();

        FileCommandLog reopened = openDirect(storage, recovered, FileLogOptions.defaults());

        assertThat(recovered.entries()).containsExactly("kept");
        assertThat(reopened.recovery().sentence())
                .isEqualTo(
                        "Recovered to position 1: snapshot at 0, 1 entries replayed. Cut 35 bytes of an unfinished entry that was never confirmed.");
    }

    @Test
    void damageInTheMiddleIsRefusedRatherThanSkipped() throws IOException {
        TearingStorage storage = TearingStorage.reliable();
        FileLogOptions noSnapshots =
                FileLogOptions.builder().segmentBytes(4_096).build();
        FileCommandLog written = openDirect(storage, new RecordingReplica(), noSnapshots);
        for (int i = 0; i < 100; i++) {
            committed(written.propose(1, entries("x".repeat(100))));
        }
        String firstFile = storage.list().get(0);
        storage.open(firstFile).write(200, ByteBuffer.wrap(new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> openDirect(storage, new RecordingReplica(), noSnapshots))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(firstFile)
                .hasMessageContaining("damaged at byte 128")
                .hasMessageContaining("Restore the folder from a backup");
    }

    @Test
    void snapshotsReplaceTheEntriesTheyCover() throws IOException {
        TearingStorage storage = TearingStorage.reliable();
        RecordingReplica original = new RecordingReplica();
        FileCommandLog written = openDirect(storage, original, SMALL_FILES);
        for (int i = 0; i < 1_000; i++) {
            committed(written.propose(1, entries("entry " + i + "x".repeat(80))));
        }
        RecordingReplica recovered = new RecordingReplica();

        FileCommandLog reopened = openDirect(storage, recovered, SMALL_FILES);

        assertThat(recovered.entries()).isEqualTo(original.entries());
        assertThat(reopened.recovery().snapshotPosition()).isGreaterThan(800);
        assertThat(reopened.recovery().entriesReplayed()).isLessThan(200);
        assertThat(storage.list().stream().filter(name -> name.startsWith("snapshot-")))
                .hasSize(2);
        assertThat(storage.list().stream().filter(name -> name.startsWith("log-")))
                .hasSizeLessThan(10);
    }

    @Test
    void aDamagedNewestSnapshotFallsBackToTheOneBeforeIt() throws IOException {
        TearingStorage storage = TearingStorage.reliable();
        RecordingReplica original = new RecordingReplica();
        FileCommandLog written = openDirect(storage, original, SMALL_FILES);
        for (int i = 0; i < 500; i++) {
            committed(written.propose(1, entries("entry " + i + "x".repeat(80))));
        }
        String newest = storage.list().stream()
                .filter(name -> name.startsWith("snapshot-"))
                .reduce((a, b) -> b)
                .orElseThrow();
        storage.open(newest).write(20, ByteBuffer.wrap(new byte[] {9, 9, 9}));
        RecordingReplica recovered = new RecordingReplica();

        openDirect(storage, recovered, SMALL_FILES);

        assertThat(recovered.entries()).isEqualTo(original.entries());
    }

    @Test
    void takesNoMoreEntriesAfterAFailedWriteAndSaysWhy() throws IOException {
        TearingStorage storage = TearingStorage.crashingAfter(100);
        FileCommandLog failing = openDirect(storage, new RecordingReplica(), FileLogOptions.defaults());

        CommandLog.ProposeOutcome first = outcome(failing.propose(1, entries("x".repeat(200))));
        CommandLog.ProposeOutcome second = outcome(failing.propose(1, entries("y")));

        assertThat(first).isInstanceOf(CommandLog.Unknown.class);
        assertThat(second).isInstanceOfSatisfying(CommandLog.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(CommandLog.RefusalReason.CLOSED);
            assertThat(refused.message()).contains("crashed");
        });
    }

    @Test
    void refusesAnEntryThatIsTooLargeAndGoesOn() throws IOException {
        RecordingReplica replica = new RecordingReplica();
        FileLogOptions tiny = FileLogOptions.builder().maxEntryBytes(10).build();
        FileCommandLog running = openDirect(TearingStorage.reliable(), replica, tiny);

        CommandLog.ProposeOutcome tooLarge = outcome(running.propose(1, entries("small", "much too large")));
        committed(running.propose(1, entries("small")));

        assertThat(tooLarge)
                .isInstanceOfSatisfying(
                        CommandLog.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(CommandLog.RefusalReason.TOO_LARGE));
        assertThat(replica.entries()).containsExactly("small");
    }

    @Test
    void withTheIntervalPolicyForcesOnlyAfterTheInterval() throws IOException {
        TearingStorage storage = TearingStorage.reliable();
        FileLogOptions everySecond = FileLogOptions.builder()
                .fsync(FileLogOptions.Fsync.INTERVAL)
                .fsyncInterval(Duration.ofSeconds(1))
                .build();
        FileCommandLog running = openDirect(storage, new RecordingReplica(), everySecond);
        committed(running.propose(1, entries("a")));
        List<String> beforeForce = recover(storage.afterCrash(Unforced.LOST));

        time.advance(Duration.ofSeconds(1));

        assertThat(beforeForce).isEmpty();
        assertThat(recover(storage.afterCrash(Unforced.LOST))).containsExactly("a");
    }

    private List<String> recover(Storage storage) throws IOException {
        RecordingReplica recovered = new RecordingReplica();
        openDirect(storage, recovered, FileLogOptions.defaults());
        return recovered.entries();
    }

    @Test
    void manyProposalsThatWaitTogetherShareOneForce() throws IOException {
        TearingStorage storage = TearingStorage.reliable();
        List<Runnable> waiting = new ArrayList<>();
        RecordingReplica replica = new RecordingReplica();
        FileCommandLog running =
                FileCommandLog.open(storage, replica, time, waiting::add, Runnable::run, FileLogOptions.defaults());
        long before = storage.unitsSpent();
        IntStream.range(0, 100).forEach(i -> running.propose(1, entries("e")));

        waiting.forEach(Runnable::run);

        long bytes = 100L * (LogSegment.HEADER_BYTES + 1);
        long createSegment = 2;
        long oneForce = 1;
        assertThat(storage.unitsSpent() - before).isEqualTo(bytes + createSegment + oneForce);
        assertThat(replica.entries()).hasSize(100);
    }

    @Test
    void anUnusableFolderIsNamedInOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("not-a-folder"), "");

        assertThatThrownBy(() -> Storage.directory(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot create the folder (" + file + ")");
    }

    @Test
    void aClosedLogRefuses() throws IOException {
        FileCommandLog running =
                openDirect(TearingStorage.reliable(), new RecordingReplica(), FileLogOptions.defaults());
        running.close();
        running.close();

        assertThat(outcome(running.propose(1, entries("a"))))
                .isInstanceOfSatisfying(
                        CommandLog.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(CommandLog.RefusalReason.CLOSED));
    }
}
