package dev.berth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.CommandLog;
import dev.berth.host.CommandLog.Committed;
import dev.berth.host.CommandLog.ProposeOutcome;
import dev.berth.host.CommandLog.RefusalReason;
import dev.berth.host.CommandLog.Refused;
import dev.berth.host.Replica;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CommandLog} promises, as tests: extend it, say how your log is opened, and run it.
 *
 * <p>{@link #openLog} is called once or twice in a test. A log that keeps its entries says so by {@link #isDurable} and
 * finds them again at the second call, after {@link #closeLog}.
 */
public abstract class CommandLogContract {
    private static final long TERM = 3;

    /** Opens the log of this test in front of an empty replica. Called again after {@link #closeLog} when durable. */
    protected abstract CommandLog openLog(Replica replica) throws Exception;

    /** Closes the log; afterwards it may be opened again over the same storage. */
    protected abstract void closeLog() throws Exception;

    /** Returns whether entries outlive {@link #closeLog}. */
    protected abstract boolean isDurable();

    private final RecordingReplica replica = new RecordingReplica();

    @Test
    void appliesEntriesInTheirOrderAtAscendingPositions() throws Exception {
        CommandLog log = openLog(replica);

        Committed first = committed(log.propose(TERM, entries("a", "b")));
        Committed second = committed(log.propose(TERM, entries("c")));

        assertThat(replica.entries()).containsExactly("a", "b", "c");
        assertThat(first.lastPosition()).isGreaterThan(first.firstPosition());
        assertThat(second.firstPosition()).isGreaterThan(first.lastPosition());
    }

    @Test
    void answersAfterTheReplicaHasAppliedTheEntries() throws Exception {
        CommandLog log = openLog(replica);

        long lastSeen = log.propose(TERM, entries("a"))
                .thenApply(outcome -> replica.lastPosition())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(lastSeen).isEqualTo(replica.lastPosition()).isPositive();
    }

    @Test
    void refusesTheLateAppendOfADeposedLeader() throws Exception {
        CommandLog log = openLog(replica);
        committed(log.propose(TERM, entries("old leader")));
        committed(log.propose(TERM + 1, entries("new leader")));

        ProposeOutcome late = outcome(log.propose(TERM, entries("late")));

        assertThat(late)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.NOT_LEADER));
        assertThat(replica.entries()).containsExactly("old leader", "new leader");
    }

    @Test
    void remembersTheHighestTermAcrossARestart() throws Exception {
        Assumptions.assumeTrue(isDurable(), "the log keeps nothing");
        committed(openLog(replica).propose(TERM + 1, entries("new leader")));
        closeLog();
        RecordingReplica restarted = new RecordingReplica();

        ProposeOutcome late = outcome(openLog(restarted).propose(TERM, entries("late")));

        assertThat(late).isInstanceOf(Refused.class);
        assertThat(restarted.entries()).containsExactly("new leader");
    }

    @Test
    void keepsTheOrderOfEachOfManyConcurrentProposersAndAppliesEachEntryOnce() throws Exception {
        CommandLog log = openLog(replica);
        int proposers = 4;
        int each = 200;

        List<Thread> threads = IntStream.range(0, proposers)
                .mapToObj(proposer -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        committed(log.propose(TERM, entries(proposer + ":" + i)));
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(60_000);
        }

        assertThat(replica.entries()).hasSize(proposers * each).doesNotHaveDuplicates();
        for (int proposer = 0; proposer < proposers; proposer++) {
            String prefix = proposer + ":";
            List<String> own =
                    replica.entries().stream().filter(e -> e.startsWith(prefix)).toList();
            assertThat(own)
                    .isEqualTo(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void findsEveryCommittedEntryAgainAfterARestart() throws Exception {
        Assumptions.assumeTrue(isDurable(), "the log keeps nothing");
        CommandLog log = openLog(replica);
        List<CompletionStage<ProposeOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(log.propose(TERM, entries("entry " + i)));
        }
        for (CompletionStage<ProposeOutcome> answer : answers) {
            committed(answer);
        }
        closeLog();

        RecordingReplica restarted = new RecordingReplica();
        CommandLog reopened = openLog(restarted);
        committed(reopened.propose(TERM, entries("after")));

        List<String> expected = new ArrayList<>(replica.entries());
        expected.add("after");
        assertThat(restarted.entries()).isEqualTo(expected);
    }

    @Test
    void givesEveryByteBackAsItWas() throws Exception {
        byte[] allBytes = new byte[256];
        for (int i = 0; i < allBytes.length; i++) {
            allBytes[i] = (byte) i;
        }
        CommandLog log = openLog(replica);

        committed(log.propose(TERM, List.of(allBytes)));

        assertThat(replica.rawEntries()).hasSize(1);
        assertThat(replica.rawEntries().get(0)).isEqualTo(allBytes);
    }

    @Test
    void rejectsAProposalWithoutEntriesAsTheCallersMistake() throws Exception {
        CommandLog log = openLog(replica);

        assertThatThrownBy(() -> log.propose(TERM, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /** Waits for an answer, ten seconds at most. */
    protected static ProposeOutcome outcome(CompletionStage<ProposeOutcome> answer) {
        try {
            return answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The log gave no answer.", e);
        }
    }

    /** Waits for an answer, which must be that the entries are committed. */
    protected static Committed committed(CompletionStage<ProposeOutcome> answer) {
        ProposeOutcome outcome = outcome(answer);
        assertThat(outcome).isInstanceOf(Committed.class);
        return (Committed) outcome;
    }

    /** Returns entries of UTF-8 text. */
    protected static List<byte[]> entries(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
