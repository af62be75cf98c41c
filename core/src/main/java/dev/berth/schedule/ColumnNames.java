package dev.berth.schedule;

/**
 * The names of a set of numeric columns, each with a small index under which the values are read.
 *
 * <p>Resolve an index once per ask, then read by it for each node. An index stays the same as long as the session or the
 * evaluation lives. <b>Thread-safety:</b> confined to the thread that places.
 */
public interface ColumnNames {
    /** Index of the dimension {@code cpu}: the same everywhere. */
    int CPU = 0;

    /** Index of the dimension {@code memory}, in bytes: the same everywhere. */
    int MEMORY = 1;

    /** Index of the dimension {@code disk}, in bytes: the same everywhere. */
    int DISK = 2;

    /** Returns how many columns there are; their indexes are 0 to {@code size() - 1}. */
    int size();

    /** Returns the name of a column. */
    String name(int index);

    /** Returns the index of a column, or −1 when nobody has it. */
    int indexOf(String name);
}
