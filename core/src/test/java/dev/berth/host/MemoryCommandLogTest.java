package dev.berth.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.testkit.CommandLogContract;
import dev.berth.testkit.RecordingReplica;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryCommandLogTest extends CommandLogContract {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @Override
    protected CommandLog openLog(Replica replica) {
        return new MemoryCommandLog(List.of(replica), executor, 1_024);
    }

    @Override
    protected void closeLog() {
        executor.shutdown();
    }

    @Override
    protected boolean isDurable() {
        return false;
    }

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
    }

    @Test
    void everyReplicaAppliesEveryEntry() {
        RecordingReplica one = new RecordingReplica();
        RecordingReplica two = new RecordingReplica();
        CommandLog log = new MemoryCommandLog(List.of(one, two), Runnable::run, 16);

        committed(log.propose(1, entries("a", "b")));

        assertThat(one.entries()).containsExactly("a", "b").isEqualTo(two.entries());
    }

    @Test
    void refusesAsOverloadedWhenItsQueueIsFull() {
        Queue<Runnable> stalled = new ArrayDeque<>();
        RecordingReplica replica = new RecordingReplica();
        CommandLog log = new MemoryCommandLog(List.of(replica), stalled::add, 2);
        CompletionStage<CommandLog.ProposeOutcome> first = log.propose(1, entries("a"));
        log.propose(1, entries("b"));

        CommandLog.ProposeOutcome third = outcome(log.propose(1, entries("c")));

        assertThat(third).isInstanceOfSatisfying(CommandLog.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(CommandLog.RefusalReason.OVERLOADED);
            assertThat(refused.retryAfter()).isPositive();
        });
        stalled.remove().run();
        committed(first);
        assertThat(replica.entries()).containsExactly("a", "b");
    }

    @Test
    void refusesReplicasThatStandAtDifferentPositions() {
        RecordingReplica ahead = new RecordingReplica();
        ahead.apply(7, new byte[] {1});

        assertThatThrownBy(() -> new MemoryCommandLog(List.of(ahead, new RecordingReplica()), Runnable::run, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 replicas at 2 positions");
    }
}
