package dev.berth.model;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedSet;
import dev.berth.model.internal.Sizes;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * Amounts of named scalar dimensions, such as what a task asks for or what a node has left. Immutable.
 *
 * <p>Three dimensions are predefined: {@link #CPU} (the host's units, by default 1,000 a core), {@link #MEMORY} and {@link #DISK} (both
 * in bytes). Any other name is the host's own: {@code licence.matlab}, {@code seats}, {@code players}. Every amount is 0 or more; a
 * dimension that is not mentioned has the amount 0, and the two are the same thing.
 *
 * <p><b>Thread-safety:</b> immutable. <b>Cost:</b> O(1) for the predefined dimensions and O(n) in the number of other ones; an operation
 * creates nothing but its result, and often returns one of its operands.
 */
public final class Resources {

    /* Implementation note: the predefined dimensions are plain fields, so that the usual instance is one object of 40 bytes and an
     * addition is three adds. The host's dimensions are parallel arrays, names ascending, amounts never 0 (so that equal is equal),
     * never changed after construction and shared between instances where possible. */

    /** The name of the processor dimension, in the host's units: by default 1,000 a core; Nomad's wire form maps it to MHz. */
    public static final String CPU = "cpu";
    /** The name of the memory dimension, in bytes. */
    public static final String MEMORY = "memory";
    /** The name of the disk dimension, in bytes. */
    public static final String DISK = "disk";

    private static final String[] NO_NAMES = {};
    private static final long[] NO_AMOUNTS = {};
    private static final Resources NONE = new Resources(0, 0, 0, NO_NAMES, NO_AMOUNTS);

    private final long cpu;
    private final long memoryBytes;
    private final long diskBytes;
    private final String[] names;
    private final long[] amounts;

    private Resources(long cpu, long memoryBytes, long diskBytes, String[] names, long[] amounts) {
        this.cpu = cpu;
        this.memoryBytes = memoryBytes;
        this.diskBytes = diskBytes;
        this.names = names;
        this.amounts = amounts;
    }

    /** Returns the shared instance in which every dimension is 0. */
    public static Resources none() {
        return NONE;
    }

    /**
     * Returns resources of the predefined dimensions.
     *
     * @param cpu in the host's units, by default 1,000 a core
     * @throws IllegalArgumentException if an amount is negative
     */
    public static Resources of(long cpu, long memoryBytes, long diskBytes) {
        checkAmount(CPU, cpu);
        checkAmount(MEMORY, memoryBytes);
        checkAmount(DISK, diskBytes);
        return (cpu | memoryBytes | diskBytes) == 0
                ? NONE
                : new Resources(cpu, memoryBytes, diskBytes, NO_NAMES, NO_AMOUNTS);
    }

    /**
     * Returns resources with these amounts by dimension.
     *
     * @throws IllegalArgumentException if a name is empty or an amount is negative
     */
    public static Resources of(Map<String, Long> amounts) {
        Builder builder = builder();
        amounts.forEach(builder::set);
        return builder.build();
    }

    /** Returns a builder in which every dimension is 0. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with these amounts. */
    public Builder toBuilder() {
        Builder builder = builder();
        names().forEach(name -> builder.set(name, get(name)));
        return builder;
    }

    /** Returns the amount of a dimension, 0 when it is not mentioned. */
    public long get(String name) {
        return switch (name) {
            case CPU -> cpu;
            case MEMORY -> memoryBytes;
            case DISK -> diskBytes;
            default -> custom(name);
        };
    }

    private long custom(String name) {
        int at = names.length == 0 ? -1 : Arrays.binarySearch(names, name);
        return at < 0 ? 0 : amounts[at];
    }

    /** Returns the processor amount in the host's units, by default 1,000 a core. */
    public long cpu() {
        return cpu;
    }

    /** Returns the memory in bytes. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Returns the disk in bytes. */
    public long diskBytes() {
        return diskBytes;
    }

    /** Returns the names of the dimensions whose amount is not 0, ascending. Unmodifiable. */
    public SortedSet<String> names() {
        ImmutableSortedSet.Builder<String> result = ImmutableSortedSet.naturalOrder();
        result.add(names);
        if (cpu != 0) {
            result.add(CPU);
        }
        if (memoryBytes != 0) {
            result.add(MEMORY);
        }
        if (diskBytes != 0) {
            result.add(DISK);
        }
        return result.build();
    }

