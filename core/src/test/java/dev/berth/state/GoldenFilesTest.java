package dev.berth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.testkit.StateInvariants;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What earlier versions wrote is read for ever, and their logs lead to the same state as then. */
class GoldenFilesTest {

    @ParameterizedTest
    @ValueSource(strings = "v1/state")
    void aSnapshotOfAnEarlierVersionIsReadAndWrittenAlike(String name) throws IOException {
        byte[] golden = GoldenFiles.snapshot(name);

        ReplicatedState restored = ReplicaFixtures.restored(golden);

        StateInvariants.check(restored.state());
        assertThat(ReplicaFixtures.snapshot(restored)).isEqualTo(golden);
    }

    @ParameterizedTest
    @ValueSource(strings = "v1/state")
    void aLogOfAnEarlierVersionLeadsToItsSnapshot(String name) throws IOException {
        ReplicatedState replayed = ReplicaFixtures.replayed(GoldenFiles.log(name));

        assertThat(ReplicaFixtures.snapshot(replayed)).isEqualTo(GoldenFiles.snapshot(name));
    }

    @Test
    void theGoldenLogHoldsEveryKindOfCommandAndBothLevels() throws IOException {
        List<byte[]> log = GoldenFiles.log("v1/state");

        Set<Class<?>> kinds = new HashSet<>();
        log.forEach(bytes -> kinds.add(ReplicatedState.decode(bytes).command().getClass()));
        assertThat(kinds).containsExactlyInAnyOrder(Command.class.getPermittedSubclasses());
        assertThat(log.stream().map(bytes -> ReplicatedState.decode(bytes).level()))
                .contains(1, 2);
    }
}
