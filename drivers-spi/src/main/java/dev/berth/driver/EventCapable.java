package dev.berth.driver;

import java.util.function.Consumer;

/** A driver that reports what happens on the way, such as "pulling the image". */
public interface EventCapable {
    /**
     * Calls the listener for each event from now on, on a thread of the driver; the listener must not block. Close the
     * result to end it.
     */
    Subscription subscribe(Consumer<DriverEvent> listener);

    /** Ends a subscription when closed; closing twice has no effect. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
