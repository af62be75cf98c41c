package dev.berth.state;

import static dev.berth.state.ReplicaFixtures.randomLog;
import static dev.berth.state.ReplicaFixtures.replayed;
import static dev.berth.state.ReplicaFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.IdSource;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.state.internal.codec.CommandCodecs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicatedStateTest {
    private static final int KIND_AT = 1 + 16 + 1 + 1 + 2; // format, request id, term, level, time
    private final IdSource ids = IdSource.seeded(3);
    private final ReplicatedState replica = ReplicatedState.create();

    @Test
    void anEntryIsAppliedOnceHoweverOftenItIsReplayed() {
        byte[] entry = replica.encode(register("web"));
        replica.apply(7, entry);
        ClusterState state = replica.state();

        assertThat(replica.apply(7, entry).stateIndex()).isEqualTo(1);
        assertThat(replica.apply(3, entry).position()).isEqualTo(3);

        assertThat(replica.state()).isSameAs(state);
        assertThat(replica.lastPosition()).isEqualTo(7);
    }

    @Test
    void whatWasAppliedAheadIsNotComputedAgain() {
        CommandEntry first = register("a");
        CommandEntry second = register("b");
        byte[] firstBytes = replica.encode(first);
        byte[] secondBytes = replica.encode(second);
        ClusterState ahead = replica.anticipate(replica.anticipate(replica.state(), first), second);
        assertThat(replica.state().index()).isZero();

        replica.apply(1, firstBytes);
        replica.apply(2, secondBytes);

        assertThat(replica.state()).isSameAs(ahead);
    }

    @Test
    void listenersHearOfEachEntryAfterItsStateWasPublished() {
        List<String> heard = new ArrayList<>();
        ReplicatedState.ApplyListener listener =
                (entry, result) -> heard.add(entry.command().getClass().getSimpleName() + " " + result.index() + " "
                        + replica.state().index());
        replica.subscribe((entry, result) -> {
            throw new IllegalArgumentException("a listener that fails hurts nobody");
        });
        replica.subscribe(listener);

        replica.apply(1, replica.encode(register("a")));
        replica.unsubscribe(listener);
        replica.apply(2, replica.encode(register("b")));

        assertThat(heard).containsExactly("RegisterJob 1 1");
    }

    @Test
    void anUnknownCommandStopsTheReplicaWithOneSentence() {
        byte[] entry = replica.encode(register("web"));
        assertThat(entry[KIND_AT]).isEqualTo((byte) 1);
        byte[] unknown = entry.clone();
        unknown[KIND_AT] = 99;

        assertThatThrownBy(() -> replica.apply(1, unknown))
                .isInstanceOf(NewerBerthNeededException.class)
                .hasMessage("The log holds a command of kind (99), which this version of Berth does not know."
                        + " Upgrade Berth on this server and start it again.");
        assertThatThrownBy(() -> replica.apply(2, entry)).hasMessageContaining("has stopped");
        assertThat(replica.lastPosition()).isZero();
    }

    @Test
    void anUnknownFormatStopsTheReplica() {
        byte[] entry = replica.encode(register("web"));
        entry[0] = 9;

        assertThatThrownBy(() -> replica.apply(1, entry))
                .isInstanceOf(NewerBerthNeededException.class)
                .hasMessageContaining("format (9)");
    }

    @Test
    void damagedEntriesStopTheReplicaAtTheirPosition() {
        byte[] entry = replica.encode(register("web"));

        for (int length = 0; length < entry.length; length++) {
            ReplicatedState fresh = ReplicatedState.create();
            byte[] cut = Arrays.copyOf(entry, length);
            assertThatThrownBy(() -> fresh.apply(12, cut)).isInstanceOf(IllegalStateException.class);
            assertThat(fresh.state()).isSameAs(ClusterState.empty());
        }
        assertThatThrownBy(() -> replica.apply(12, Arrays.copyOf(entry, 30)))
                .hasMessageContaining("position (12) cannot be read");
    }

    @Test
    void aDamagedSnapshotIsRefusedAndLeavesTheStateAlone() {
        byte[] good = snapshot(replayed(randomLog(21, 80)));
        ClusterState before = replica.state();

        for (int at = 0; at < good.length; at += 1 + good.length / 400) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x10;
            assertRefused(damaged);
            assertRefused(Arrays.copyOf(good, at));
        }

        assertThat(replica.state()).isSameAs(before);
    }

    private void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> replica.restore(new ByteArrayInputStream(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("snapshot");
    }

    @Test
    void aSnapshotStaysAsItWasTaken() throws IOException {
        replica.apply(1, replica.encode(register("a")));
        var taken = replica.snapshot();
        replica.apply(2, replica.encode(register("b")));

        ReplicatedState restored = ReplicatedState.create();
        var out = new ByteArrayOutputStream();
        taken.writeTo(out);
        restored.restore(new ByteArrayInputStream(out.toByteArray()));

        assertThat(taken.position()).isEqualTo(1);
        assertThat(restored.state().jobs()).extracting(Job::key).containsExactly(JobKey.of("a"));
    }

    @Test
    void eachCommandHasItsKindAndEachKindItsPlace() {
        assertThat(CommandCodecs.KINDS.stream().map(CommandCodecs.Kind::type))
                .containsExactlyInAnyOrder(
                        Arrays.stream(Command.class.getPermittedSubclasses()).toArray(Class[]::new));
        for (int i = 0; i < CommandCodecs.KINDS.size(); i++) {
            assertThat(CommandCodecs.KINDS.get(i).number()).isEqualTo(i + 1);
        }
    }

    private CommandEntry register(String id) {
        return new CommandEntry(
                ids.nextRequestId(),
                0,
                1,
                500,
                new Command.RegisterJob(Job.builder(id).build(), null, null));
    }
}
