package dev.berth.jobspec.internal.map;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as job files write them: {@code 10s}, {@code 1h30m}, {@code 1.5h}, {@code 250ms}. */
final class Durations {
    private static final int LONGEST = 60;
    private static final Pattern PART =
            Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = ImmutableMap.<String, Long>builder()
            .put("ns", 1L)
            .put("us", 1_000L)
            .put("µs", 1_000L)
            .put("μs", 1_000L)
            .put("ms", 1_000_000L)
            .put("s", 1_000_000_000L)
            .put("m", 60_000_000_000L)
            .put("h", 3_600_000_000_000L)
            .buildOrThrow();

    private Durations() {}

    /** Returns the duration, or nothing when the text is none or is longer than 292 years. */
    static Optional<Duration> parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (rest.isEmpty() || rest.length() > LONGEST) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(rest);
        int end = 0;
        while (end < rest.length()) {
            if (!part.find(end) || part.start() != end) {
                return Optional.empty();
            }
            nanos = nanos.add(new BigDecimal(part.group(1))
                    .multiply(BigDecimal.valueOf(Objects.requireNonNull(NANOS.get(part.group(2))))));
            end = part.end();
        }
        return ofNanos(negative ? nanos.negate() : nanos);
    }

    /** Returns the duration of so many nanoseconds, or nothing when that is longer than 292 years. */
    static Optional<Duration> ofNanos(BigDecimal nanos) {
        BigDecimal whole = nanos.setScale(0, RoundingMode.DOWN);
        boolean fits = whole.toBigInteger().bitLength() < 64;
        return fits ? Optional.of(Duration.ofNanos(whole.longValueExact())) : Optional.empty();
    }
}
