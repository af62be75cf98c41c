package dev.berth.model.internal;

import java.util.Locale;

/** Sizes in words people use: {@code 2 GiB}, {@code 300 MiB}, {@code 1.46 GiB}. Stateless. */
public final class Sizes {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final long LARGEST_PLAIN = 10_000;

    private Sizes() {}

    /**
     * Returns the size exactly, in the largest unit that keeps it a whole number, when that number is short; else rounded to two
     * decimals in the largest unit not above it.
     */
    public static String text(long bytes) {
        if (bytes == 1) {
            return "1 byte";
        }
        int exactUnit = bytes == 0 ? 0 : Math.min(UNITS.length - 1, Long.numberOfTrailingZeros(bytes) / 10);
        long exact = bytes >> (10 * exactUnit);
        if (Math.abs(exact) < LARGEST_PLAIN) {
            return exact + " " + UNITS[exactUnit];
        }
        int unit = (63 - Long.numberOfLeadingZeros(Math.abs(bytes))) / 10;
        String rounded = String.format(Locale.ROOT, "%.2f", bytes / (double) (1L << (10 * unit)));
        return rounded.replaceAll("0+$", "").replaceAll("\\.$", "") + " " + UNITS[unit];
    }
}
