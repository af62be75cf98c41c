package dev.berth.wire.nomad;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text, token by token, so that every complaint can name its line and column. Each method expects the parser at the
 * first token of a value and leaves it at the last. Confined to one thread.
 */
final class JsonIn {

    /** Reads one value. */
    @FunctionalInterface
    interface Reader<V> {
        V read(JsonIn in) throws IOException;
    }

    private static final long MIB = 1L << 20;
    private static final int MAX_DEPTH = 100;
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);

    private final JsonParser parser;
    private final CpuScale scale;
    private Foreign foreign = new Foreign();

    /** Members nobody knows, collected for the nearest value that keeps them, each under its path from there. */
    static final class Foreign {
        private final SortedMap<String, @Nullable Object> members = new TreeMap<>();
        private final Set<String> exact = new TreeSet<>();
        private String prefix = "";

        SortedMap<String, @Nullable Object> members() {
            return members;
        }
    }

    JsonIn(JsonParser parser, CpuScale scale) {
        this.parser = parser;
        this.scale = scale;
    }

    JsonParser parser() {
        return parser;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mismatch("a text", "Put it into double quotes.");
        }
        return parser.getText();
    }

    boolean flag() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw mismatch("true or false", "Write it without quotes.");
        };
    }

    long whole() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw mismatch("a whole number", "Write it without quotes and point.");
        }
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw refusal(shown() + " does not fit into 64 bits. Use a smaller number.", null);
        }
        return parser.getLongValue();
    }

    int integer() throws IOException {
        long value = whole();
        if (value != (int) value) {
            throw refusal(value + " does not fit into 32 bits. Use a smaller number.", null);
        }
        return (int) value;
    }

    double number() throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw mismatch("a number", "Write it without quotes.");
        }
        return parser.getDoubleValue();
    }

    Duration duration() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            throw mismatch("a duration in whole nanoseconds", "Write 10000000000 for 10s.");
        }
        return Duration.ofNanos(whole());
    }

    long megabytes() throws IOException {
        long value = whole();
        return checked(() -> Math.multiplyExact(value, MIB));
    }

    /** Notes that the member at hand, of this name, says exactly what another one rounds. */
    void replacesMember(String name, String rounded) {
        foreign.exact.add(foreign.prefix.substring(0, foreign.prefix.length() - name.length()) + rounded);
    }

    /** Returns whether a member read before says exactly what this one rounds. */
    boolean isReplaced() {
        return foreign.exact.contains(foreign.prefix);
    }

    long cpu() throws IOException {
        long value = whole();
        return checked(() -> scale.toHost(value));
    }

    /** Reads a point in time such as {@code 2026-11-23T04:42:24.104434558Z} as nanoseconds since the epoch; year 1 is 0. */
    long timestamp() throws IOException {
        String text = text();
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            BigInteger nanos = BigInteger.valueOf(instant.getEpochSecond())
                    .multiply(NANOS)
                    .add(BigInteger.valueOf(instant.getNano()));
            return instant.getEpochSecond() < 0 ? 0 : nanos.longValueExact();
        } catch (DateTimeException | ArithmeticException e) {
            throw refusal("\"" + text + "\" is not a point in time. Write one like 2026-11-23T04:42:24.5Z.", e);
        }
    }

    /** Reads with a parser of words or ids that refuses by exception. */
    <V> V word(Function<String, V> parse) throws IOException {
        String text = text();
        return checked(() -> parse.apply(text));
    }

    <V> List<V> list(Reader<V> element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw mismatch("a list", "Put it into brackets.");
        }
        String before = foreign.prefix;
        List<V> result = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            foreign.prefix = before + "[" + result.size() + "]";
            result.add(element.read(this));
        }
        foreign.prefix = before;
        return result;
    }

    /** Reads an object whose members all have the same kind of value; members that are null are left out. */
    <V> SortedMap<String, V> map(Reader<V> value) throws IOException {
        SortedMap<String, V> result = new TreeMap<>();
        members(name -> {
            if (!isNull()) {
                result.put(name, value.read(this));
            }
        });
        return result;
    }

    /** What is done with a member whose value the parser has reached. */
    @FunctionalInterface
    interface MemberAction {
        void accept(String name) throws IOException;
    }

    void members(MemberAction action) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw mismatch("an object", "Put it into braces.");
        }
        String before = foreign.prefix;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            foreign.prefix = before.isEmpty() ? name : before + "." + name;
            parser.nextToken();
            action.accept(name);
        }
        foreign.prefix = before;
    }

    /** Reads whatever is there: String, Long, Double, Boolean, List, Map or null. */
    @Nullable
    Object any() throws IOException {
        return any(0);
    }

    private @Nullable Object any(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw refusal("The value is nested deeper than " + MAX_DEPTH + " levels. Make it flatter.", null);
        }
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(any(depth + 1));
                }
                yield elements;
            }
            case START_OBJECT -> anyObject(depth);
            default -> throw mismatch("a value", "Remove it.");
        };
    }

    private Map<String, @Nullable Object> anyObject(int depth) throws IOException {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            result.put(name, any(depth + 1));
        }
        return result;
    }

    /** Keeps the member the parser is at, whose name nobody knows. */
    void keep() throws IOException {
        foreign.members.put(foreign.prefix, any());
    }

    /** Begins to collect unknown members anew; give the result to {@link #leave}. */
    Foreign enter() {
        Foreign outer = foreign;
        foreign = new Foreign();
        return outer;
    }

    /** Returns what was collected since {@link #enter()} and goes on with what was collected before. */
    Foreign leave(Foreign outer) {
        Foreign inner = foreign;
        foreign = outer;
        return inner;
    }

    /** Runs something that may refuse a value, and names the place if it does. */
    <V> V checked(Supplier<V> action) {
        try {
            return action.get();
        } catch (NomadJsonException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refusal(String.valueOf(e.getMessage()).replace('\n', ' '), e);
        }
    }

    private NomadJsonException mismatch(String wanted, String advice) throws IOException {
        return refusal(shown() + " is not " + wanted + ". " + advice, null);
    }

    private String shown() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "An object";
            case START_ARRAY -> "A list";
            case VALUE_STRING -> "\"" + shortened(parser.getText()) + "\"";
            default -> shortened(parser.getText());
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    NomadJsonException refusal(String problem, @Nullable Throwable cause) {
        var at = parser.currentTokenLocation();
        return new NomadJsonException(
                at.getLineNr(), at.getColumnNr(), path(parser.getParsingContext()), problem, cause);
    }

    /** Turns what Jackson says about broken syntax into one sentence with its place. */
    NomadJsonException malformed(JsonProcessingException e) {
        var at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return new NomadJsonException(
                at.getLineNr(),
                at.getColumnNr(),
                path(parser.getParsingContext()),
                "The JSON is broken: " + e.getOriginalMessage().replace('\n', ' ') + ".",
                e);
    }

    private static String path(JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        JsonStreamContext parent = context.getParent();
        if (parent == null) {
            return "";
        }
        path.append(path(parent));
        if (context.inArray() && context.hasCurrentIndex()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.inObject() && context.getCurrentName() != null) {
            path.append(path.length() == 0 ? "" : ".").append(context.getCurrentName());
        }
        return path.toString();
    }
}
