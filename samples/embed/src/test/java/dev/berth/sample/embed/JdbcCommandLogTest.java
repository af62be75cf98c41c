package dev.berth.sample.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.CommandLog;
import dev.berth.host.Replica;
import dev.berth.testkit.CommandLogContract;
import dev.berth.testkit.RecordingReplica;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcCommandLogTest extends CommandLogContract {
    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final DataSource database = pool;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @BeforeEach
    void createTables() throws Exception {
        JdbcCommandLog.createTables(database);
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
        pool.dispose();
    }

    @Override
    protected CommandLog openLog(Replica replica) throws Exception {
        return open(replica);
    }

    private JdbcCommandLog open(Replica replica) throws Exception {
        JdbcCommandLog log = new JdbcCommandLog(database, replica, executor);
        log.open();
        return log;
    }

    @Override
    protected void closeLog() {
        // The tables stay; there is nothing to close.
    }

    @Override
    protected boolean isDurable() {
        return true;
    }

    @Test
    void aFollowerAppliesWhatTheLeaderAppended() throws Exception {
        RecordingReplica leader = new RecordingReplica();
        RecordingReplica follower = new RecordingReplica();
        JdbcCommandLog followersLog = open(follower);
        committed(open(leader).propose(1, entries("a", "b")));

        followersLog.catchUp().toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(follower.entries()).containsExactly("a", "b").isEqualTo(leader.entries());
    }

    @Test
    void aSnapshotReplacesTheEntriesItCovers() throws Exception {
        RecordingReplica original = new RecordingReplica();
        JdbcCommandLog log = open(original);
        committed(log.propose(1, entries("a", "b", "c")));
        log.compact().toCompletableFuture().get(10, TimeUnit.SECONDS);
        committed(log.propose(1, entries("d")));

        RecordingReplica restarted = new RecordingReplica();
        open(restarted);

        assertThat(restarted.entries()).containsExactly("a", "b", "c", "d");
        assertThat(countEntries()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatFailsLeavesTheOutcomeOpen() throws Exception {
        JdbcCommandLog log = open(new RecordingReplica());
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE berth_log");
        }

        assertThat(outcome(log.propose(1, entries("a")))).isInstanceOf(CommandLog.Unknown.class);
    }

    private long countEntries() throws Exception {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM berth_log")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
