package dev.berth.state.internal.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON-like values: a byte for the kind, then the value; lists and maps in frames. Stateless. */
final class JsonCodec {

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int TEXT = 5;
    private static final int LIST = 6;
    private static final int MAP = 7;

    private JsonCodec() {}

    static void writeMembers(WireWriter out, Map<?, ?> map) {
        map.forEach((name, value) -> {
            BasicCodecs.KEY.write(out, (String) name);
            write(out, value);
        });
    }

    private static void write(WireWriter out, @Nullable Object value) {
        if (value == null) {
            out.rawByte(NULL);
        } else if (value instanceof Boolean truth) {
            out.rawByte(truth ? TRUE : FALSE);
        } else if (value instanceof Long number) {
            out.rawByte(LONG);
            out.zigzag(number);
        } else if (value instanceof Double number) {
            out.rawByte(DOUBLE);
            out.fixed64(Double.doubleToRawLongBits(number));
        } else if (value instanceof String text) {
            out.rawByte(TEXT);
            BasicCodecs.KEY.write(out, text);
        } else if (value instanceof List<?> list) {
            out.rawByte(LIST);
            out.frame((o, elements) -> elements.forEach(element -> write(o, element)), list);
        } else if (value instanceof Map<?, ?> map) {
            out.rawByte(MAP);
            out.frame(JsonCodec::writeMembers, map);
        } else {
            throw new IllegalArgumentException("The value (%s) has no binary form.".formatted(value));
        }
    }

    static Map<String, Object> readMembers(WireReader in) {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.hasMore()) {
            String name = BasicCodecs.KEY.read(in);
            if (map.containsKey(name)) {
                throw in.bad("the member (%s) appears twice".formatted(name));
            }
            map.put(name, read(in));
        }
        return Collections.unmodifiableMap(map);
    }

    @SuppressWarnings("NullAway") // null is a value of JSON
    private static Object read(WireReader in) {
        int kind = in.rawByte();
        return switch (kind) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case LONG -> in.zigzag();
            case DOUBLE -> Double.longBitsToDouble(in.fixed64());
            case TEXT -> BasicCodecs.KEY.read(in);
            case LIST -> in.frame(JsonCodec::readElements);
            case MAP -> in.frame(JsonCodec::readMembers);
            default -> throw in.bad("the kind (%s) of a JSON value is unknown".formatted(kind));
        };
    }

    private static List<Object> readElements(WireReader in) {
        List<Object> list = new ArrayList<>();
        while (in.hasMore()) {
            list.add(read(in));
        }
        return Collections.unmodifiableList(list);
    }
}
