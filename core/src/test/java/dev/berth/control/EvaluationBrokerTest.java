package dev.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EvaluationBrokerTest {
    private final ManualTime time = new ManualTime();
    private final EvaluationBroker broker = new EvaluationBroker(time, 3);
    private long nextId = 1;

    private Evaluation evaluation(String job, int priority, long createIndex) {
        return builder(job, priority, createIndex).build();
    }

    private Evaluation.Builder builder(String job, int priority, long createIndex) {
        EvaluationId id = new EvaluationId(0, nextId++);
        return Evaluation.builder(id, JobKey.of(job), JobType.SERVICE, EvaluationTrigger.JOB_REGISTER)
                .priority(priority)
                .status(EvaluationStatus.PENDING)
                .createIndex(createIndex)
                .modifyIndex(createIndex);
    }

    @Test
    void handsOutTheMostImportantFirstAndOfEqualsTheOldest() {
        Evaluation low = evaluation("low", 10, 1);
        Evaluation late = evaluation("late", 50, 3);
        Evaluation early = evaluation("early", 50, 2);
        broker.offer(low);
        broker.offer(late);
        broker.offer(early);

        assertThat(broker.poll()).isEqualTo(early);
        assertThat(broker.poll()).isEqualTo(late);
        assertThat(broker.poll()).isEqualTo(low);
        assertThat(broker.poll()).isNull();
    }

    @Test
    void handsOutOneEvaluationOfAJobAtATime() {
        Evaluation first = evaluation("web", 50, 1);
        Evaluation second = evaluation("web", 50, 2);
        broker.offer(first);
        broker.offer(second);

        assertThat(broker.poll()).isEqualTo(first);
        assertThat(broker.poll()).isNull();
        broker.acknowledge(first);

        assertThat(broker.poll()).isEqualTo(second);
    }

    @Test
    void afterAnAcknowledgementTheNewestWaitingOneGoesNextAndTheOthersAreSuperseded() {
        Evaluation out = evaluation("web", 50, 1);
        Evaluation older = evaluation("web", 50, 2);
        Evaluation newer = evaluation("web", 50, 3);
        broker.offer(out);
        broker.poll();
        broker.offer(older);
        broker.offer(newer);

        broker.acknowledge(out);

        assertThat(broker.poll()).isEqualTo(newer);
        assertThat(broker.takeSuperseded()).containsExactly(older);
        assertThat(broker.takeSuperseded()).isEmpty();
        assertThat(broker.size()).isEqualTo(1);
    }

    @Test
    void aMoreImportantWaitingOneBeatsANewerOne() {
        Evaluation out = evaluation("web", 50, 1);
        Evaluation important = evaluation("web", 90, 2);
        Evaluation newer = evaluation("web", 50, 3);
        broker.offer(out);
        broker.poll();
        broker.offer(important);
        broker.offer(newer);

        broker.acknowledge(out);

        assertThat(broker.poll()).isEqualTo(important);
    }

    @Test
    void offeringTheSameEvaluationTwiceHandsItOutOnce() {
        Evaluation only = evaluation("web", 50, 1);
        broker.offer(only);
        broker.offer(only);

        assertThat(broker.poll()).isEqualTo(only);
        broker.offer(only);
        assertThat(broker.poll()).isNull();
    }

    @Test
    void aFailureBringsAnEvaluationBackLaterAndFailsItForGoodAtTheDeliveryLimit() {
        Evaluation poisoned = evaluation("web", 50, 1);
        broker.offer(poisoned);

        broker.poll();
        broker.fail(poisoned);
        assertThat(broker.poll()).isNull();
        assertThat(broker.untilNextDue()).isEqualTo(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));
        assertThat(broker.poll()).isEqualTo(poisoned);
        broker.fail(poisoned);
        time.advance(Duration.ofSeconds(19));
        assertThat(broker.poll()).isNull();
        time.advance(Duration.ofSeconds(1));
        assertThat(broker.poll()).isEqualTo(poisoned);
        broker.fail(poisoned);

        assertThat(broker.takeFailed()).containsExactly(poisoned);
        assertThat(broker.size()).isZero();
    }

    @Test
    void aPoisonedEvaluationDoesNotHoldUpOtherJobs() {
        Evaluation poisoned = evaluation("bad", 90, 1);
        Evaluation healthy = evaluation("good", 10, 2);
        broker.offer(poisoned);
        broker.offer(healthy);

        broker.fail(broker.poll());

        assertThat(broker.poll()).isEqualTo(healthy);
    }

    @Test
    void puttingBackCountsAsNoDelivery() {
        Evaluation only = evaluation("web", 50, 1);
        broker.offer(only);
        for (int i = 0; i < 10; i++) {
            broker.putBack(broker.poll());
        }

        broker.fail(broker.poll());

        assertThat(broker.takeFailed()).isEmpty();
        assertThat(broker.untilNextDue()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void oneThatIsWokenWhileItIsOutComesAgainAfterwards() {
        Evaluation blocked = evaluation("web", 50, 1);
        broker.wake(blocked);
        broker.poll();
        broker.wake(blocked);
        assertThat(broker.poll()).isNull();

        broker.acknowledge(blocked);

        assertThat(broker.poll()).isEqualTo(blocked);
        broker.acknowledge(blocked);
        assertThat(broker.poll()).isNull();
    }

    @Test
    void waitsUntilTheTimeAnEvaluationNames() {
        Evaluation later = builder("web", 50, 1)
                .waitUntilNanos(time.epochNanos() + Duration.ofSeconds(30).toNanos())
                .build();
        broker.offer(later);

        assertThat(broker.poll()).isNull();
        assertThat(broker.untilNextDue()).isEqualTo(Duration.ofSeconds(30));
        time.advance(Duration.ofSeconds(30));

        assertThat(broker.poll()).isEqualTo(later);
    }

    @Test
    void forgetsWhatReachedItsEndElsewhereWhereverItWaits() {
        Evaluation ready = evaluation("ready", 50, 1);
        Evaluation out = evaluation("web", 50, 2);
        Evaluation pending = evaluation("web", 50, 3);
        Evaluation delayed = builder("late", 50, 4).delay(Duration.ofSeconds(5)).build();
        broker.offer(out);
        broker.poll();
        broker.offer(ready);
        broker.offer(pending);
        broker.offer(delayed);

        broker.forget(ready.id());
        broker.forget(pending.id());
        broker.forget(delayed.id());
        time.advance(Duration.ofMinutes(1));
        broker.acknowledge(out);

        assertThat(broker.poll()).isNull();
        assertThat(broker.size()).isZero();
    }
}
