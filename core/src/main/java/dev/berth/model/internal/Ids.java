package dev.berth.model.internal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Text, order and derivation of the 128-bit ids. Stateless. */
public final class Ids {

    private static final int TEXT_LENGTH = 36;
    private static final int SHORT_LENGTH = 8;

    private Ids() {}

    /** Returns the UUID form: 36 characters, lower case, as in {@code 6f1c2e0a-0d5b-4a51-9c4e-2f4b8f3a7d10}. */
    public static String text(long high, long low) {
        return new UUID(high, low).toString();
    }

    /** Returns the first eight hexadecimal digits, which is what a terminal shows. */
    public static String shortForm(long high) {
        String digits = Long.toHexString(high >>> 32);
        return "0".repeat(SHORT_LENGTH - digits.length()) + digits;
    }

    /** Compares as two unsigned 128-bit numbers, which is the order of their texts. */
    public static int compare(long high1, long low1, long high2, long low2) {
        int high = Long.compareUnsigned(high1, high2);
        return high != 0 ? high : Long.compareUnsigned(low1, low2);
    }

    /** Reads the UUID form, in either case. {@code what} names the kind of id in the message of a refusal. */
    public static UUID parse(String what, String text) {
        if (text.length() == TEXT_LENGTH) {
            try {
                UUID id = UUID.fromString(text);
                if (id.toString().equalsIgnoreCase(text)) {
                    return id;
                }
            } catch (IllegalArgumentException e) {
                throw malformed(what, text, e);
            }
        }
        throw malformed(what, text, null);
    }

    /** Returns the id that belongs to a name: the same name always gives the same id, on every machine. */
    public static UUID derived(String what, String name) {
        return UUID.nameUUIDFromBytes((what + "/" + name).getBytes(StandardCharsets.UTF_8));
    }

    private static IllegalArgumentException malformed(String what, String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "The %s id (%s) is not a UUID.\nMaybe write all 36 characters, as in 6f1c2e0a-0d5b-4a51-9c4e-2f4b8f3a7d10."
                        .formatted(what, text),
                cause);
    }
}
