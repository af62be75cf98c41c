package dev.berth.state.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class WireTest {

    @Property
    void everyNumberReadsBackAndTakesTheFewestBytes(@ForAll long value) {
        WireWriter out = new WireWriter();
        out.varint(value);
        int bytes = out.size();
        out.zigzag(value);
        out.fixed64(value);
        out.id(value, ~value);

        WireReader in = new WireReader(out.toByteArray());
        assertThat(in.varint()).isEqualTo(value);
        assertThat(in.zigzag()).isEqualTo(value);
        assertThat(in.fixed64()).isEqualTo(value);
        assertThat(List.of(in.idHalf(), in.idHalf())).containsExactly(value, ~value);
        assertThat(in.hasMore()).isFalse();
        assertThat(bytes).isEqualTo(Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7));
    }

    @Property
    void everyTextReadsBack(@ForAll String text) {
        String whole = text.replaceAll("[\\ud800-\\udfff]", "");

        assertThat(BasicCodecs.TEXT.decode(BasicCodecs.TEXT.encode(whole))).isEqualTo(whole);
    }

    @Test
    void halfACharacterPairIsRefusedRatherThanReplaced() {
        assertThatThrownBy(() -> BasicCodecs.TEXT.encode("a\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half of a character pair");
        assertThatThrownBy(() -> BasicCodecs.TEXT.encode("ä\ud83d")).isInstanceOf(IllegalArgumentException.class);
        assertThat(BasicCodecs.TEXT.decode(BasicCodecs.TEXT.encode("a? \ud83d\ude00")))
                .isEqualTo("a? \ud83d\ude00");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThatThrownBy(() -> BasicCodecs.TEXT.decode(new byte[] {'a', (byte) 0xc3}))
                .isInstanceOf(CodecException.class);
    }

    @Test
    void framesOfAnyLengthAndDepthReadBack() {
        for (int length : new int[] {0, 1, 127, 128, 16_383, 16_384, 3_000_000}) {
            String text = "x".repeat(length);
            Codec<String> deep = nested(100);

            assertThat(deep.decode(deep.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void framesTooDeepAreRefusedByBothSides() {
        assertThatThrownBy(() -> nested(201).encode("x")).isInstanceOf(IllegalArgumentException.class);
        byte[] tooDeep = {};
        for (int i = 0; i < 2_000; i++) {
            tooDeep = framed(tooDeep);
        }
        byte[] hostile = tooDeep;
        assertThatThrownBy(() -> unbounded().decode(hostile))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("deeper than 200");
    }

    @Property(tries = 100)
    void sharedValuesAreWrittenOnceAndReadAsOneInstance(@ForAll @UniqueElements List<@NotBlank String> texts) {
        List<String> whole = texts.stream()
                .map(text -> text.replaceAll("[\\ud800-\\udfff]", "s"))
                .distinct()
                .toList();
        WireWriter out = new WireWriter();
        whole.forEach(text -> out.shared(BasicCodecs.SHARED_TEXT, text));
        int first = out.size();
        whole.forEach(text -> out.shared(BasicCodecs.SHARED_TEXT, String.copyValueOf(text.toCharArray())));

        WireReader in = new WireReader(out.toByteArray());
        List<String> read =
                whole.stream().map(text -> in.shared(BasicCodecs.SHARED_TEXT)).toList();
        assertThat(read).isEqualTo(whole);
        for (String text : read) {
            assertThat(in.shared(BasicCodecs.SHARED_TEXT)).isSameAs(text);
        }
        assertThat(out.size() - first).isLessThanOrEqualTo(2 * whole.size());
    }

    @Test
    void sharedValuesOutliveTheDrainingOfTheBuffer() throws IOException {
        WireWriter out = new WireWriter();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        out.shared(BasicCodecs.SHARED_TEXT, "node-1");
        out.drainTo(first);
        out.shared(BasicCodecs.SHARED_TEXT, "node-1");
        out.drainTo(second);

        WireReader in = new WireReader(first.toByteArray());
        String text = in.shared(BasicCodecs.SHARED_TEXT);
        assertThat(second.size()).isEqualTo(1);
        assertThat(in.next(second.toByteArray()).shared(BasicCodecs.SHARED_TEXT))
                .isSameAs(text);
    }

    @Test
    void aReferenceToNothingIsRefused() {
        assertThatThrownBy(() -> new WireReader(new byte[] {5}).shared(BasicCodecs.SHARED_TEXT))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("shared value (4)");
    }

    @Test
    void onlyTheShortestFormOfANumberIsTaken() {
        for (String hex : List.of("8000", "ffffffffffffffffff02", "ffffffffffffffffffff01", "80")) {
            assertThatThrownBy(() -> new WireReader(HexFormat.of().parseHex(hex)).varint())
                    .isInstanceOf(CodecException.class);
        }
        assertThat(new WireReader(HexFormat.of().parseHex("ffffffffffffffffff01")).varint())
                .isEqualTo(-1);
    }

    @Test
    void aHugeLengthOrCountIsRefusedBeforeAnythingIsAllocated() {
        byte[] twoGigabytes = HexFormat.of().parseHex("ffffffff07");

        assertThatThrownBy(() -> new WireReader(twoGigabytes).text()).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> new WireReader(twoGigabytes).count(1)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> new WireReader(twoGigabytes).frame(BasicCodecs.TEXT))
                .isInstanceOf(CodecException.class);
    }

    private static Codec<String> nested(int depth) {
        Codec<String> codec = BasicCodecs.TEXT;
        for (int i = 0; i < depth; i++) {
            Codec<String> inner = codec;
            codec = BasicCodecs.codec((out, text) -> out.frame(inner, text), in -> in.frame(inner));
        }
        return codec;
    }

    private static byte[] framed(byte[] inner) {
        WireWriter out = new WireWriter();
        out.varint(inner.length);
        out.raw(inner);
        return out.toByteArray();
    }

    private static Codec<String> unbounded() {
        return new Codec<>() {
            @Override
            public void write(WireWriter out, String value) {
                out.raw(new byte[0]);
            }

            @Override
            public String read(WireReader in) {
                return in.hasMore() ? in.frame(this) : "";
            }
        };
    }
}
