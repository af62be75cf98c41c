package dev.berth.control;

/** A running subscription. Thread-safe; closing it twice does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /** Ends it: no event that happens from now on is delivered. Does not wait for those under way. */
    @Override
    void close();
}
