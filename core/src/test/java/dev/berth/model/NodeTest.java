package dev.berth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeTest {

    private static final long GIB = 1L << 30;

    private final Node node = Node.builder("n1")
            .cpu(4_000)
            .memoryBytes(8 * GIB)
            .attribute("kernel.name", "linux")
            .attribute("unique.hostname", "n1")
            .meta("rack", "r1")
            .driver("docker")
            .build();

    @Test
    void aNodeWithANameOnlyIsReadyAndHasAStableId() {
        assertThat(node.ready()).isTrue();
        assertThat(node.id()).isEqualTo(NodeId.ofName("n1"));
        assertThat(node.datacenter()).isEqualTo("dc1");
        assertThat(node.nodePool()).isEqualTo("default");
        assertThat(node.validate()).isEmpty();
        assertThat(node.toBuilder().build()).isEqualTo(node);
    }

    @Test
    void aNodeTakesNoWorkWhileItIsDownIneligibleOrDraining() {
        DrainStrategy drain = new DrainStrategy(Duration.ofHours(1), false, 0, 0);

        assertThat(node.toBuilder().status(NodeStatus.DOWN).build().ready()).isFalse();
        assertThat(node.toBuilder().eligibility(Eligibility.INELIGIBLE).build().ready())
                .isFalse();
        assertThat(node.toBuilder().drain(drain).build().ready()).isFalse();
    }

    @Test
    void whatIsReservedIsNotAvailable() {
        Node reserving = node.toBuilder()
                .reserved(ReservedResources.of(Resources.of(500, GIB, 5)))
                .build();

        assertThat(reserving.available()).isEqualTo(Resources.of(3_500, 7 * GIB, 0));
    }

    @Test
    void theComputedClassIsTheSameOnEveryMachine() {
        assertThat(node.computedClassText()).isEqualTo("v1:4279359785319175181");
    }

    @Test
    void whatIsUniqueOrChangesWithTheLoadDoesNotChangeTheClass() {
        Node twin = Node.builder("n2")
                .cpu(16_000)
                .attribute("kernel.name", "linux")
                .attribute("unique.hostname", "n2")
                .meta("rack", "r1")
                .meta("unique.id", "7")
                .hostVolumes(Map.of("data", HostVolume.builder().path("/data").build()))
                .build();

        assertThat(twin.computedClass()).isEqualTo(node.computedClass());
    }

    @Test
    void whateverConstraintsCanSeeOfAKindOfNodeChangesTheClass() {
        DeviceGroup gpu = DeviceGroup.builder("nvidia", "gpu", "1080ti").build();
        List<Node> different = List.of(
                node.toBuilder().datacenter("dc2").build(),
                node.toBuilder().nodePool("gpu").build(),
                node.toBuilder().nodeClass("large").build(),
                node.toBuilder().attribute("kernel.name", "darwin").build(),
                node.toBuilder().meta("rack", "r2").build(),
                node.toBuilder()
                        .attributes(Map.of())
                        .meta("kernel.name", "linux")
                        .build(),
                node.toBuilder()
                        .resources(NodeResources.builder().devices(List.of(gpu)).build())
                        .build());

        assertThat(different)
                .extracting(Node::computedClass)
                .doesNotHaveDuplicates()
                .doesNotContain(node.computedClass());
    }

    @Test
    void validationReportsEveryProblemWithPathValueAndAdvice() {
        Node wrong = Node.builder("n1")
                .datacenter("")
                .nodePool("all")
                .resources(NodeResources.builder()
                        .total(Resources.of(100, 0, 0))
                        .minDynamicPort(40_000)
                        .maxDynamicPort(30_000)
                        .build())
                .reserved(ReservedResources.of(Resources.of(200, 0, 0)))
                .build();

        assertThat(wrong.validate())
                .extracting(Problem::path)
                .containsExactly("datacenter", "nodePool", "reserved.resources.cpu", "resources.minDynamicPort");
        assertThat(wrong.validate().get(2))
                .hasToString(
                        "reserved.resources.cpu (200): More is reserved than the node has (100 cpu). Maybe reserve less.");
    }

    @Test
    void whatCanNeverBeRightIsRefusedAtOnce() {
        List<NodeEvent> tooMany = Collections.nCopies(11, NodeEvent.of("again", 1));

        assertThatThrownBy(() -> Node.builder("").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty name");
        assertThatThrownBy(() -> node.toBuilder().maxAllocations(-1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxAllocations (-1)");
        assertThatThrownBy(() -> node.toBuilder().events(tooMany).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(11) events");
    }
}
