package dev.berth.state.internal.codec;

import dev.berth.model.Extras;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The codec of a message, declared field by field:
 *
 * <pre>{@code
 * static final Codec<DeviceInstance> DEVICE_INSTANCE = MessageCodec.of("DeviceInstance", DeviceInstance.class)
 *         .text(1, DeviceInstance::id)
 *         .bool(2, DeviceInstance::healthy)
 *         .create(f -> new DeviceInstance(f.get(1), f.get(2)));
 * }</pre>
 *
 * <p>A number, once released, keeps its meaning for ever. A field is not written when it has its absent value: 0, false, the first
 * constant, the empty text, list or map, or what the declaration says. Fields this version does not know are kept in the message's
 * {@link Extras} and written again at their place; a message without extras refuses them.
 *
 * <p>Immutable and thread-safe.
 */
public final class MessageCodec<T> implements Codec<T> {

    /** The field of {@link Extras#named()}, in every message with extras. */
    static final int NAMED_EXTRAS = 255;

    private final String name;
    private final List<Field<T>> fields; // ascending numbers
    private final @Nullable Field<T>[] byNumber; // [number]
    private final @Nullable Object[] absent; // [number]
    private final @Nullable Function<T, Extras> extras;
    private final Function<Fields, T> create;

    private MessageCodec(Declaration<T> declaration, Function<Fields, T> create) {
        this.name = declaration.name;
        this.extras = declaration.extras;
        this.create = create;
        this.fields = declaration.fields.stream()
                .sorted(Comparator.comparingInt(field -> field.number))
                .toList();
        this.byNumber = table(fields);
        this.absent = new Object[byNumber.length];
        fields.forEach(field -> absent[field.number] = field.absent);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays cannot be made otherwise; only Field<T> is put in
    private static <T> @Nullable Field<T>[] table(List<Field<T>> fields) {
        Field<T>[] table = new Field[fields.isEmpty() ? 1 : fields.get(fields.size() - 1).number + 1];
        for (Field<T> field : fields) {
            if (table[field.number] != null) {
                throw new IllegalArgumentException("The field number (%s) is declared twice.".formatted(field.number));
            }
            table[field.number] = field;
        }
        return table;
    }

    /** Starts the declaration of a message; the name appears in error messages. */
    public static <T> Declaration<T> of(String name, Class<T> type) {
        return new Declaration<>(name);
    }

    @Override
    public void write(WireWriter out, T message) {
        Extras kept = extras == null ? Extras.none() : extras.apply(message);
        if (kept.numbers().isEmpty()) {
            for (Field<T> field : fields) {
                field.write(out, message);
            }
        } else {
            writeMerged(out, message, kept);
        }
    }

    private void writeMerged(WireWriter out, T message, Extras kept) {
        Iterator<Integer> unknown = kept.numbers().iterator();
        Integer next = unknown.next();
        for (Field<T> field : fields) {
            for (; next != null && next < field.number; next = unknown.hasNext() ? unknown.next() : null) {
                out.raw(kept.numbered(next));
            }
            if (next != null && next == field.number) {
                throw new IllegalArgumentException(
                        "The field (%s) of %s is kept as unknown, but known.".formatted(next, name));
            }
            field.write(out, message);
        }
        for (; next != null; next = unknown.hasNext() ? unknown.next() : null) {
            out.raw(kept.numbered(next));
        }
    }

    @Override
    public T read(WireReader in) {
        @Nullable Object[] values = absent.clone();
        @Nullable Object[] soFar = new Object[values.length];
        TreeMap<Integer, byte[]> unknown = new TreeMap<>();
        int last = 0;
        while (in.hasMore()) {
            int from = in.at();
            int tag = in.varint(Wire.MAX_FIELD_NUMBER, "tag");
            int number = tag >>> Wire.TYPE_BITS;
            Field<T> field = number < byNumber.length ? byNumber[number] : null;
            checkOrder(in, number, last, field);
            last = number;
            if (field == null) {
                unknown.merge(number, in.skip(tag & Wire.TYPE_MASK, from), MessageCodec::concat);
            } else {
                soFar[number] = readField(in, field, tag & Wire.TYPE_MASK, soFar[number]);
            }
        }
        return finish(in, values, soFar, unknown);
    }

    private void checkOrder(WireReader in, int number, int last, @Nullable Field<T> field) {
        boolean again = number == last && (field == null || field.repeated);
        if (number == 0 || (number <= last && !again)) {
            throw in.bad("the field (%s) of %s stands after the field (%s)".formatted(number, name, last));
        }
        if (field == null && extras == null) {
            throw in.bad("%s has an unknown field (%s), and no place to keep it".formatted(name, number));
        }
    }

    private Object readField(WireReader in, Field<T> field, int type, @Nullable Object soFar) {
        if (!field.accepts(type)) {
            throw in.bad("the field (%s) of %s has the wrong type (%s)".formatted(field.number, name, type));
        }
        try {
            return field.read(in, type, soFar);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw in.bad("the field (%s) of %s".formatted(field.number, name), e);
        }
    }

    private T finish(
            WireReader in, @Nullable Object[] values, @Nullable Object[] soFar, SortedMap<Integer, byte[]> unknown) {
        for (Field<T> field : fields) {
            Object read = soFar[field.number];
            if (read != null) {
                values[field.number] = field.finish(read);
            } else if (field.required) {
                throw in.bad("the field (%s) of %s is missing".formatted(field.number, name));
            }
        }
        try {
            return create.apply(new Fields(values, unknown));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw in.bad("what is read makes no %s (%s)".formatted(name, e.getMessage()), e);
        }
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** The values of a message that was read, by field number. */
    public static final class Fields {

        private final @Nullable Object[] values;
        private final SortedMap<Integer, byte[]> unknown;

        private Fields(@Nullable Object[] values, SortedMap<Integer, byte[]> unknown) {
            this.values = values;
            this.unknown = unknown;
        }

        /** Returns the value of a field, or its absent value; of the type the field was declared with. */
        @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"
        }) // the declaration stands right beside the use
        public <V> V get(int number) {
            return (V) values[number];
        }

        /** Returns what this version does not know. */
        public Extras extras() {
            Map<String, Object> named = get(NAMED_EXTRAS);
            return Extras.of(named, unknown);
        }
    }

