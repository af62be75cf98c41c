package dev.berth.wire.nomad;

import dev.berth.model.Extras;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How one type looks in Nomad's JSON: its members, each with how it is read into a draft and written from the value. Immutable.
 *
 * @param <T> the type
 * @param <D> the draft it is collected in, usually its builder
 */
final class Shape<T, D> {

    /* Implementation note: tables instead of annotated mix-ins, because a member's unit (MHz, MiB, nanoseconds), whether a policy's
     * field was given, and members that nobody knows cannot be said by annotations; and because a complaint can name its place. */

    private final Supplier<D> start;
    private final Function<D, T> finish;
    private final Map<String, Member<T, D>> members;
    private final @Nullable Function<T, Extras> extras;
    private final @Nullable BiConsumer<D, Extras> setExtras;

    private Shape(Builder<T, D> builder) {
        this.start = builder.start;
        this.finish = builder.finish;
        this.members = new LinkedHashMap<>(builder.members);
        this.extras = builder.extras;
        this.setExtras = builder.setExtras;
    }

    static <T, D> Builder<T, D> of(Supplier<D> start, Function<D, T> finish) {
        return new Builder<>(start, finish);
    }

    /** Writes a flag that is a value of its own. */
    static void flag(JsonOut out, Boolean value) throws IOException {
        out.generator().writeBoolean(value);
    }

    T read(JsonIn in) throws IOException {
        D draft = start.get();
        if (setExtras == null) {
            readMembers(in, draft);
        } else {
            JsonIn.Foreign outer = in.enter();
            readMembers(in, draft);
            JsonIn.Foreign inner = in.leave(outer);
            if (!inner.members().isEmpty()) {
                in.checked(() -> {
                    setExtras.accept(draft, Extras.named(inner.members()));
                    return draft;
                });
            }
        }
        return in.checked(() -> finish.apply(draft));
    }

    private void readMembers(JsonIn in, D draft) throws IOException {
        in.members(name -> {
            Member<T, D> member = members.get(name);
            if (member == null || member.reader == null) {
                in.keep();
            } else if (!in.isNull()) {
                member.reader.read(in, draft);
            }
        });
    }

    void write(JsonOut out, T value) throws IOException {
        if (extras == null) {
            writeMembers(out, value);
        } else {
            JsonOut.Foreign outer = out.enter(extras.apply(value));
            writeMembers(out, value);
            out.leave(outer);
        }
    }

    private void writeMembers(JsonOut out, T value) throws IOException {
        out.generator().writeStartObject();
        for (Member<T, D> member : members.values()) {
            member.write(out, value);
        }
        out.foreignMembers(members.keySet());
        out.generator().writeEndObject();
    }

    /** Reads a member's value into the draft. */
    @FunctionalInterface
    interface MemberReader<D> {
        void read(JsonIn in, D draft) throws IOException;
    }

    /** One member. Changed by the builder only. */
    private static final class Member<T, D> {
        private final String name;
        private final @Nullable MemberReader<D> reader; // null: computed, kept as it was where it was read
        private final JsonOut.Writer<T> writer;
        private final Predicate<T> unset;
        private boolean omitUnset;
        private @Nullable Predicate<T> given;

        Member(String name, @Nullable MemberReader<D> reader, JsonOut.Writer<T> writer, Predicate<T> unset) {
            this.name = name;
            this.reader = reader;
            this.writer = writer;
            this.unset = unset;
        }

        void write(JsonOut out, T value) throws IOException {
            if (given != null && !given.test(value)) {
                if (!omitUnset) {
                    out.generator().writeNullField(name);
                }
            } else if (reader == null) {
                writer.write(out, value);
            } else if (given != null || !omitUnset || !unset.test(value)) {
                out.member(name, value, writer);
            }
        }
    }

    /** Collects the members in the order in which they are written. */
    static final class Builder<T, D> {
        private final Supplier<D> start;
        private final Function<D, T> finish;
        private final Map<String, Member<T, D>> members = new LinkedHashMap<>();
        private @Nullable Function<T, Extras> extras;
        private @Nullable BiConsumer<D, Extras> setExtras;
        private @Nullable Member<T, D> last;

        private Builder(Supplier<D> start, Function<D, T> finish) {
            this.start = start;
            this.finish = finish;
        }

        Shape<T, D> build() {
            return new Shape<>(this);
        }

        private Builder<T, D> add(
                String name, @Nullable MemberReader<D> reader, JsonOut.Writer<T> writer, Predicate<T> unset) {
            last = new Member<>(name, reader, writer, unset);
            members.put(name, last);
            return this;
        }

