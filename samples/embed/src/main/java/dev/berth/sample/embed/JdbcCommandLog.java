package dev.berth.sample.embed;

import dev.berth.host.CommandLog;
import dev.berth.host.Replica;
import dev.berth.host.ReplicaSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A command log in a host's own database: what a platform does that has a database and no wish to run another store.
 *
 * <p>Three tables: {@code berth_log} (position, term, entry), {@code berth_term} (one row: the highest term, whose lock makes
 * appends one after the other, and which turns a deposed leader away), {@code berth_snapshot} (position, state). Every server
 * has one of these over the same tables; followers call {@link #catchUp} now and then, or when the database notifies them.
 *
 * <p>All database work runs on the executor that is handed in; it must run one task at a time, for it also applies entries.
 * An error while committing leaves the outcome open, so it is answered as unknown; Berth then looks for its request in the
 * state, and the entry is applied by the next {@link #catchUp}, if it is there.
 */
public final class JdbcCommandLog implements CommandLog {
    private static final Duration RETRY_AFTER = Duration.ofMillis(200);
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS berth_term (id INT PRIMARY KEY, term BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS berth_log (position BIGINT PRIMARY KEY, term BIGINT NOT NULL, entry BLOB NOT NULL)",
            "CREATE TABLE IF NOT EXISTS berth_snapshot (position BIGINT PRIMARY KEY, state BLOB NOT NULL)");

    private final DataSource database;
    private final Replica replica;
    private final Executor executor;

    /**
     * Creates a log over tables that exist.
     *
     * @param replica this server's state
     * @param executor runs one task at a time
     */
    public JdbcCommandLog(DataSource database, Replica replica, Executor executor) {
        this.database = database;
        this.replica = replica;
        this.executor = executor;
    }

    /** Creates the tables where they are missing. Call it once, by one server or by a migration. */
    public static void createTables(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String table : SCHEMA) {
                statement.execute(table);
            }
            statement.execute("INSERT INTO berth_term (id, term) SELECT 1, 0"
                    + " WHERE NOT EXISTS (SELECT 1 FROM berth_term WHERE id = 1)");
        }
    }

    /** Restores the newest snapshot and applies the entries behind it. Call it once, before anything else. Blocks. */
    public void open() throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            byte[] snapshot = newestSnapshot(connection);
            if (snapshot != null) {
                replica.restore(new ByteArrayInputStream(snapshot));
            }
            applyNew(connection);
        }
    }

    private static byte @Nullable [] newestSnapshot(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT state FROM berth_snapshot ORDER BY position DESC LIMIT 1");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getBytes(1) : null;
        }
    }

    /** Applies what other servers have appended. The stage completes when this server has caught up. */
    public CompletionStage<Void> catchUp() {
        return CompletableFuture.runAsync(
                () -> {
                    try (Connection connection = database.getConnection()) {
                        applyNew(connection);
                    } catch (SQLException e) {
                        throw new IllegalStateException("The log's database does not answer: " + e.getMessage(), e);
                    }
                },
                executor);
    }

    @Override
    public CompletionStage<ProposeOutcome> propose(long term, List<byte[]> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("A proposal needs at least one entry.");
        }
        try {
            return CompletableFuture.supplyAsync(() -> append(term, entries), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    new Refused(RefusalReason.OVERLOADED, "The log's executor takes no more work.", RETRY_AFTER));
        }
    }

    private ProposeOutcome append(long term, List<byte[]> entries) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            long highest = lockTerm(connection);
            if (highest > term) {
                connection.rollback();
                return new Refused(
                        RefusalReason.NOT_LEADER,
                        "The term (%d) is over; the log has seen term %d.".formatted(term, highest),
                        null);
            }
            setTerm(connection, term);
            long first = insert(connection, term, entries);
            connection.commit();
            applyNew(connection);
            return new Committed(first, first + entries.size() - 1);
        } catch (SQLException e) {
            return new Unknown("The database failed while appending: " + e.getMessage());
        }
    }

    private static long lockTerm(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT term FROM berth_term WHERE id = 1 FOR UPDATE");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void setTerm(Connection connection, long term) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE berth_term SET term = ? WHERE id = 1")) {
            update.setLong(1, term);
            update.executeUpdate();
        }
    }

    private static long insert(Connection connection, long term, List<byte[]> entries) throws SQLException {
        long first = lastPosition(connection) + 1;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO berth_log (position, term, entry) VALUES (?, ?, ?)")) {
            long position = first;
            for (byte[] entry : entries) {
                insert.setLong(1, position);
                insert.setLong(2, term);
                insert.setBytes(3, entry);
                insert.addBatch();
                position++;
            }
            insert.executeBatch();
        }
        return first;
    }

    private static long lastPosition(Connection connection) throws SQLException {
        String newest = "SELECT GREATEST((SELECT COALESCE(MAX(position), 0) FROM berth_log),"
                + " (SELECT COALESCE(MAX(position), 0) FROM berth_snapshot))";
        try (PreparedStatement query = connection.prepareStatement(newest);
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void applyNew(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT position, entry FROM berth_log WHERE position > ? ORDER BY position")) {
            query.setLong(1, replica.lastPosition());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    replica.apply(rows.getLong(1), rows.getBytes(2));
                }
            }
        }
    }

    /** Stores a snapshot of this server's state and deletes the entries and snapshots that it covers. */
    public CompletionStage<Void> compact() {
        return CompletableFuture.runAsync(
                () -> {
                    try (Connection connection = database.getConnection()) {
                        connection.setAutoCommit(false);
                        store(connection, replica.snapshot());
                        connection.commit();
                    } catch (SQLException | IOException e) {
                        throw new IllegalStateException("The snapshot could not be stored: " + e.getMessage(), e);
                    }
                },
                executor);
    }

    private static void store(Connection connection, ReplicaSnapshot snapshot) throws SQLException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.writeTo(bytes);
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM berth_snapshot")) {
            delete.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO berth_snapshot (position, state) VALUES (?, ?)")) {
            insert.setLong(1, snapshot.position());
            insert.setBytes(2, bytes.toByteArray());
            insert.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM berth_log WHERE position <= ?")) {
            delete.setLong(1, snapshot.position());
            delete.executeUpdate();
        }
    }
}
