package dev.berth.sample.cli.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/** How times are printed: in the zone of this machine. Stateless. */
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private Times() {}

    /** Returns a time given in nanoseconds since 1970; a dash for 0. */
    public static String ofEpochNanos(long epochNanos) {
        return epochNanos == 0
                ? "-"
                : FORMAT.format(Instant.ofEpochSecond(0, epochNanos).plusMillis(0));
    }

    /** Returns a length of time given in nanoseconds, such as {@code 12s} or {@code 250ms}. */
    public static String ofNanos(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return millis >= 1_000 ? millis / 1_000 + "s" : millis + "ms";
    }
}
