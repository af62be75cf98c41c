package dev.berth.sample.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcLeadershipTest {
    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");

    @BeforeEach
    void createTable() throws Exception {
        JdbcLeadership.createTable(database);
    }

    @AfterEach
    void dispose() {
        database.dispose();
    }

    private JdbcLeadership candidate(String id, Duration lease) {
        return new JdbcLeadership(database, id, lease);
    }

    @Test
    void oneOfTwoLeadsAndKeepsItsTermWhileItRenews() throws Exception {
        JdbcLeadership one = candidate("one", Duration.ofMinutes(1));
        JdbcLeadership two = candidate("two", Duration.ofMinutes(1));

        assertThat(one.acquireOrRenew()).isEqualTo(OptionalLong.of(1));
        assertThat(two.acquireOrRenew()).isEmpty();
        assertThat(one.acquireOrRenew()).isEqualTo(OptionalLong.of(1));
    }

    @Test
    void aLeaseGivenBackGoesToAnotherServerUnderAHigherTerm() throws Exception {
        JdbcLeadership one = candidate("one", Duration.ofMinutes(1));
        JdbcLeadership two = candidate("two", Duration.ofMinutes(1));
        one.acquireOrRenew();

        one.release();

        assertThat(two.acquireOrRenew()).isEqualTo(OptionalLong.of(2));
        assertThat(one.acquireOrRenew()).isEmpty();
    }

    @Test
    void aLeaseThatIsNotRenewedEnds() throws Exception {
        candidate("one", Duration.ofMillis(20)).acquireOrRenew();
        JdbcLeadership two = candidate("two", Duration.ofMinutes(1));

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> two.acquireOrRenew().isPresent());

        assertThat(two.acquireOrRenew()).isEqualTo(OptionalLong.of(2));
    }
}