        private Member<T, D> last() {
            return Objects.requireNonNull(last, "no member yet");
        }

        /** Says that the last member is left out where it holds nothing: Nomad omits it, or older Nomads do not know it. */
        Builder<T, D> whenSet() {
            last().omitUnset = true;
            return this;
        }

        /** Says when the last member was given at all; else null is written, or nothing with {@link #whenSet()}. */
        Builder<T, D> givenIf(Predicate<T> given) {
            last().given = given;
            return this;
        }

        /** Keeps unknown members of this object, and of those below that cannot keep any themselves. */
        Builder<T, D> extras(Function<T, Extras> get, BiConsumer<D, Extras> set) {
            extras = get;
            setExtras = set;
            return this;
        }

        /** A member that follows from others: written as it was read, else as computed; never read into the value. */
        Builder<T, D> derived(String name, Function<T, @Nullable Object> compute) {
            return add(name, null, (out, value) -> out.derived(name, compute.apply(value)), value -> false);
        }

        Builder<T, D> custom(String name, MemberReader<D> reader, JsonOut.Writer<T> writer, Predicate<T> unset) {
            return add(name, reader, writer, unset);
        }

        /** Some members of the value in an object of their own, without being a value of their own. */
        Builder<T, D> nested(String name, Shape<T, D> part) {
            return add(name, part::readMembers, part::writeMembers, value -> false);
        }

        Builder<T, D> text(String name, Function<T, String> get, BiConsumer<D, String> set) {
            return add(
                    name,
                    (in, draft) -> set.accept(draft, in.text()),
                    (out, value) -> out.text(get.apply(value)),
                    value -> get.apply(value).isEmpty());
        }

        Builder<T, D> flag(String name, Predicate<T> get, BiConsumer<D, Boolean> set) {
            return add(
                    name,
                    (in, draft) -> set.accept(draft, in.flag()),
                    (out, value) -> out.generator().writeBoolean(get.test(value)),
                    value -> !get.test(value));
        }

        Builder<T, D> integer(String name, ToIntFunction<T> get, BiConsumer<D, Integer> set) {
            return add(
                    name,
                    (in, draft) -> set.accept(draft, in.integer()),
                    (out, value) -> out.generator().writeNumber(get.applyAsInt(value)),
                    value -> get.applyAsInt(value) == 0);
        }

        Builder<T, D> whole(String name, ToLongFunction<T> get, BiConsumer<D, Long> set) {
            return add(
                    name,
                    (in, draft) -> set.accept(draft, in.whole()),
                    (out, value) -> out.generator().writeNumber(get.applyAsLong(value)),
                    value -> get.applyAsLong(value) == 0);
        }

        Builder<T, D> cpu(String name, ToLongFunction<T> get, BiConsumer<D, Long> set) {
            return add(
                    name,
                    (in, draft) -> set.accept(draft, in.cpu()),
                    (out, value) -> out.cpu(get.applyAsLong(value)),
                    value -> get.applyAsLong(value) == 0);
        }

        /** Bytes as MiB. What is no whole number of MiB is rounded up there and stands exactly in a member of Berth's own. */
        Builder<T, D> megabytes(String name, ToLongFunction<T> get, BiConsumer<D, Long> set) {
            String exact = name.substring(0, name.length() - "MB".length()) + "Bytes";
            add(
                    name,
                    (in, draft) -> {
                        long bytes = in.megabytes();
                        if (!in.isReplaced()) {
                            set.accept(draft, bytes);
                        }
                    },
                    (out, value) -> out.megabytes(get.applyAsLong(value)),
                    value -> get.applyAsLong(value) == 0);
            Member<T, D> megabytes = last();
            add(
                    exact,
                    (in, draft) -> {
                        in.replacesMember(exact, name);
                        set.accept(draft, in.whole());
                    },
                    (out, value) -> out.generator().writeNumber(get.applyAsLong(value)),
                    value -> JsonOut.isWholeMegabytes(get.applyAsLong(value)));
            last().omitUnset = true;
            last = megabytes;
            return this;
        }

        Builder<T, D> duration(String name, Function<T, @Nullable Duration> get, BiConsumer<D, Duration> set) {
            return nullable(name, get, set, JsonIn::duration, JsonOut::duration);
        }

