package dev.berth.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.host.IdSource;
import dev.berth.host.RequestId;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rolling upgrade: servers of different versions follow one log and stay the same, byte by byte. */
class BehaviourLevelTest {
    private static final Command REFUSED = new Command.DeregisterJob(JobKey.of("nobody"), false, null);

    private final IdSource ids = IdSource.seeded(5);
    private final ReplicatedState newServer = ReplicatedState.create(StateMachine.supporting(2));
    private ReplicatedState oldServer = ReplicatedState.create(StateMachine.supporting(1));
    private long position;

    @Test
    void serversWithDifferentLevelsGoThroughARaiseAndStayByteIdentical() throws IOException {
        commit(new Command.BeginTerm(1, "new"));
        commit(new Command.AdvertiseSupport("old", 1));
        commit(new Command.AdvertiseSupport("new", 2));
        RequestId refusedEarly = commit(REFUSED);
        commit(new Command.RegisterJob(Job.builder("web").build(), null, null));
        assertIdentical();
        assertThat(newServer.state().outcomeOf(refusedEarly))
                .as("the new server behaves as of level 1 as long as the cluster does")
                .isNull();

        commit(new Command.RaiseBehaviourLevel(2));
        assertThat(newServer.state().behaviourLevel()).isEqualTo(1);
        assertThat(oldServer.state().behaviourLevel()).isEqualTo(1);
        assertIdentical();

        upgradeOldServer();
        commit(new Command.AdvertiseSupport("old", 2));
        commit(new Command.RaiseBehaviourLevel(2));
        assertThat(newServer.state().behaviourLevel()).isEqualTo(2);

        RequestId refusedLate = commit(REFUSED);
        commit(new Command.DeregisterJob(JobKey.of("web"), false, null));
        assertIdentical();
        assertThat(oldServer.state().outcomeOf(refusedLate).rejection().code()).isEqualTo(Rejection.Code.NOT_FOUND);
    }

    @Test
    void aRefusalIsRepeatedFromLevelTwoOnAndDecidedAnewBefore() {
        RequestId early = commitTo(newServer, REFUSED, ids.nextRequestId());
        commitTo(newServer, new Command.RegisterJob(Job.builder("nobody").build(), null, null), ids.nextRequestId());
        commitTo(newServer, REFUSED, early);
        assertThat(newServer.state().job(JobKey.of("nobody")).stop()).isTrue();

        commitTo(newServer, new Command.AdvertiseSupport("new", 2), ids.nextRequestId());
        commitTo(newServer, new Command.BeginTerm(1, "new"), ids.nextRequestId());
        commitTo(newServer, new Command.RaiseBehaviourLevel(2), ids.nextRequestId());
        Command other = new Command.DeregisterJob(JobKey.of("late"), false, null);
        RequestId late = commitTo(newServer, other, ids.nextRequestId());
        commitTo(newServer, new Command.RegisterJob(Job.builder("late").build(), null, null), ids.nextRequestId());
        commitTo(newServer, other, late);
        assertThat(newServer.state().job(JobKey.of("late")).stop()).isFalse();
    }

    @Test
    void moreRequestsAreRememberedFromLevelTwoOn() {
        commitTo(newServer, new Command.AdvertiseSupport("new", 2), ids.nextRequestId());
        commitTo(newServer, new Command.BeginTerm(1, "new"), ids.nextRequestId());
        commitTo(newServer, new Command.RaiseBehaviourLevel(2), ids.nextRequestId());
        RequestId first = commitTo(newServer, new Command.AdvertiseSupport("new", 2), ids.nextRequestId());

        for (int i = 0; i < 5_000; i++) {
            commitTo(newServer, new Command.AdvertiseSupport("new", 2), ids.nextRequestId());
        }

        assertThat(newServer.state().outcomeOf(first)).isNotNull();
    }

    @Test
    void noLevelBeginsThatSomebodyCannotFollow() {
        commit(new Command.BeginTerm(1, "new"));
        assertThat(refusalOf(new Command.RaiseBehaviourLevel(2))).contains("no server has said");

        commit(new Command.AdvertiseSupport("old", 1));
        commit(new Command.AdvertiseSupport("new", 2));
        assertThat(refusalOf(new Command.RaiseBehaviourLevel(2))).contains("server (old)", "up to (1)");

        upgradeQuietly();
        commit(new Command.ForgetServer("old"));
        commit(new Command.RaiseBehaviourLevel(2));
        assertThat(newServer.state().behaviourLevel()).isEqualTo(2);
        assertThat(refusalOf(new Command.RaiseBehaviourLevel(1))).contains("never lowered");
        assertThat(refusalOf(new Command.AdvertiseSupport("old", 1))).contains("upgrade it");
    }

    @Test
    void aServerThatCannotFollowStopsBeforeTheEntryAndSaysWhatToDo() throws IOException {
        for (Command command : List.of(
                new Command.AdvertiseSupport("new", 2),
                new Command.BeginTerm(1, "new"),
                new Command.RegisterJob(Job.builder("web").build(), null, null))) {
            commit(command);
        }
        byte[] raise = entry(new Command.RaiseBehaviourLevel(2), 1, ids.nextRequestId());
        newServer.apply(position + 1, raise);

        assertThatThrownBy(() -> oldServer.apply(position + 1, raise))
                .isInstanceOf(NewerBerthNeededException.class)
                .hasMessage("The cluster uses behaviour level (2), this version of Berth supports levels up to (1)."
                        + " Upgrade Berth on this server and start it again.");
        assertThat(oldServer.lastPosition()).isEqualTo(position);
        assertThatThrownBy(() -> oldServer.apply(position + 2, raise))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has stopped");
        assertThatThrownBy(() -> oldServer.restore(new ByteArrayInputStream(ReplicaFixtures.snapshot(newServer))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("behaviour level (2)");

        upgradeOldServer();
        oldServer.apply(++position, raise);
        assertIdentical();
    }

    private RequestId commit(Command command) {
        RequestId request = ids.nextRequestId();
        byte[] bytes = entry(command, newServer.state().behaviourLevel(), request);
        position++;
        newServer.apply(position, bytes);
        oldServer.apply(position, bytes);
        return request;
    }

    private String refusalOf(Command command) {
        return new StateMachine()
                .apply(newServer.state(), 1, command)
                .result()
                .rejection()
                .message();
    }

    private RequestId commitTo(ReplicatedState replica, Command command, RequestId request) {
        replica.apply(replica.lastPosition() + 1, entry(command, replica.state().behaviourLevel(), request));
        return request;
    }

    private byte[] entry(Command command, int level, RequestId request) {
        long term = newServer.state().term();
        return newServer.encode(new CommandEntry(request, term, level, 1_000, command));
    }

    private void upgradeQuietly() {
        try {
            upgradeOldServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The old server writes its snapshot, and starts with the new version upon it. */
    private void upgradeOldServer() throws IOException {
        byte[] snapshot = ReplicaFixtures.snapshot(oldServer);
        oldServer = ReplicatedState.create(StateMachine.supporting(2));
        oldServer.restore(new ByteArrayInputStream(snapshot));
    }

    private void assertIdentical() {
        assertThat(ReplicaFixtures.snapshot(oldServer)).isEqualTo(ReplicaFixtures.snapshot(newServer));
        assertThat(oldServer.state().digest()).isEqualTo(newServer.state().digest());
    }
}
