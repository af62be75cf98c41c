package dev.berth.jobspec.internal.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of one job file, with its name. Line ends are {@code \n}, a byte order mark is gone. Immutable. */
public final class Source {
    private final String name;
    private final String text;

    /** Creates a source from text. */
    public Source(String name, String text) {
        this.name = name;
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.text = withoutMark.indexOf('\r') < 0 ? withoutMark : withoutMark.replace("\r\n", "\n");
    }

    /**
     * Creates a source from UTF-8.
     *
     * @throws Fatal when the bytes are not text
     */
    public static Source decode(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            CharBuffer chars = decoder.decode(ByteBuffer.wrap(bytes));
            return new Source(name, chars.toString());
        } catch (CharacterCodingException e) {
            throw notText(e);
        }
    }

    private static Fatal notText(CharacterCodingException cause) {
        return new Fatal(
                Position.NONE, "The file is not UTF-8 text.", "Maybe it is compressed or another kind of file.", cause);
    }

    /** Returns the name under which the file was given. */
    public String name() {
        return name;
    }

    /** Returns the whole text. */
    public String text() {
        return text;
    }

    /** Returns line {@code number} (from 1) without its end, or an empty text when there is none. */
    public String line(int number) {
        int start = 0;
        for (int line = 1; line < number; line++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return "";
            }
            start = end + 1;
        }
        int end = text.indexOf('\n', start);
        return number < 1 ? "" : text.substring(start, end < 0 ? text.length() : end);
    }
}