    /**
     * Collects the fields of a message. Confined to one thread.
     *
     * @param <T> the type of the message
     */
    public static final class Declaration<T> {

        private final String name;
        private final List<Field<T>> fields = new ArrayList<>();
        private @Nullable Function<T, Extras> extras;

        private Declaration(String name) {
            this.name = name;
        }

        private Declaration<T> add(Field<T> field) {
            fields.add(field);
            return this;
        }

        /** A value that is always written. */
        public <V> Declaration<T> required(int number, Value<V> kind, Function<T, V> getter) {
            return add(Field.<T, V>single(number, getter, kind, true, null));
        }

        /** A value that may be null, which is not written. */
        public <V> Declaration<T> optional(int number, Value<V> kind, Function<T, @Nullable V> getter) {
            return add(Field.<T, V>single(number, getter, kind, false, null));
        }

        /** A value that is not written when it equals {@code absent}. */
        public <V> Declaration<T> value(int number, Value<V> kind, Function<T, V> getter, V absent) {
            return add(Field.<T, V>single(number, getter, kind, false, absent));
        }

        public Declaration<T> int64(int number, Function<T, Long> getter) {
            return value(number, Values.INT64, getter, 0L);
        }

        public Declaration<T> int32(int number, Function<T, Integer> getter) {
            return value(number, Values.INT32, getter, 0);
        }

        public Declaration<T> bool(int number, Function<T, Boolean> getter) {
            return value(number, Values.BOOL, getter, false);
        }

        public Declaration<T> float64(int number, Function<T, Double> getter) {
            return value(number, Values.FLOAT64, getter, 0.0);
        }

        /** A text that is written each time. */
        public Declaration<T> text(int number, Function<T, String> getter) {
            return value(number, Values.TEXT, getter, "");
        }

        /** A text that is the same in many values, written once per stream. */
        public Declaration<T> sharedText(int number, Function<T, String> getter) {
            return value(number, Values.shared(BasicCodecs.SHARED_TEXT), getter, "");
        }

        public <E extends Enum<E>> Declaration<T> constant(int number, E[] constants, Function<T, E> getter) {
            return value(number, Values.constant(constants), getter, constants[0]);
        }

        public <E extends Enum<E>> Declaration<T> constants(int number, E[] constants, Function<T, Set<E>> getter) {
            return value(number, Values.constants(constants), getter, Values.noConstants());
        }

        public Declaration<T> duration(int number, Function<T, Duration> getter) {
            return value(number, Values.message(BasicCodecs.DURATION), getter, Duration.ZERO);
        }

        /** A JSON-like map in its order. */
        public Declaration<T> json(int number, Function<T, Map<String, Object>> getter) {
            return value(number, Values.message(BasicCodecs.JSON), getter, BasicCodecs.NO_JSON);
        }

        public <V> Declaration<T> list(int number, Value<V> kind, Function<T, ? extends Iterable<V>> getter) {
            return add(Field.list(number, getter, kind));
        }

        public <V> Declaration<T> messages(int number, Codec<V> codec, Function<T, List<V>> getter) {
            return list(number, Values.message(codec), getter);
        }

        public <K extends Comparable<K>, V> Declaration<T> map(
                int number, Codec<K> key, Codec<V> value, Function<T, SortedMap<K, V>> getter) {
            return add(Field.map(number, getter, key, value));
        }

        /** A map of texts; both sides are shared texts. */
        public Declaration<T> texts(int number, Function<T, SortedMap<String, String>> getter) {
            return map(number, BasicCodecs.KEY, BasicCodecs.KEY, getter);
        }

        /** Where the message keeps what this version does not know. */
        public Declaration<T> extras(Function<T, Extras> getter) {
            this.extras = getter;
            return value(
                    NAMED_EXTRAS,
                    Values.addedMessage(BasicCodecs.JSON),
                    message -> getter.apply(message).named(),
                    BasicCodecs.NO_JSON);
        }

        /** Returns the codec. */
        public MessageCodec<T> create(Function<Fields, T> create) {
            return new MessageCodec<>(this, create);
        }
    }
}
