package dev.berth.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.DriverInfo;
import dev.berth.model.Eligibility;
import dev.berth.model.Node;
import dev.berth.model.NodeResources;
import dev.berth.model.NodeStatus;
import dev.berth.model.PlacementTrace;
import dev.berth.model.ReasonCode;
import dev.berth.model.ReservedResources;
import dev.berth.model.Resources;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacerTest {
    private static final long GIB = 1L << 30;

    private final Node n1 = Node.builder("n1").cpu(4_000).memoryBytes(8 * GIB).build();
    private final Node n2 = Node.builder("n2").cpu(4_000).memoryBytes(8 * GIB).build();
    private final Node n3 = Node.builder("n3").cpu(8_000).memoryBytes(16 * GIB).build();

    @Test
    void namesTheShortfallOfTheClosestNodeAndThatItWouldFitIfEmpty() {
        Existing onN3 =
                Existing.of(n3.id(), Ask.builder("db").memoryBytes(6 * GIB).build());

        PlacementResult result = Placer.place(
                List.of(n1, n2, n3),
                List.of(onN3),
                List.of(Ask.builder("search").memoryBytes(12 * GIB).build()));

        assertThat(result.unplaced().get(0).reason())
                .isEqualTo("short 2 GiB memory on the closest node n3; would fit if it were empty");
        assertThat(result.unplaced().get(0).trace().everFits()).isTrue();
    }

    @Test
    void saysWhenNoNodeIsLargeEnough() {
        PlacementResult result = Placer.place(
                List.of(n1, n2),
                List.of(Ask.builder("huge").memoryBytes(12 * GIB).count(3).build()));

        Unplaced huge = result.unplaced().get(0);
        assertThat(huge.count()).isEqualTo(3);
        assertThat(huge.trace().everFits()).isFalse();
        assertThat(huge.trace().coalesced()).isEqualTo(2);
        assertThat(huge.reason()).contains("no node is large enough, even empty");
    }

    @Test
    void fillsTheNodeThatBecomesFullest() {
        Existing half = Existing.of(
                n2.id(), Ask.builder("old").cpu(2_000).memoryBytes(4 * GIB).build());

        PlacementResult result = Placer.place(
                List.of(n1, n2, n3),
                List.of(half),
                List.of(Ask.builder("web").cpu(500).memoryBytes(GIB).build()));

        assertThat(result.placements().get(0).nodeName()).isEqualTo("n2");
    }

    @Test
    void keepsInstancesOfAGroupApart() {
        PlacementResult result = Placer.place(
                List.of(n1, n2, n3),
                List.of(Ask.builder("web")
                        .count(3)
                        .cpu(100)
                        .memoryBytes(GIB / 4)
                        .build()));

        assertThat(result.placements()).extracting(Placement::nodeName).doesNotHaveDuplicates();
    }

    @Test
    void placesByTheHostsOwnDimensions() {
        Node licensed = Node.builder("licensed")
                .resources(
                        Resources.builder().cpu(1_000).set("licence.matlab", 2).build())
                .build();
        Ask ask = Ask.builder("sim")
                .count(3)
                .cpu(100)
                .resource("licence.matlab", 1)
                .build();

        PlacementResult result = Placer.place(List.of(n1, licensed), List.of(ask));

        assertThat(result.placements()).extracting(Placement::nodeName).containsOnly("licensed");
        assertThat(result.unplaced().get(0).count()).isEqualTo(1);
        assertThat(result.unplaced().get(0).reason()).contains("short 1 licence.matlab");
    }

    @Test
    void reservedResourcesAreNotHandedOut() {
        Node node = n1.toBuilder()
                .reserved(ReservedResources.of(Resources.of(1_000, 0, 0)))
                .build();

        assertThat(Placer.place(
                                List.of(node),
                                List.of(Ask.builder("a").cpu(3_001).build()))
                        .complete())
                .isFalse();
        assertThat(Placer.place(
                                List.of(node),
                                List.of(Ask.builder("a").cpu(3_000).build()))
                        .complete())
                .isTrue();
    }

    @Test
    void aStaticPortIsTakenOnceOnANode() {
        Ask ask = Ask.builder("web").count(3).staticPort("http", 8080).build();

        PlacementResult result = Placer.place(List.of(n1, n2), List.of(ask));

        assertThat(result.placements())
                .hasSize(2)
                .extracting(Placement::nodeName)
                .doesNotHaveDuplicates();
        assertThat(result.unplaced().get(0).trace().filtered()).singleElement().satisfies(count -> {
            assertThat(count.code()).isEqualTo(ReasonCode.PORT_COLLISION);
            assertThat(count.detail()).isEqualTo("http=8080");
            assertThat(count.nodes()).isEqualTo(2);
        });
    }

    @Test
    void dynamicPortsComeFromTheNodesRangeAndDiffer() {
        Node node = node(n1, 20_000, 20_003);
        Ask ask = Ask.builder("web").count(5).dynamicPort("http").build();

        PlacementResult result = Placer.place(List.of(node), List.of(ask));

        assertThat(result.placements())
                .flatExtracting(Placement::ports)
                .extracting(port -> port.value())
                .containsExactlyInAnyOrder(20_000, 20_001, 20_002, 20_003);
        assertThat(result.unplaced().get(0).trace().filtered().get(0).code()).isEqualTo(ReasonCode.PORT_COLLISION);
    }

    @Test
    void aPortTheNodeReservesIsNeverHandedOut() {
        Node node = node(n1, 20_000, 20_002).toBuilder()
                .reserved(new ReservedResources(Resources.none(), List.of(), "22,20000-20001"))
                .build();

        assertThat(Placer.place(
                                List.of(node),
                                List.of(Ask.builder("a").staticPort("ssh", 22).build()))
                        .complete())
                .isFalse();
        assertThat(Placer.place(
                                List.of(node),
                                List.of(Ask.builder("a").dynamicPort("x").build()))
                        .placements()
                        .get(0)
                        .ports()
                        .get(0)
                        .value())
                .isEqualTo(20_002);
    }

    @Test
    void aStaticPortInsideTheDynamicRangeIsNotGivenToTheSameAskAgain() {
        Node node = node(n1, 20_000, 20_001);
        Ask ask = Ask.builder("a").staticPort("s", 20_000).dynamicPort("d").build();
        Ask two = Ask.builder("b")
                .staticPort("s", 20_000)
                .dynamicPort("d")
                .dynamicPort("e")
                .build();

        assertThat(Placer.place(List.of(node), List.of(ask)).placements().get(0).ports())
                .extracting(port -> port.value())
                .containsExactly(20_000, 20_001);
        assertThat(Placer.place(List.of(node), List.of(two)).complete()).isFalse();
    }

    @Test
    void countsEachNodeUnderTheFirstFilterThatRefusesIt() {
        Node down = n1.toBuilder()
                .name("down")
                .id(Node.builder("down").build().id())
                .status(NodeStatus.DOWN)
                .build();
        Node ineligible =
                Node.builder("ineligible").eligibility(Eligibility.INELIGIBLE).build();
        Node elsewhere = Node.builder("elsewhere").datacenter("us").build();
        Node pool = Node.builder("pool").nodePool("gpu").build();
        Node sick = Node.builder("sick")
                .attribute("os", "linux")
                .drivers(java.util.Map.of(
                        "docker", DriverInfo.builder().detected(true).build()))
                .build();
        Node windows = Node.builder("windows")
                .attribute("os", "windows")
                .driver("docker")
                .build();
        Node old = Node.builder("old")
                .attribute("os", "linux")
                .attribute("driver.docker", "1")
                .cpu(10)
                .build();
        Ask ask = Ask.builder("a")
                .cpu(100)
                .datacenters("dc*")
                .nodePool("default")
                .driver("docker")
                .constraint("${attr.os}", "=", "linux")
                .build();

        PlacementTrace trace = Placer.place(
                        List.of(down, ineligible, elsewhere, pool, sick, windows, old), List.of(ask))
                .unplaced()
                .get(0)
                .trace();

        assertThat(trace.nodesInPool()).isEqualTo(6);
        assertThat(trace.nodesSeen()).isEqualTo(3);
        assertThat(trace.nodesExhausted()).isEqualTo(1);
        assertThat(trace.filtered())
                .extracting(count -> count.phrase() + ": " + count.nodes())
                .containsExactlyInAnyOrder("driver unhealthy docker: 1", "constraint ${attr.os} = linux: 1");
    }

    @Test
    void saysThatADatacenterHasNoNodes() {
        PlacementResult result = Placer.place(
                List.of(n1), List.of(Ask.builder("a").datacenters("mars").build()));

        assertThat(result.unplaced().get(0).reason()).contains("no node is ready in datacenter mars");
    }

    @Test
    void saysThatThereAreNoNodes() {
        PlacementResult result =
                Placer.place(List.of(), List.of(Ask.builder("a").build()));

        assertThat(result.unplaced().get(0).trace().nodesSeen()).isZero();
        assertThat(result.unplaced().get(0).reason()).contains("no node");
    }

    @Test
    void distinctHostsAllowsOneInstancePerNode() {
        Ask ask = Ask.builder("a").count(3).constraint("", "distinct_hosts", "").build();

        PlacementResult result = Placer.place(List.of(n1, n2), List.of(ask));

        assertThat(result.placements())
                .hasSize(2)
                .extracting(Placement::nodeName)
                .doesNotHaveDuplicates();
        assertThat(result.unplaced().get(0).trace().filtered().get(0).code()).isEqualTo(ReasonCode.DISTINCT_HOSTS);
    }

    @Test
    void distinctHostsCanBeSwitchedOff() {
        Ask ask = Ask.builder("a")
                .count(3)
                .constraint("", "distinct_hosts", "false")
                .build();

        assertThat(Placer.place(List.of(n1, n2), List.of(ask)).complete()).isTrue();
    }

    @Test
    void distinctPropertyLimitsInstancesPerValue() {
        List<Node> nodes = IntStream.range(0, 6)
                .mapToObj(i -> Node.builder("n" + i).meta("rack", "r" + i % 2).build())
                .toList();
        Ask ask = Ask.builder("a")
                .count(6)
                .constraint("${meta.rack}", "distinct_property", "2")
                .build();

        PlacementResult result = Placer.place(nodes, List.of(ask));

        assertThat(result.placements()).hasSize(4);
        assertThat(result.unplaced().get(0).trace().filtered().get(0).code()).isEqualTo(ReasonCode.DISTINCT_PROPERTY);
    }

    @Test
    void anEvenSpreadTakesTheRackWithTheFewest() {
        List<Node> nodes = IntStream.range(0, 6)
                .mapToObj(i -> Node.builder("n" + i)
                        .meta("rack", "r" + i % 3)
                        .cpu(10_000)
                        .memoryBytes(10 * GIB)
                        .build())
                .toList();
        Ask ask = Ask.builder("a").count(6).cpu(100).spread("${meta.rack}").build();

        PlacementResult result = Placer.place(nodes, List.of(ask));

        assertThat(result.placements().stream()
                        .collect(java.util.stream.Collectors.groupingBy(
                                placement ->
                                        Integer.parseInt(placement.nodeName().substring(1)) % 3,
                                java.util.stream.Collectors.counting())))
                .containsExactlyInAnyOrderEntriesOf(java.util.Map.of(0, 2L, 1, 2L, 2, 2L));
    }

    @Test
    void aNodeHoldsNoMoreAllocationsThanItMay() {
        Node one = Node.builder("one").maxAllocations(1).build();

        PlacementResult result =
                Placer.place(List.of(one), List.of(Ask.builder("a").count(2).build()));

        assertThat(result.placements()).hasSize(1);
        assertThat(result.unplaced().get(0).trace().filtered().get(0).code()).isEqualTo(ReasonCode.MAX_ALLOCATIONS);
    }

    @Test
    void theOrderOfNodesDoesNotMatter() {
        List<Ask> asks =
                List.of(Ask.builder("a").count(5).cpu(700).memoryBytes(GIB).build());

        assertThat(Placer.place(List.of(n1, n2, n3), asks).toString())
                .isEqualTo(Placer.place(List.of(n3, n2, n1), asks).toString());
    }

    private static Node node(Node node, int minPort, int maxPort) {
        return node.toBuilder()
                .resources(NodeResources.builder()
                        .total(node.resources().total())
                        .minDynamicPort(minPort)
                        .maxDynamicPort(maxPort)
                        .build())
                .build();
    }
}
