package dev.berth.state.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** What every codec promises about bytes it did not write. */
final class CodecContract {

    private CodecContract() {}

    /** A value reads back equal, and its bytes are written again alike. */
    static <T> void readsBack(Codec<T> codec, T value) {
        byte[] bytes = codec.encode(value);

        T read = codec.decode(bytes);

        assertThat(read).isEqualTo(value);
        assertThat(codec.encode(read)).isEqualTo(bytes);
    }

    /** Cut off anywhere, or with any byte changed, the bytes give a value or a {@link CodecException}, nothing else. */
    static <T> void survivesDamage(Codec<T> codec, byte[] bytes) {
        for (int cut = 0; cut < bytes.length; cut++) {
            valueOrException(codec, Arrays.copyOf(bytes, cut));
        }
        for (int at = 0; at < bytes.length; at++) {
            for (int flip : new int[] {0x01, 0x04, 0x80, 0xff}) {
                byte[] damaged = bytes.clone();
                damaged[at] ^= (byte) flip;
                valueOrException(codec, damaged);
            }
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = (byte) 0x80;
        valueOrException(codec, longer);
    }

    private static <T> void valueOrException(Codec<T> codec, byte[] bytes) {
        try {
            assertThat(codec.decode(bytes)).isNotNull();
        } catch (CodecException e) {
            assertThat(e).hasMessageContaining("offset");
        }
    }
}
