package dev.berth.sample.cli.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a command that runs for long that it shall end: by Ctrl-C, by SIGTERM, or by a test. Thread-safe. */
public final class StopSignal {
    private static final long MAX_MINUTES = 10;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Integer> finished = new CompletableFuture<>();
    private volatile boolean listening;

    /**
     * Returns the signal of SIGINT and SIGTERM. When a command listens, the JVM waits until it is {@link #finished} and ends with
     * its exit code; otherwise it ends at once.
     */
    public static StopSignal ofThisProcess() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::endProcess, "berth-stop"));
        return signal;
    }

    private void endProcess() {
        ask();
        if (!listening) {
            return;
        }
        try {
            int code = finished.get(MAX_MINUTES, TimeUnit.MINUTES);
            Runtime.getRuntime().halt(code); // the only way to give an exit code after a signal
        } catch (Exception e) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    /** Says that the caller will look at this signal and end cleanly. */
    void listen() {
        listening = true;
    }

    /** Asks to end. */
    public void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits until it is asked to end. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Waits a while; returns whether it is asked to end. */
    boolean await(Duration atMost) throws InterruptedException {
        return asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says that the command has ended, and how. */
    public void finished(int exitCode) {
        finished.complete(exitCode);
    }
}
