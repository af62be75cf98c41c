package dev.berth.control;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.host.TimeSource;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers the last error of each callback of the host, by name. Thread-safe. */
final class CallbackErrors {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackErrors.class);

    private final TimeSource time;
    private final TreeMap<String, ControlPlaneStatus.CallbackError> last = new TreeMap<>();

    CallbackErrors(TimeSource time) {
        this.time = time;
    }

    synchronized void record(String callback, Throwable error) {
        LOG.warn("The callback ({}) failed.", callback, error);
        var before = last.get(callback);
        long count = before == null ? 1 : before.count() + 1;
        last.put(callback, new ControlPlaneStatus.CallbackError(error.toString(), time.epochNanos(), count));
    }

    synchronized SortedMap<String, ControlPlaneStatus.CallbackError> all() {
        return ImmutableSortedMap.copyOfSorted(last);
    }
}
