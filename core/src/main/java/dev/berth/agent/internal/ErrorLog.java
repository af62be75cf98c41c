package dev.berth.agent.internal;

import com.google.common.collect.ImmutableSortedMap;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers the last error of each part of the agent, for its status; a full list is in the log. Thread-safe. */
public final class ErrorLog {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
    private static final int MAX_PARTS = 256;

    private final ConcurrentSkipListMap<String, String> lastByPart = new ConcurrentSkipListMap<>();

    /** Notes an error that the agent goes on after. */
    public void report(String part, Throwable error) {
        LOG.warn("{}: {}", part, sentence(error), error);
        note(part, sentence(error));
    }

    /** Notes an error known by its text. */
    public void report(String part, String error) {
        LOG.warn("{}: {}", part, error);
        note(part, error);
    }

    /** Forgets the error of a part that works again. */
    public void clear(String part) {
        lastByPart.remove(part);
    }

    /** Returns the last error by part. */
    public SortedMap<String, String> snapshot() {
        return ImmutableSortedMap.copyOfSorted(lastByPart);
    }

    /** Returns what an error says, never empty. */
    static String sentence(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
    }

    private void note(String part, String text) {
        if (lastByPart.size() < MAX_PARTS || lastByPart.containsKey(part)) {
            lastByPart.put(part, text);
        }
    }
}
