package dev.berth.host;

/** Something scheduled that can still be called off. Thread-safe; cancelling twice or too late does nothing. */
@FunctionalInterface
public interface Cancellable {
    /** Calls it off when it has not begun yet. */
    void cancel();
}
