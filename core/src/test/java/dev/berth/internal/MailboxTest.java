package dev.berth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MailboxTest {
    @Test
    void handlesEveryMessageOnceAndOneBatchAtATimeUnderManySenders() throws InterruptedException {
        int senders = 4;
        int each = 20_000;
        ExecutorService executor = Executors.newFixedThreadPool(2);
        List<Integer> handled =
                new ArrayList<>(); // confined to the handler: a lost update would show as a missing message
        AtomicInteger running = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger count = new AtomicInteger();
        Mailbox<Integer> mailbox = new Mailbox<>("test", 256, 16, executor, batch -> {
            if (running.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
            handled.addAll(batch);
            running.decrementAndGet();
            count.addAndGet(batch.size());
        });

        List<Thread> threads = IntStream.range(0, senders)
                .mapToObj(sender -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        while (!mailbox.offer(sender * each + i)) {
                            Thread.onSpinWait();
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(60_000);
        }

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> count.get() == senders * each);
        assertThat(handled).hasSize(senders * each).doesNotHaveDuplicates();
        assertThat(overlaps).hasValue(0);
        executor.shutdownNow();
    }

    @Test
    void aFailingHandlerDoesNotStopTheNextBatch() {
        List<String> handled = new ArrayList<>();
        Mailbox<String> mailbox = new Mailbox<>("test", 8, 1, Runnable::run, batch -> {
            if (batch.contains("bad")) {
                throw new IllegalStateException("on purpose");
            }
            handled.addAll(batch);
        });

        mailbox.offer("bad");
        mailbox.offer("good");

        assertThat(handled).containsExactly("good");
    }

    @Test
    void saysNoWhenItIsFullAndTakesMessagesAgainAfterwards() {
        List<Runnable> waiting = new ArrayList<>();
        List<String> handled = new ArrayList<>();
        Mailbox<String> mailbox = new Mailbox<>("test", 2, 10, waiting::add, handled::addAll);

        assertThat(mailbox.offer("a")).isTrue();
        assertThat(mailbox.offer("b")).isTrue();
        assertThat(mailbox.offer("c")).isFalse();
        waiting.remove(0).run();

        assertThat(mailbox.offer("d")).isTrue();
        waiting.remove(0).run();
        assertThat(handled).containsExactly("a", "b", "d");
    }
}
