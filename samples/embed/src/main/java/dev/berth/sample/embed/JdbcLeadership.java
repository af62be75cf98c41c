package dev.berth.sample.embed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Elects the leader by a lease in the host's database: one row names the holder, its term, and when the lease ends by the
 * database's own clock.
 *
 * <p>A server calls {@link #acquireOrRenew} about three times within the lease's length. A term means "lead with this term"
 * when it is new, and "go on" when it is the one it had; empty means "follow". A holder that was stopped for longer than its
 * lease may still believe that it leads: the term in {@link JdbcCommandLog} turns its commands away.
 *
 * <p>Thread-safe; blocks on the database.
 */
public final class JdbcLeadership {
    private final DataSource database;
    private final String serverId;
    private final Duration lease;

    /** Creates a candidate. */
    public JdbcLeadership(DataSource database, String serverId, Duration lease) {
        this.database = database;
        this.serverId = serverId;
        this.lease = lease;
    }

    /** Creates the table where it is missing. Call it once, by one server or by a migration. */
    public static void createTable(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS berth_lease"
                            + " (id INT PRIMARY KEY, holder VARCHAR(200) NOT NULL, term BIGINT NOT NULL, ends_at TIMESTAMP(6) NOT NULL)");
            statement.execute("INSERT INTO berth_lease (id, holder, term, ends_at)"
                    + " SELECT 1, '', 0, TIMESTAMP '2000-01-01 00:00:00' WHERE NOT EXISTS (SELECT 1 FROM berth_lease)");
        }
    }

    /** Takes the lease when it is free, prolongs it when this server holds it, and returns the term; empty when another does. */
    public OptionalLong acquireOrRenew() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            OptionalLong term = termFor(connection);
            if (term.isPresent()) {
                write(connection, term.getAsLong());
            }
            connection.commit();
            return term;
        }
    }

    private OptionalLong termFor(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT holder, term, ends_at > LOCALTIMESTAMP FROM berth_lease WHERE id = 1 FOR UPDATE");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            boolean runs = rows.getBoolean(3);
            boolean mine = rows.getString(1).equals(serverId);
            if (runs) {
                return mine ? OptionalLong.of(rows.getLong(2)) : OptionalLong.empty();
            }
            return OptionalLong.of(rows.getLong(2) + 1);
        }
    }

    private void write(Connection connection, long term) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE berth_lease"
                + " SET holder = ?, term = ?, ends_at = DATEADD('MILLISECOND', ?, LOCALTIMESTAMP) WHERE id = 1")) {
            update.setString(1, serverId);
            update.setLong(2, term);
            update.setLong(3, lease.toMillis());
            update.executeUpdate();
        }
    }

    /** Gives the lease back, when this server holds it, so that another one can lead at once. */
    public void release() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE berth_lease SET ends_at = LOCALTIMESTAMP WHERE id = 1 AND holder = ?")) {
            update.setString(1, serverId);
            update.executeUpdate();
        }
    }
}
