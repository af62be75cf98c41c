package dev.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.EvaluationId;
import dev.berth.state.Event;
import dev.berth.testkit.ManualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final CallbackErrors errors = new CallbackErrors(new ManualTime());
    private final EventStream stream = new EventStream(4, errors);
    private final List<String> got = new ArrayList<>();
    private final EventSubscriber recording = new EventSubscriber() {
        @Override
        public void onEvent(Event event) {
            got.add("event " + event.index());
        }

        @Override
        public void onGap(long firstIndex, long lastIndex) {
            got.add("gap " + firstIndex + "-" + lastIndex);
        }
    };

    private void publish(long index) {
        stream.publish(List.of(new Event.EvaluationDeleted(index, index, new EvaluationId(0, index))));
    }

    @Test
    void deliversEventsInOrderUntilTheSubscriptionEnds() {
        Subscription subscription = stream.subscribe("test", recording, Runnable::run);
        publish(1);
        publish(2);
        subscription.close();
        publish(3);

        assertThat(got).containsExactly("event 1", "event 2");
    }

    @Test
    void aSlowSubscriberGetsOneGapInsteadOfStallingTheOthers() {
        Queue<Runnable> slowExecutor = new ArrayDeque<>();
        List<Long> fast = new ArrayList<>();
        stream.subscribe("slow", recording, slowExecutor::add);
        stream.subscribe("fast", event -> fast.add(event.index()), Runnable::run);
        for (long index = 1; index <= 10; index++) {
            publish(index);
        }
        slowExecutor.remove().run();
        publish(11);
        slowExecutor.remove().run();

        assertThat(got).containsExactly("event 1", "event 2", "event 3", "event 4", "gap 5-10", "event 11");
        assertThat(fast).hasSize(11);
    }

    @Test
    void aSubscriberThatThrowsIsReportedByNameAndGetsTheNextEvent() {
        List<Long> seen = new ArrayList<>();
        stream.subscribe(
                "broken",
                event -> {
                    seen.add(event.index());
                    throw new IllegalStateException("on purpose");
                },
                Runnable::run);
        publish(1);
        publish(2);

        assertThat(seen).containsExactly(1L, 2L);
        assertThat(errors.all()).containsOnlyKeys("event subscriber broken");
        assertThat(errors.all().get("event subscriber broken").count()).isEqualTo(2);
    }
}
