package dev.berth.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.AllocationId;
import dev.berth.model.NodeId;
import dev.berth.model.RescheduleEvent;
import dev.berth.model.ReschedulePolicy;
import dev.berth.model.ReschedulePolicy.DelayFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RescheduleRulesTest {
    @Test
    void exponentialDelaysDoubleUpToTheMaximum() {
        assertThat(delays(policy(DelayFunction.EXPONENTIAL, 30), 10))
                .containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L, 3600L);
    }

    @Test
    void fibonacciDelaysAddUp() {
        assertThat(delays(policy(DelayFunction.FIBONACCI, 30), 10))
                .containsExactly(30L, 30L, 60L, 90L, 150L, 240L, 390L, 630L, 1020L, 1650L);
    }

    @Test
    void constantDelaysStay() {
        assertThat(delays(policy(DelayFunction.CONSTANT, 5), 4)).containsExactly(5L, 5L, 5L, 5L);
    }

    @Test
    void aLongRunStartsTheDelaysAnew() {
        ReschedulePolicy policy = policy(DelayFunction.EXPONENTIAL, 30);
        List<RescheduleEvent> capped = List.of(event(0, Duration.ofHours(1)));

        assertThat(RescheduleRules.nextDelay(
                        policy, capped, Duration.ofMinutes(59).toNanos()))
                .isEqualTo(Duration.ofHours(1));
        assertThat(RescheduleRules.nextDelay(
                        policy, capped, Duration.ofMinutes(61).toNanos()))
                .isEqualTo(Duration.ofSeconds(30));
    }

    private static List<Long> delays(ReschedulePolicy policy, int tries) {
        List<RescheduleEvent> events = new ArrayList<>();
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            Duration delay = RescheduleRules.nextDelay(policy, events, i);
            delays.add(delay.toSeconds());
            events.add(event(i, delay));
        }
        return delays;
    }

    private static RescheduleEvent event(long time, Duration delay) {
        return new RescheduleEvent(time, new AllocationId(0, time), new NodeId(0, 1), delay);
    }

    private static ReschedulePolicy policy(DelayFunction function, int delaySeconds) {
        return ReschedulePolicy.builder()
                .delay(Duration.ofSeconds(delaySeconds))
                .delayFunction(function)
                .maxDelay(Duration.ofHours(1))
                .unlimited(true)
                .build();
    }
}
