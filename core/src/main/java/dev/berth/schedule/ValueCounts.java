package dev.berth.schedule;

import java.util.function.ObjLongConsumer;

/**
 * How many live allocations of an ask there are per value of a target, for instance per rack. A live view: follows each
 * placement, release and stop. Confined to the thread that places.
 */
public interface ValueCounts {
    /** Returns the number of allocations on nodes with this value, 0 when there is none. */
    long count(String value);

    /** Returns how many different values have been seen, values whose count went back to 0 included. */
    int size();

    /** Returns the sum of all counts. */
    long total();

    /** Returns the smallest count of a value seen, 0 when none was. */
    long min();

    /** Returns the largest count of a value seen, 0 when none was. */
    long max();

    /** Calls the consumer with each value seen and its count, in the order of the values. */
    void forEach(ObjLongConsumer<String> consumer);
}
