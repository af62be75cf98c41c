package dev.berth.wire.nomad;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.model.Extras;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes one JSON text in Nomad's form. Confined to one thread. */
final class JsonOut {

    /** Writes one value. */
    @FunctionalInterface
    interface Writer<V> {
        void write(JsonOut out, V value) throws IOException;
    }

    /** How Nomad writes a point in time that is not set, where it does not write null. */
    static final String NEVER = "0001-01-01T00:00:00Z";

    private static final long MIB = 1L << 20;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final JsonGenerator generator;
    private final CpuScale scale;
    private Foreign foreign = new Foreign(Extras.none());

    /** The unknown members of the value being written, and which of them have found their place already. */
    static final class Foreign {
        private final SortedMap<String, Object> members;
        private final Set<String> written = new TreeSet<>();
        private String prefix = "";

        Foreign(Extras extras) {
            this.members = extras.named();
        }
    }

    JsonOut(JsonGenerator generator, CpuScale scale) {
        this.generator = generator;
        this.scale = scale;
    }

    JsonGenerator generator() {
        return generator;
    }

    CpuScale scale() {
        return scale;
    }

    /** Begins a value that keeps unknown members; give the result to {@link #leave}. */
    Foreign enter(Extras extras) {
        Foreign outer = foreign;
        foreign = new Foreign(extras);
        return outer;
    }

    void leave(Foreign outer) {
        foreign = outer;
    }

    /** Writes a member: its name and whatever the writer makes of the value. */
    <V> void member(String name, V value, Writer<V> writer) throws IOException {
        String before = foreign.prefix;
        foreign.prefix = before.isEmpty() ? name : before + "." + name;
        generator.writeFieldName(name);
        writer.write(this, value);
        foreign.prefix = before;
    }

    /** Writes a member as it was read where it was, else as it is computed. */
    void derived(String name, @Nullable Object value) throws IOException {
        String path = foreign.prefix.isEmpty() ? name : foreign.prefix + "." + name;
        generator.writeFieldName(name);
        if (foreign.members.containsKey(path)) {
            foreign.written.add(path);
            any(foreign.members.get(path));
        } else {
            any(value);
        }
    }

    /** Writes the unknown members that belong to the object being written, which is about to end. */
    void foreignMembers(Collection<String> known) throws IOException {
        String start = foreign.prefix.isEmpty() ? "" : foreign.prefix + ".";
        for (Map.Entry<String, Object> entry : foreign.members.entrySet()) {
            String path = entry.getKey();
            if (!path.startsWith(start) || foreign.written.contains(path)) {
                continue;
            }
            String name = path.substring(start.length());
            if (!name.isEmpty() && !known.contains(head(name))) {
                foreign.written.add(path);
                generator.writeFieldName(name);
                any(entry.getValue());
            }
        }
    }

    /** Returns the first step of a path: what is below a known member, and was not written there, has lost its place. */
    private static String head(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return path.substring(0, end);
    }

    void text(String value) throws IOException {
        generator.writeString(value);
    }

    void duration(Duration value) throws IOException {
        generator.writeNumber(value.toNanos());
    }

    void cpu(long value) throws IOException {
        generator.writeNumber(scale.toMhz(value));
    }

    /** Writes bytes as whole MiB, rounded up. */
    void megabytes(long bytes) throws IOException {
        generator.writeNumber(-Math.floorDiv(-bytes, MIB));
    }

    static boolean isWholeMegabytes(long bytes) {
        return bytes % MIB == 0;
    }

    /** Writes nanoseconds since the epoch as Nomad does: with as many decimals as needed. */
    void timestamp(long nanos) throws IOException {
        generator.writeString(timestampText(nanos));
    }

    static String timestampText(long nanos) {
        if (nanos == 0) {
            return NEVER;
        }
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
        StringBuilder text = new StringBuilder(SECONDS.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)));
        if (instant.getNano() != 0) {
            String decimals =
                    String.valueOf(NANOS_PER_SECOND + instant.getNano()).substring(1);
            text.append('.').append(decimals.replaceAll("0+$", ""));
        }
        return text.append('Z').toString();
    }

    /** Writes null where there is nothing, as Nomad does. */
    <V> void list(Collection<V> values, Writer<V> element) throws IOException {
        if (values.isEmpty()) {
            generator.writeNull();
        } else {
            fullList(values, element);
        }
    }

    <V> void fullList(Collection<V> values, Writer<V> element) throws IOException {
        String before = foreign.prefix;
        generator.writeStartArray();
        int position = 0;
        for (V value : values) {
            foreign.prefix = before + "[" + position++ + "]";
            element.write(this, value);
        }
        generator.writeEndArray();
        foreign.prefix = before;
    }

    /** Writes null where there is nothing, as Nomad does. */
    <V> void map(Map<String, V> values, Writer<V> value) throws IOException {
        if (values.isEmpty()) {
            generator.writeNull();
        } else {
            fullMap(values, value);
        }
    }

    <V> void fullMap(Map<String, V> values, Writer<V> value) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, V> entry : values.entrySet()) {
            member(entry.getKey(), entry.getValue(), value);
        }
        generator.writeEndObject();
    }

    void any(@Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Collection<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                any(element);
            }
            generator.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                any(entry.getValue());
            }
            generator.writeEndObject();
        } else {
            throw new AssertionError(value.getClass());
        }
    }
}
