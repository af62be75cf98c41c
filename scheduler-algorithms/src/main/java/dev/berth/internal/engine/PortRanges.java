package dev.berth.internal.engine;

import com.google.common.base.Splitter;
import java.util.BitSet;

/** Reads lists of ports such as {@code 22,80,8500-8600}. */
final class PortRanges {
    private static final Splitter COMMA = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final int MAX_PORT = 65_535;

    private PortRanges() {}

    /** Returns the ports; what is no port is left out, since registering the node has complained about it. */
    static BitSet parse(String text) {
        BitSet ports = new BitSet();
        for (String part : COMMA.split(text)) {
            int dash = part.indexOf('-');
            int first = port(dash < 0 ? part : part.substring(0, dash));
            int last = port(dash < 0 ? part : part.substring(dash + 1));
            if (first >= 0 && last >= first) {
                ports.set(first, last + 1);
            }
        }
        return ports;
    }

    private static int port(String text) {
        String digits = text.strip();
        boolean number =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = number ? Integer.parseInt(digits) : -1;
        return value <= MAX_PORT ? value : -1;
    }
}