    /** Returns whether every dimension is 0. */
    public boolean isNone() {
        return (cpu | memoryBytes | diskBytes) == 0 && names.length == 0;
    }

    /**
     * Returns the sum per dimension.
     *
     * @throws ArithmeticException if a sum exceeds {@link Long#MAX_VALUE}; the message names the dimension
     */
    public Resources plus(Resources other) {
        if (other.isNone()) {
            return this;
        }
        if (isNone()) {
            return other;
        }
        long newCpu = add(CPU, cpu, other.cpu);
        long newMemory = add(MEMORY, memoryBytes, other.memoryBytes);
        long newDisk = add(DISK, diskBytes, other.diskBytes);
        if (other.names.length == 0) {
            return new Resources(newCpu, newMemory, newDisk, names, amounts);
        }
        return merge(newCpu, newMemory, newDisk, other, (name, mine, theirs) -> add(name, mine, theirs));
    }

    /**
     * Returns the difference per dimension.
     *
     * @throws IllegalArgumentException if a difference would be negative; the message names the dimension
     */
    public Resources minus(Resources other) {
        if (other.isNone()) {
            return this;
        }
        long newCpu = subtract(CPU, cpu, other.cpu);
        long newMemory = subtract(MEMORY, memoryBytes, other.memoryBytes);
        long newDisk = subtract(DISK, diskBytes, other.diskBytes);
        if (other.names.length == 0) {
            return shared(newCpu, newMemory, newDisk);
        }
        return merge(newCpu, newMemory, newDisk, other, (name, mine, theirs) -> subtract(name, mine, theirs));
    }

    /** Returns the difference per dimension, 0 where it would be negative. */
    public Resources minusClamped(Resources other) {
        if (other.isNone()) {
            return this;
        }
        return combine(other, (mine, theirs) -> Math.max(0, mine - theirs));
    }

    /** Returns the larger amount per dimension. */
    public Resources max(Resources other) {
        return covers(other) ? this : combine(other, Math::max);
    }

