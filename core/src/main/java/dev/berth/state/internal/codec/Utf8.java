package dev.berth.state.internal.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts as UTF-8, strictly: nothing is replaced silently. Stateless. */
final class Utf8 {

    private Utf8() {}

    static byte[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == text.length()) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '?' && text.charAt(i) != '?') {
                    throw broken(text, null);
                }
            }
            return bytes;
        }
        try {
            ByteBuffer strict = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] result = new byte[strict.remaining()];
            strict.get(result);
            return result;
        } catch (CharacterCodingException e) {
            throw broken(text, e);
        }
    }

    private static IllegalArgumentException broken(String text, @Nullable Exception cause) {
        String start = text.substring(0, Math.min(40, text.length()));
        return new IllegalArgumentException(
                "The text (%s) holds half of a character pair, which has no binary form.\nMaybe it was cut in the middle."
                        .formatted(start),
                cause);
    }

    /** Returns the text of these bytes, or null if they are not UTF-8. */
    static @Nullable String decode(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return decodeStrictly(bytes, from, length);
            }
        }
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String decodeStrictly(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null; // the caller knows the place and says so
        }
    }
}
