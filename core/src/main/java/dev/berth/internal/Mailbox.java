package dev.berth.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jctools.queues.MpscArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages from any thread to one handler that runs on an executor, one batch at a time: the hand-off between
 * threads everywhere in Berth. The handler's state needs no locks, because its runs happen one after the other, each
 * seeing what the one before wrote.
 *
 * <p>The queue is bounded: {@link #offer} says no when it is full, and the sender answers "overloaded".
 *
 * <p><b>Thread-safety:</b> {@link #offer} by any thread. <b>Order:</b> messages of one sender keep their order.
 *
 * @param <T> the messages
 */
public final class Mailbox<T> {
    /*
     * Implementation note: `scheduled` is true from the moment a run is handed to the executor until that run has found
     * the queue empty. A sender that sees true may rely on the run's last look at the queue, which happens after the run
     * has set it to false; this closes the window in which a message would lie in the queue without a run.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final String name;
    private final MpscArrayQueue<T> queue;
    private final Executor executor;
    private final int maxBatch;
    private final Consumer<List<T>> handler;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * Creates an empty mailbox.
     *
     * @param name what to call it in logs
     * @param capacity how many messages may wait, at least 2; rounded up to a power of two
     * @param maxBatch how many messages one call of the handler gets at most
     * @param executor runs the handler; may be a direct one when all senders share one thread
     * @param handler gets 1 to {@code maxBatch} messages, oldest first; what it throws is logged and the next batch goes on
     */
    public Mailbox(String name, int capacity, int maxBatch, Executor executor, Consumer<List<T>> handler) {
        this.name = name;
        this.queue = new MpscArrayQueue<>(capacity);
        this.executor = executor;
        this.maxBatch = maxBatch;
        this.handler = handler;
    }

    /** Adds a message, or returns false when the mailbox is full. Never blocks. */
    public boolean offer(T message) {
        if (!queue.offer(message)) {
            return false;
        }
        scheduleRun();
        return true;
    }

    /** Returns about how many messages wait. */
    public int size() {
        return queue.size();
    }

    /** Returns how many messages may wait. */
    public int capacity() {
        return queue.capacity();
    }

    private void scheduleRun() {
        if (queue.isEmpty() || !scheduled.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            scheduled.set(false);
            LOG.warn("Mailbox ({}) holds {} messages that its executor no longer takes.", name, queue.size());
        }
    }

    private void run() {
        try {
            List<T> batch = new ArrayList<>(Math.min(maxBatch, 64));
            while (queue.drain(batch::add, maxBatch) > 0) {
                handle(List.copyOf(batch));
                batch.clear();
            }
        } finally {
            scheduled.set(false);
            scheduleRun();
        }
    }

    private void handle(List<T> batch) {
        try {
            handler.accept(batch);
        } catch (RuntimeException e) {
            LOG.error("Mailbox ({}) failed on a batch of {} messages.", name, batch.size(), e);
        }
    }
}