    /** Returns whether no dimension is smaller here than there. */
    public boolean covers(Resources other) {
        if (cpu < other.cpu || memoryBytes < other.memoryBytes || diskBytes < other.diskBytes) {
            return false;
        }
        for (int i = 0; i < other.names.length; i++) {
            if (custom(other.names[i]) < other.amounts[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns how much is missing here to cover {@code asked}: {@link #none()} when it is covered. */
    public Resources shortfall(Resources asked) {
        return covers(asked) ? NONE : asked.minusClamped(this);
    }

    private Resources combine(Resources other, LongBinaryOperator operator) {
        return merge(
                operator.applyAsLong(cpu, other.cpu),
                operator.applyAsLong(memoryBytes, other.memoryBytes),
                operator.applyAsLong(diskBytes, other.diskBytes),
                other,
                (name, mine, theirs) -> operator.applyAsLong(mine, theirs));
    }

    private Resources shared(long newCpu, long newMemory, long newDisk) {
        boolean none = (newCpu | newMemory | newDisk) == 0 && names.length == 0;
        return none ? NONE : new Resources(newCpu, newMemory, newDisk, names, amounts);
    }

    /** One step of merging two amounts of a dimension. */
    private interface Merge {
        long apply(String name, long mine, long theirs);
    }

    /** Merges the host's dimensions of both, as two sorted lists; leaves out what becomes 0. */
    private Resources merge(long newCpu, long newMemory, long newDisk, Resources other, Merge merge) {
        if (names.length == 0 && other.names.length == 0) {
            return shared(newCpu, newMemory, newDisk);
        }
        String[] newNames = new String[names.length + other.names.length];
        long[] newAmounts = new long[newNames.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < names.length || j < other.names.length) {
            int order = i == names.length ? 1 : j == other.names.length ? -1 : names[i].compareTo(other.names[j]);
            String name = order <= 0 ? names[i] : other.names[j];
            long amount = merge.apply(name, order <= 0 ? amounts[i++] : 0, order >= 0 ? other.amounts[j++] : 0);
            if (amount != 0) {
                newNames[size] = name;
                newAmounts[size++] = amount;
            }
        }
        return trimmed(newCpu, newMemory, newDisk, newNames, newAmounts, size);
    }

    private static Resources trimmed(long cpu, long memory, long disk, String[] names, long[] amounts, int size) {
        if (size == 0) {
            return of(cpu, memory, disk);
        }
        boolean exact = size == names.length;
        return new Resources(
                cpu,
                memory,
                disk,
                exact ? names : Arrays.copyOf(names, size),
                exact ? amounts : Arrays.copyOf(amounts, size));
    }

    private static long add(String name, long a, long b) {
        long sum = a + b;
        if (sum < 0) {
            throw new ArithmeticException(
                    "The sum of %s (%s) and (%s) exceeds the largest amount (%s).\nMaybe use a coarser unit."
                            .formatted(name, a, b, Long.MAX_VALUE));
        }
        return sum;
    }

    private static long subtract(String name, long from, long amount) {
        checkArgument(
                from >= amount,
                "Cannot take %s (%s) away from (%s): it would be negative.\nMaybe use minusClamped.",
                name,
                amount,
                from);
        return from - amount;
    }

    private static void checkAmount(String name, long amount) {
        checkArgument(amount >= 0, "The amount of %s (%s) must not be negative.", name, amount);
    }

    /**
     * Returns an amount of a dimension in words: {@code 2 GiB memory}, {@code 500 cpu}, {@code 3 seats}.
     *
     * @param amount in the dimension's unit
     */
    public static String describe(String name, long amount) {
        boolean bytes = name.equals(MEMORY) || name.equals(DISK);
        return (bytes ? Sizes.text(amount) : Long.toString(amount)) + " " + name;
    }

    @Override
    public boolean equals(Object o) {
        return o == this
                || (o instanceof Resources other
                        && cpu == other.cpu
                        && memoryBytes == other.memoryBytes
                        && diskBytes == other.diskBytes
                        && Arrays.equals(names, other.names)
                        && Arrays.equals(amounts, other.amounts));
    }

    @Override
    public int hashCode() {
        int result = 31 * (31 * Long.hashCode(cpu) + Long.hashCode(memoryBytes)) + Long.hashCode(diskBytes);
        return names.length == 0 ? result : 31 * (31 * result + Arrays.hashCode(names)) + Arrays.hashCode(amounts);
    }

    /** Returns the amounts in words, in the order cpu, memory, disk, then the others by name: {@code 500 cpu, 2 GiB memory}. */
    @Override
    public String toString() {
        if (isNone()) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder();
        append(text, CPU, cpu);
        append(text, MEMORY, memoryBytes);
        append(text, DISK, diskBytes);
        for (int i = 0; i < names.length; i++) {
            append(text, names[i], amounts[i]);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, long amount) {
        if (amount != 0) {
            text.append(text.isEmpty() ? "" : ", ").append(describe(name, amount));
        }
    }

    /** Collects amounts by dimension. Not thread-safe. */
    public static final class Builder {

        private final SortedMap<String, Long> amounts = new TreeMap<>();

        private Builder() {}

        /**
         * Sets the amount of a dimension, in its unit; 0 removes it.
         *
         * @throws IllegalArgumentException if the name is empty or the amount is negative
         */
        public Builder set(String name, long amount) {
            checkArgument(!name.isEmpty(), "A resource dimension with the amount (%s) has an empty name.", amount);
            checkAmount(name, amount);
            if (amount == 0) {
                amounts.remove(name);
            } else {
                amounts.put(name, amount);
            }
            return this;
        }

        /** Sets the processor amount in the host's units, by default 1,000 a core. */
        public Builder cpu(long cpu) {
            return set(CPU, cpu);
        }

        /** Sets the memory in bytes. */
        public Builder memoryBytes(long memoryBytes) {
            return set(MEMORY, memoryBytes);
        }

        /** Sets the disk in bytes. */
        public Builder diskBytes(long diskBytes) {
            return set(DISK, diskBytes);
        }

        /** Returns the resources. */
        public Resources build() {
            SortedMap<String, Long> custom = new TreeMap<>(amounts);
            long cpu = take(custom, CPU);
            long memory = take(custom, MEMORY);
            long disk = take(custom, DISK);
            long[] values = custom.values().stream().mapToLong(Long::longValue).toArray();
            return trimmed(cpu, memory, disk, custom.keySet().toArray(NO_NAMES), values, values.length);
        }

        private static long take(Map<String, Long> from, String name) {
            Long amount = from.remove(name);
            return amount == null ? 0 : amount;
        }
    }
}
