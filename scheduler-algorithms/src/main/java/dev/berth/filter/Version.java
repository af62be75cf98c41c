package dev.berth.filter;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as programs and kernels report it: an optional {@code v}, one or more numbers, an optional pre-release
 * ({@code -rc.1}, or letters right behind the numbers), optional build metadata ({@code +ent}) that order ignores.
 *
 * <p>Order is the one of Semantic Versioning 2.0, clause 11; numbers that are missing count as 0. Immutable.
 *
 * @param segments the numbers, at least one
 * @param prerelease the identifiers of the pre-release, empty for a release
 */
record Version(List<BigInteger> segments, List<String> prerelease) implements Comparable<Version> {
    private static final Pattern LENIENT = Pattern.compile(
            "v?(?<numbers>[0-9]+(\\.[0-9]+)*)(-(?<pre>[0-9A-Za-z.~-]+)|(?<tail>[A-Za-z~][0-9A-Za-z.~-]*))?(\\+[0-9A-Za-z.~-]+)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Splitter DOT = Splitter.on('.');
    private static final int MAX_LENGTH = 256;

    Version {
        segments = ImmutableList.copyOf(segments);
        prerelease = ImmutableList.copyOf(prerelease);
    }

    /** Parses leniently; null when it is no version. */
    static @Nullable Version parse(String text) {
        return parse(text, false);
    }

    /** Parses; null when it is no version, or a pre-release is not set off by a hyphen. */
    static @Nullable Version parseStrict(String text) {
        return parse(text, true);
    }

    private static @Nullable Version parse(String text, boolean strict) {
        String trimmed = text.strip();
        if (trimmed.length() > MAX_LENGTH) {
            return null;
        }
        Matcher matcher = LENIENT.matcher(trimmed);
        if (!matcher.matches() || strict && matcher.group("tail") != null) {
            return null;
        }
        List<BigInteger> segments =
                DOT.splitToStream(matcher.group("numbers")).map(BigInteger::new).toList();
        String pre = matcher.group("pre") != null ? matcher.group("pre") : matcher.group("tail");
        return new Version(segments, pre == null ? List.of() : DOT.splitToList(pre));
    }

    boolean isPrerelease() {
        return !prerelease.isEmpty();
    }

    BigInteger segment(int index) {
        return index < segments.size() ? segments.get(index) : BigInteger.ZERO;
    }

    /** Returns the order of the numbers alone. */
    int compareSegments(Version other) {
        for (int i = 0; i < Math.max(segments.size(), other.segments.size()); i++) {
            int order = segment(i).compareTo(other.segment(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public int compareTo(Version other) {
        int order = compareSegments(other);
        if (order != 0) {
            return order;
        }
        if (isPrerelease() != other.isPrerelease()) {
            return isPrerelease() ? -1 : 1;
        }
        for (int i = 0; i < Math.min(prerelease.size(), other.prerelease.size()); i++) {
            order = compareIdentifiers(prerelease.get(i), other.prerelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(prerelease.size(), other.prerelease.size());
    }

    private static int compareIdentifiers(String a, String b) {
        boolean aIsNumber = NUMBER.matcher(a).matches();
        boolean bIsNumber = NUMBER.matcher(b).matches();
        if (aIsNumber && bIsNumber) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return aIsNumber == bIsNumber ? a.compareTo(b) : aIsNumber ? -1 : 1;
    }
}
