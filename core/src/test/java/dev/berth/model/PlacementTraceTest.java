package dev.berth.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlacementTraceTest {

    private static final long GIB = 1L << 30;
    private static final NodeId N3 = NodeId.ofName("n3");
    private static final Resources TWO_GIB = Resources.of(0, 2 * GIB, 0);

    private final PlacementTrace full = PlacementTrace.builder()
            .nodesInPool(3)
            .nodesSeen(3)
            .nodesFiltered(1)
            .nodesExhausted(2)
            .nodesByDatacenter(Map.of("dc1", 3, "dc2", 0))
            .filteredByClass(Map.of("small", 1))
            .exhaustedByClass(Map.of("large", 2))
            .filtered(List.of(new FilterCount(ReasonCode.CONSTRAINT, "${attr.kernel.name} = linux", 1)))
            .shortfalls(List.of(new DimensionShortfall("memory", 2, 6 * GIB, 4 * GIB)))
            .quotas(List.of("seats"))
            .closest(new ClosestNode(N3, "n3", TWO_GIB, true))
            .everFits(true)
            .coalesced(4)
            .build();

    @Test
    void theSentenceNamesWhatIsShortOnTheClosestNodeAndWhetherItWouldFitIfEmpty() {
        assertThat(full.toBuilder().coalesced(0).build().sentence())
                .isEqualTo("short 2 GiB memory on the closest node n3; would fit if it were empty");
        assertThat(full.sentence()).endsWith("would fit if it were empty (and 4 more alike)");
    }

    @Test
    void theSentenceSaysWhenNoNodeCouldEverDoIt() {
        PlacementTrace never = full.toBuilder()
                .coalesced(0)
                .everFits(false)
                .closest(new ClosestNode(N3, "n3", TWO_GIB, false))
                .build();

        assertThat(never.sentence())
                .isEqualTo("short 2 GiB memory on the closest node n3; no node is large enough, even empty");
    }

    @Test
    void theSentenceSaysWhereNodesAreMissing() {
        PlacementTrace.Builder none = PlacementTrace.builder();

        assertThat(none.build().sentence()).isEqualTo("no node is in the pool default");
        assertThat(none.nodesInPool(2).build().sentence())
                .isEqualTo("none of the 2 nodes in the pool default is ready");
        assertThat(none.nodesByDatacenter(Map.of("dc7", 0)).build().sentence())
                .isEqualTo("no node is ready in datacenter dc7; the pool default has 2 nodes");
    }

    @Test
    void theSentenceListsTheFiltersWhenEveryNodeIsUnfit() {
        PlacementTrace unfit = PlacementTrace.builder()
                .nodesInPool(3)
                .nodesSeen(3)
                .nodesFiltered(3)
                .filtered(List.of(
                        new FilterCount(ReasonCode.CONSTRAINT, "${attr.kernel.name} = linux", 1),
                        new FilterCount(ReasonCode.DRIVER_MISSING, "docker", 2)))
                .build();

        assertThat(unfit.sentence())
                .isEqualTo(
                        "all 3 nodes were filtered out: 2 by driver missing docker, 1 by constraint ${attr.kernel.name} = linux");
    }

    @Test
    void theSentenceOfAPlacementNamesItsNode() {
        PlacementTrace placed = PlacementTrace.builder()
                .nodesInPool(1)
                .nodesSeen(1)
                .best(List.of(new NodeScore(N3, "n3", 0.75, new TreeMap<>(Map.of("binpack", 0.75)))))
                .build();

        assertThat(placed.sentence()).isEqualTo("placed on n3 with score 0.750");
    }

    @Test
    void theLinesTellEveryFactInAFixedOrder() {
        assertThat(full.lines())
                .containsExactly(
                        "No nodes are available in datacenter \"dc2\"",
                        "Class \"small\": 1 node excluded by filter",
                        "Constraint ${attr.kernel.name} = linux: 1 node excluded by filter",
                        "Resources exhausted on 2 nodes",
                        "Class \"large\" exhausted on 2 nodes",
                        "Dimension \"memory\" exhausted on 2 nodes: asked 6 GiB memory, at most 4 GiB memory free",
                        "Quota limit hit \"seats\"",
                        "Closest node n3 is short 2 GiB memory; would fit if it were empty",
                        "4 more would fail alike");
        assertThat(PlacementTrace.builder().build().lines()).containsExactly("No nodes were eligible for evaluation");
    }
}
