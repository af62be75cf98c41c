package dev.berth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Property
    void anIdPrintsAsAUuidAndReadsBack(@ForAll long high, @ForAll long low) {
        AllocationId id = new AllocationId(high, low);

        assertThat(AllocationId.parse(id.toString())).isEqualTo(id);
        assertThat(AllocationId.of(id.toUuid())).isEqualTo(id);
        assertThat(id.toString()).isEqualTo(new UUID(high, low).toString()).startsWith(id.shortForm());
        assertThat(id.shortForm()).hasSize(8);
    }

    @Property
    void idsAreOrderedAsTheirTexts(@ForAll long high1, @ForAll long low1, @ForAll long high2, @ForAll long low2) {
        NodeId a = new NodeId(high1, low1);
        NodeId b = new NodeId(high2, low2);

        assertThat(Integer.signum(a.compareTo(b)))
                .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "web",
                "6f1c2e0a",
                "6f1c2e0a-0d5b-4a51-9c4e-2f4b8f3a7d1g",
                "6f1c2e0a-0d5b4-a51-9c4e-2f4b8f3a7d10"
            })
    void aTextThatIsNoUuidIsRefusedWithTheKindAndTheValue(String text) {
        assertThatThrownBy(() -> EvaluationId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("evaluation id (" + text + ")");
    }

    @Test
    void aNodesNameAlwaysGivesTheSameId() {
        assertThat(NodeId.ofName("n1")).isEqualTo(NodeId.ofName("n1")).isNotEqualTo(NodeId.ofName("n2"));
        assertThat(NodeId.ofName("n1")).hasToString("dbe846ef-00a6-31ea-817d-27534ce12466");
    }

    @Test
    void aJobKeyHidesOnlyTheDefaultNamespace() {
        assertThat(JobKey.of("web")).hasToString("web");
        assertThat(new JobKey("team-a", "web")).hasToString("team-a/web");
        assertThat(new GroupKey(JobKey.of("web"), "cache")).hasToString("web.cache");
    }
}
