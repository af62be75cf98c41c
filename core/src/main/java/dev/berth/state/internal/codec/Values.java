package dev.berth.state.internal.codec;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The kinds of values that fields have. Stateless. */
@SuppressWarnings("EnumOrdinal") // the place of a constant is its number in the format; GoldenFilesTest keeps it
public final class Values {

    /** A signed number of 64 bits. */
    public static final Value<Long> INT64 = of(Wire.VARINT, WireWriter::int64, WireReader::zigzag);

    /** A signed number of 32 bits. */
    public static final Value<Integer> INT32 =
            of(Wire.VARINT, (out, number, value) -> out.int64(number, value), BasicCodecs.INT32::read);

    /** A truth value. */
    public static final Value<Boolean> BOOL = of(Wire.VARINT, WireWriter::bool, in -> in.varint(1, "truth value") == 1);

    /** A floating-point number, bit by bit. */
    public static final Value<Double> FLOAT64 =
            of(Wire.FIXED64, WireWriter::float64, in -> Double.longBitsToDouble(in.fixed64()));

    /** A text that is written each time. */
    public static final Value<String> TEXT = of(Wire.BYTES, WireWriter::text, WireReader::text);

    private Values() {}

    /** Writes tag and value. */
    private interface Put<V> {
        void put(WireWriter out, int number, V value);
    }

    private static <V> Value<V> of(int type, Put<V> put, Function<WireReader, V> read) {
        return new Value<>() {
            @Override
            public void write(WireWriter out, int number, V value) {
                put.put(out, number, value);
            }

            @Override
            public boolean accepts(int given) {
                return given == type;
            }

            @Override
            public V read(WireReader in, int given) {
                return read.apply(in);
            }
        };
    }

    /** A constant of an enum, by its place; the order of the constants is part of the format. */
    public static <E extends Enum<E>> Value<E> constant(E[] constants) {
        E[] copy = constants.clone();
        return of(
                Wire.VARINT,
                (out, number, value) -> out.ordinal(number, value.ordinal()),
                in -> copy[in.varint(copy.length - 1, "place of a constant")]);
    }

    /** A set of constants of an enum, one bit per place. */
    public static <E extends Enum<E>> Value<Set<E>> constants(E[] constants) {
        E[] copy = constants.clone();
        return of(Wire.VARINT, (out, number, set) -> out.ordinal(number, bits(set)), in -> {
            int bits = in.varint((1 << copy.length) - 1, "set of constants");
            Set<E> set = EnumSet.noneOf(copy[0].getDeclaringClass());
            for (E constant : copy) {
                if ((bits & 1 << constant.ordinal()) != 0) {
                    set.add(constant);
                }
            }
            return Sets.immutableEnumSet(set);
        });
    }

    private static int bits(Set<? extends Enum<?>> set) {
        return set.stream().mapToInt(constant -> 1 << constant.ordinal()).sum();
    }

    /** Returns the empty set of constants. */
    static <E> Set<E> noConstants() {
        return ImmutableSet.of();
    }

    /** Makes an id of its halves. */
    public interface IdMaker<I> {
        I make(long high, long low);
    }

    /** An id of 128 bits. */
    public static <I> Value<I> id(ToLongFunction<I> high, ToLongFunction<I> low, IdMaker<I> maker) {
        return of(
                Wire.FIXED128,
                (out, number, id) -> out.id(number, high.applyAsLong(id), low.applyAsLong(id)),
                in -> maker.make(in.idHalf(), in.idHalf()));
    }

    /** A message in a frame of its own. */
    public static <V> Value<V> message(Codec<V> codec) {
        return of(Wire.BYTES, (out, number, value) -> out.message(number, codec, value), in -> in.frame(codec));
    }

    /**
     * A message with shared values of its own. Every field that is added to a message after its first release is of this kind or a
     * primitive: a version that does not know the field keeps its bytes unread, and must not miss the number of a shared value.
     */
    public static <V> Value<V> addedMessage(Codec<V> codec) {
        return message(new Codec<>() {
            @Override
            public void write(WireWriter out, V value) {
                out.isolated(codec, value);
            }

            @Override
            public V read(WireReader in) {
                return in.isolated(codec);
            }
        });
    }

    /** A value that is written once per stream. */
    public static <V> Value<V> shared(Shared<V> kind) {
        return new Value<>() {
            @Override
            public void write(WireWriter out, int number, V value) {
                out.shared(number, kind, value);
            }

            @Override
            public boolean accepts(int type) {
                return type == Wire.VARINT || type == Wire.BYTES;
            }

            @Override
            public V read(WireReader in, int type) {
                return in.shared(kind, type);
            }
        };
    }
}
