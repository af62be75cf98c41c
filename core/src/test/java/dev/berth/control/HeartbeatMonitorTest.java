package dev.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.IdSource;
import dev.berth.model.NodeId;
import dev.berth.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatMonitorTest {
    private final ManualTime time = new ManualTime();
    private final List<NodeId> silent = new ArrayList<>();
    private final HeartbeatMonitor monitor =
            new HeartbeatMonitor(time, ServerLimits.defaults(), IdSource.seeded(7), Runnable::run, silent::add);

    private static NodeId node(int number) {
        return new NodeId(1, number);
    }

    @ParameterizedTest
    @CsvSource({"1, 10000", "100, 10000", "500, 10000", "501, 10020", "1000, 20000", "5000, 100000", "10000, 200000"})
    void theTimeToLiveGrowsWithTheNumberOfNodes(int nodes, long baseMillis) {
        Duration timeToLive = Duration.ZERO;
        for (int i = 0; i < nodes; i++) {
            timeToLive = monitor.heard(node(i));
        }

        assertThat(timeToLive).isBetween(Duration.ofMillis(baseMillis), Duration.ofMillis(2 * baseMillis));
    }

    @Test
    void aNodeIsSilentAfterItsTimeToLiveAndTheGracePeriodAndOnlyOnce() {
        Duration timeToLive = monitor.heard(node(1));

        time.advance(timeToLive.plusSeconds(10).minusNanos(1));
        assertThat(silent).isEmpty();
        time.advance(Duration.ofNanos(1));
        assertThat(silent).containsExactly(node(1));
        time.advance(Duration.ofHours(1));

        assertThat(silent).hasSize(1);
        assertThat(monitor.watches(node(1))).isFalse();
    }

    @Test
    void aHeartbeatInTimeKeepsANodeAlive() {
        for (int i = 0; i < 100; i++) {
            Duration timeToLive = monitor.heard(node(1));
            time.advance(timeToLive);
        }

        assertThat(silent).isEmpty();
        assertThat(time.pending()).isEqualTo(1);
    }

    @Test
    void afterAFailoverNodesHaveFiveMinutes() {
        monitor.watchAfterFailover(node(1));

        time.advance(Duration.ofSeconds(299));
        assertThat(silent).isEmpty();
        time.advance(Duration.ofSeconds(1));

        assertThat(silent).containsExactly(node(1));
    }

    @Test
    void oneSilentNodeAmongManyIsFoundAndTheOthersAreNot() {
        monitor.heard(node(0));
        for (int round = 0; round < 20; round++) {
            for (int i = 1; i < 50; i++) {
                monitor.heard(node(i));
            }
            time.advance(Duration.ofSeconds(5));
        }

        assertThat(silent).containsExactly(node(0));
    }

    @Test
    void aForgottenNodeIsNeverReported() {
        monitor.heard(node(1));
        monitor.forget(node(1));

        time.advance(Duration.ofHours(1));

        assertThat(silent).isEmpty();
    }
}
