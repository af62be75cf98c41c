package dev.berth.state.internal.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one kind that a stream has seen: by value when writing, by number when reading. Confined to one thread. */
final class SharedValues {

    /* Implementation note: numbers follow equality, so that replicas whose equal values are different instances write the same bytes; the
     * map by identity and the last value only spare the deep comparison. The map by identity is bounded, for the values of a long stream
     * may be different instances throughout. */

    private static final int MAX_IDENTITIES = 1 << 16;

    private final Map<Object, Integer> byValue = new HashMap<>();
    private final IdentityHashMap<Object, Integer> byIdentity = new IdentityHashMap<>();
    private final List<Object> byNumber = new ArrayList<>();
    private @Nullable Object last;
    private int lastNumber;

    /** Returns the number of a value that was written before, or -1. */
    int find(Object value) {
        if (value == last) {
            return lastNumber;
        }
        Integer number = value instanceof String ? null : byIdentity.get(value);
        if (number == null) {
            number = byValue.get(value);
            if (number == null) {
                return -1;
            }
            identify(value, number);
        }
        last = value;
        lastNumber = number;
        return number;
    }

    /** Gives the next number to a value that was written just now. */
    void written(Object value) {
        int number = byValue.size();
        byValue.put(value, number);
        identify(value, number);
    }

    private void identify(Object value, int number) {
        if (!(value instanceof String) && byIdentity.size() < MAX_IDENTITIES) {
            byIdentity.put(value, number);
        }
    }

    /** Gives the next number to a value that was read just now. */
    void read(Object value) {
        byNumber.add(value);
    }

    /** Returns the value of this number, or null if there is none yet. */
    @Nullable
    Object get(long number) {
        return number >= 0 && number < byNumber.size() ? byNumber.get((int) number) : null;
    }
}
