package dev.berth.control;

import dev.berth.internal.Mailbox;
import dev.berth.state.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * Hands the events of applied commands to subscribers. {@link #publish} is called by the applying thread and only puts
 * events into each subscriber's bounded mailbox; a mailbox that is full turns into one gap.
 */
final class EventStream {
    private sealed interface Message permits Happened, Gap {}

    private record Happened(Event event) implements Message {}

    private record Gap(long firstIndex, long lastIndex) implements Message {}

    private final int capacity;
    private final CallbackErrors errors;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    EventStream(int capacity, CallbackErrors errors) {
        this.capacity = capacity;
        this.errors = errors;
    }

    Subscription subscribe(String name, EventSubscriber subscriber, Executor executor) {
        Subscriber added = new Subscriber(name, subscriber, executor);
        subscribers.add(added);
        return () -> subscribers.remove(added);
    }

    void publish(List<Event> events) {
        for (Subscriber subscriber : subscribers) {
            events.forEach(subscriber::offer);
        }
    }

    /** One subscriber with its mailbox. The gap fields are confined to the applying thread. */
    private final class Subscriber {
        private final String name;
        private final EventSubscriber target;
        private final Mailbox<Message> mailbox;
        private long gapFirst;
        private long gapLast;

        Subscriber(String name, EventSubscriber target, Executor executor) {
            this.name = name;
            this.target = target;
            this.mailbox = new Mailbox<>("events of " + name, capacity, capacity, executor, this::deliver);
        }

        void offer(Event event) {
            boolean caughtUp = gapFirst == 0 || mailbox.offer(new Gap(gapFirst, gapLast));
            if (caughtUp) {
                gapFirst = 0;
            }
            if (!caughtUp || !mailbox.offer(new Happened(event))) {
                gapFirst = gapFirst == 0 ? event.index() : gapFirst;
                gapLast = event.index();
            }
        }

        private void deliver(List<Message> messages) {
            for (Message message : messages) {
                try {
                    deliver(message);
                } catch (RuntimeException e) {
                    errors.record("event subscriber " + name, e);
                }
            }
        }

        private void deliver(Message message) {
            if (message instanceof Happened happened) {
                target.onEvent(happened.event);
            } else if (message instanceof Gap gap) {
                target.onGap(gap.firstIndex, gap.lastIndex);
            } else {
                throw new AssertionError(message);
            }
        }
    }
}
