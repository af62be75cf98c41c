package dev.berth.state;

import static dev.berth.state.ReplicaFixtures.applyAll;
import static dev.berth.state.ReplicaFixtures.randomLog;
import static dev.berth.state.ReplicaFixtures.replayed;
import static dev.berth.state.ReplicaFixtures.restored;
import static dev.berth.state.ReplicaFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.testkit.RandomCommands;
import dev.berth.testkit.StateInvariants;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReplicatedStatePropertyTest {

    @Property(tries = 25)
    void whatWasEncodedIsReadBackEqual(@ForAll long seed) {
        RandomCommands commands = new RandomCommands(seed);
        StateMachine machine = new StateMachine();
        ClusterState state = ClusterState.empty();
        for (int i = 0; i < 150; i++) {
            CommandEntry entry = commands.nextEntry(state);
            byte[] bytes = EntryCodec.encode(entry);
            CommandEntry read = ReplicatedState.decode(bytes);

            assertThat(read).isEqualTo(entry);
            assertThat(EntryCodec.encode(read)).isEqualTo(bytes);
            state = machine.apply(state, entry).state();
        }
    }

    @Property(tries = 25)
    void replayingTheLogGivesTheSameBytesAndDigests(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 250) int length) {
        RandomCommands commands = new RandomCommands(seed);
        StateMachine machine = new StateMachine();
        ClusterState live = ClusterState.empty(); // never saw a byte
        List<byte[]> log = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            CommandEntry entry = commands.nextEntry(live);
            log.add(EntryCodec.encode(entry));
            live = machine.apply(live, entry).state();
            if (i % 40 == 0) {
                live.digest(); // some digests build upon earlier ones
            }
        }

        ReplicatedState replica = replayed(log);

        assertThat(replica.state().digest()).isEqualTo(live.digest());
        assertThat(snapshot(replica)).isEqualTo(snapshot(replayed(log)));
    }

    @Property(tries = 25)
    void aRestoredReplicaEqualsTheOriginalAndGoesOnLikeIt(@ForAll long seed, @ForAll Random random) {
        List<byte[]> log = randomLog(seed, 250);
        int cut = random.nextInt(log.size());
        ReplicatedState original = ReplicatedState.create();
        applyAll(original, log, 0, cut);

        ReplicatedState restored = restored(snapshot(original));

        assertThat(restored.lastPosition()).isEqualTo(cut);
        assertThat(restored.state().digest()).isEqualTo(original.state().digest());
        assertThat(snapshot(restored)).isEqualTo(snapshot(original));
        StateInvariants.check(restored.state());

        applyAll(original, log, cut, log.size());
        applyAll(restored, log, cut, log.size());
        assertThat(snapshot(restored)).isEqualTo(snapshot(original));
        assertThat(restored.state().digest()).isEqualTo(original.state().digest());
        StateInvariants.check(restored.state());
    }

    @Property(tries = 25)
    void aLeaderThatAppliesAheadEndsWhereItsFollowersDo(@ForAll long seed, @ForAll Random random) {
        RandomCommands commands = new RandomCommands(seed);
        ReplicatedState leader = ReplicatedState.create();
        ReplicatedState follower = ReplicatedState.create();
        List<byte[]> flying = new ArrayList<>();
        ClusterState ahead = leader.state();
        int position = 0;
        for (int i = 0; i < 200; i++) {
            CommandEntry entry = commands.nextEntry(ahead);
            flying.add(leader.encode(entry));
            ahead = leader.anticipate(ahead, entry);
            if (random.nextInt(4) == 0) {
                boolean lost = random.nextInt(3) == 0; // part of what is on its way is refused, the rest comes
                List<byte[]> committed = lost ? flying.subList(random.nextInt(flying.size()), flying.size()) : flying;
                for (byte[] bytes : committed) {
                    position++;
                    leader.apply(position, bytes);
                    follower.apply(position, bytes);
                }
                flying = new ArrayList<>();
                assertThat(lost || leader.state().digest().equals(ahead.digest()))
                        .isTrue();
                ahead = leader.state();
            }
        }
        assertThat(snapshot(leader)).isEqualTo(snapshot(follower));
        assertThat(leader.state().digest()).isEqualTo(follower.state().digest());
    }
}