        /** A point in time as text; null when there is none. */
        Builder<T, D> timestampOrNull(String name, ToLongFunction<T> get, BiConsumer<D, Long> set) {
            return nullable(
                    name,
                    value -> get.applyAsLong(value) == 0 ? null : get.applyAsLong(value),
                    set,
                    JsonIn::timestamp,
                    JsonOut::timestamp);
        }

        /** A point in time as text; year 1 when there is none. */
        Builder<T, D> timestamp(String name, ToLongFunction<T> get, BiConsumer<D, Long> set) {
            return add(
                    name,
                    (in, draft) -> set.accept(draft, in.timestamp()),
                    (out, value) -> out.timestamp(get.applyAsLong(value)),
                    value -> get.applyAsLong(value) == 0);
        }

        /** A value that is written as a word: an enum or an id. An empty word counts as none, unless one is there to be read. */
        <V> Builder<T, D> word(
                String name,
                Function<T, @Nullable V> get,
                BiConsumer<D, V> set,
                Function<V, String> word,
                Function<String, V> parse) {
            return add(
                    name,
                    (in, draft) -> {
                        if (!in.text().isEmpty()) {
                            set.accept(draft, in.word(parse));
                        }
                    },
                    (out, value) -> {
                        V present = get.apply(value);
                        out.text(present == null ? "" : word.apply(present));
                    },
                    value -> get.apply(value) == null);
        }

        <V> Builder<T, D> nullable(
                String name,
                Function<T, @Nullable V> get,
                BiConsumer<D, V> set,
                JsonIn.Reader<V> reader,
                JsonOut.Writer<V> writer) {
            return add(
                    name,
                    (in, draft) -> set.accept(draft, reader.read(in)),
                    (out, value) -> {
                        V present = get.apply(value);
                        if (present == null) {
                            out.generator().writeNull();
                        } else {
                            writer.write(out, present);
                        }
                    },
                    value -> get.apply(value) == null);
        }

        <V> Builder<T, D> object(String name, Function<T, @Nullable V> get, BiConsumer<D, V> set, Shape<V, ?> shape) {
            return nullable(name, get, set, shape::read, shape::write);
        }

        Builder<T, D> texts(String name, Function<T, List<String>> get, BiConsumer<D, List<String>> set) {
            return list(name, get, set, JsonIn::text, JsonOut::text);
        }

        <V> Builder<T, D> list(
                String name,
                Function<T, List<V>> get,
                BiConsumer<D, List<V>> set,
                JsonIn.Reader<V> reader,
                JsonOut.Writer<V> writer) {
            return add(
                    name,
                    (in, draft) -> set.accept(draft, in.list(reader)),
                    (out, value) -> out.list(get.apply(value), writer),
                    value -> get.apply(value).isEmpty());
        }

        <V> Builder<T, D> objects(
                String name, Function<T, List<V>> get, BiConsumer<D, List<V>> set, Shape<V, ?> shape) {
            return list(name, get, set, shape::read, shape::write);
        }

        Builder<T, D> textMap(
                String name, Function<T, SortedMap<String, String>> get, BiConsumer<D, SortedMap<String, String>> set) {
            return map(name, get, set, JsonIn::text, JsonOut::text);
        }

        <V> Builder<T, D> map(
                String name,
                Function<T, SortedMap<String, V>> get,
                BiConsumer<D, SortedMap<String, V>> set,
                JsonIn.Reader<V> reader,
                JsonOut.Writer<V> writer) {
            return add(
                    name,
                    (in, draft) -> set.accept(draft, in.map(reader)),
                    (out, value) -> out.map(get.apply(value), writer),
                    value -> get.apply(value).isEmpty());
        }

        <V> Builder<T, D> objectMap(
                String name,
                Function<T, SortedMap<String, V>> get,
                BiConsumer<D, SortedMap<String, V>> set,
                Shape<V, ?> shape) {
            return map(name, get, set, shape::read, shape::write);
        }

        /** A free-form object such as a driver's configuration; null when empty. */
        @SuppressWarnings("unchecked") // any() gives a map for an object, and an object is what members() asked for
        Builder<T, D> json(String name, Function<T, Map<String, Object>> get, BiConsumer<D, Map<String, Object>> set) {
            return add(
                    name,
                    (in, draft) -> {
                        Map<String, Object> read = new LinkedHashMap<>();
                        in.members(member -> read.put(member, in.any()));
                        in.checked(() -> {
                            set.accept(draft, read);
                            return draft;
                        });
                    },
                    (out, value) -> out.any(get.apply(value).isEmpty() ? null : get.apply(value)),
                    value -> get.apply(value).isEmpty());
        }
    }
}
