package dev.berth.driver.exec.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits between two looks at the outside world. */
final class Pause {
    private Pause() {}

    /** Waits about so long; shorter when the thread is interrupted, which it stays. */
    static void millis(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
