package dev.berth.state.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Extras;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private record Old(String name, int count, SortedMap<String, String> meta, Extras extras) {}

    private record New(String name, List<String> added, int count, New inner, SortedMap<String, String> meta) {}

    private record Strict(String name) {}

    private static final Codec<Old> OLD = MessageCodec.of("Old", Old.class)
            .sharedText(1, Old::name)
            .int32(4, Old::count)
            .texts(9, Old::meta)
            .extras(Old::extras)
            .create(f -> new Old(f.get(1), f.get(4), f.get(9), f.extras()));

    private static final Codec<New> INNER =
            MessageCodec.of("New", New.class).sharedText(1, New::name).create(f -> inner(f.get(1)));

    private static final Codec<New> NEW = MessageCodec.of("New", New.class)
            .sharedText(1, New::name)
            .list(2, Values.TEXT, New::added)
            .int32(4, New::count)
            .optional(7, Values.addedMessage(INNER), New::inner)
            .texts(9, New::meta)
            .create(f -> new New(f.get(1), f.get(2), f.get(4), f.get(7), f.get(9)));

    private static final Codec<Strict> STRICT = MessageCodec.of("Strict", Strict.class)
            .required(1, Values.TEXT, Strict::name)
            .create(f -> new Strict(f.get(1)));

    private final SortedMap<String, String> meta = ImmutableSortedMap.of("a", "web", "b", "inner", "web", "a");
    private final New value = new New("web", List.of("x", "y"), 3, inner("inner"), meta);

    @Test
    void fieldsOfANewerVersionAreKeptAndWrittenAgainAtTheirPlace() {
        byte[] bytes = NEW.encode(value);

        Old old = OLD.decode(bytes);

        assertThat(old.extras().numbers()).containsExactly(2, 7);
        assertThat(old.meta()).isEqualTo(meta);
        assertThat(OLD.encode(old)).isEqualTo(bytes);
        assertThat(NEW.decode(OLD.encode(old))).isEqualTo(value);
        assertThat(NEW.decode(OLD.encode(new Old(old.name(), 4, old.meta(), old.extras()))))
                .isEqualTo(new New("web", value.added(), 4, value.inner(), meta));
    }

    @Test
    void foreignJsonMembersAreKept() {
        Extras extras = Extras.named(Map.of("Shiny", List.of(1L, true, Map.of("x", 2.5))));
        Old old = new Old("web", 0, meta, extras);

        assertThat(OLD.decode(OLD.encode(old))).isEqualTo(old);
    }

    @Test
    void absentValuesTakeNoBytes() {
        assertThat(OLD.encode(new Old("", 0, ImmutableSortedMap.of(), Extras.none())))
                .isEmpty();
    }

    @Test
    void aMessageWithoutExtrasRefusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> STRICT.decode(NEW.encode(value)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Strict has an unknown field (2), and no place to keep it");
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThatThrownBy(() -> STRICT.decode(new byte[0]))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("the field (1) of Strict is missing");
    }

    @Test
    void fieldsOutOfOrderOrTwiceAreRefused() {
        WireWriter out = new WireWriter();
        out.int64(4, 1);
        out.int64(4, 2);

        assertThatThrownBy(() -> OLD.decode(out.toByteArray()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("the field (4) of Old stands after the field (4)");
    }

    @Test
    void everyCutAndEveryDamagedByteGivesAValueOrOneClearException() {
        CodecContract.survivesDamage(NEW, NEW.encode(value));
    }

    private static New inner(String name) {
        return new New(name, List.of(), 0, null, ImmutableSortedMap.of());
    }
}
