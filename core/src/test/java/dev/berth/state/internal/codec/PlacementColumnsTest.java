package dev.berth.state.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.EvaluationId;
import dev.berth.model.Job;
import dev.berth.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementColumnsTest {

    private static final int MAX_BYTES_EACH = 40;

    @Property(tries = 60)
    void anyListOfAllocationsReadsBackInItsOrder(
            @ForAll long seed, @ForAll @IntRange(max = 4) int templates, @ForAll @IntRange(max = 20) int count) {
        List<Allocation> allocations = mixed(new Random(seed), templates, count);

        CodecContract.readsBack(PlacementColumns.LIST, allocations);
    }

    @Property(tries = 30)
    void thePlacementsOfAPlanReadBackByNode(@ForAll long seed, @ForAll @IntRange(max = 30) int count) {
        SortedMap<NodeId, List<Allocation>> byNode = new TreeMap<>();
        for (Allocation allocation : mixed(new Random(seed), 2, count)) {
            byNode.computeIfAbsent(allocation.nodeId(), node -> new ArrayList<>())
                    .add(allocation);
        }

        CodecContract.readsBack(PlacementColumns.BY_NODE, byNode);
    }

    @Test
    void placementsThatDifferInIdIndexAndNodeOnlyAreSmall() {
        List<Allocation> allocations = placed(new Random(1), template(1), 200, 50);

        byte[] bytes = PlacementColumns.LIST.encode(allocations);

        assertThat(bytes.length / allocations.size()).isLessThan(MAX_BYTES_EACH);
        List<Allocation> read = PlacementColumns.LIST.decode(bytes);
        assertThat(read).isEqualTo(allocations);
        assertThat(read).allSatisfy(allocation -> {
            assertThat(allocation.job()).isSameAs(read.get(0).job());
            assertThat(allocation.resources()).isSameAs(read.get(0).resources());
            assertThat(allocation.decision()).isSameAs(read.get(0).decision());
        });
    }

    @Test
    void idsThatCountUpAreSmallerStill() {
        List<Allocation> random = placed(new Random(1), template(1), 200, 50);
        List<Allocation> counted = new ArrayList<>();
        for (int i = 0; i < random.size(); i++) {
            counted.add(random.get(i).toBuilder()
                    .id(new AllocationId(77, 1_000 + i))
                    .build());
        }

        byte[] bytes = PlacementColumns.LIST.encode(counted);

        assertThat(PlacementColumns.LIST.decode(bytes)).isEqualTo(counted);
        assertThat(bytes.length).isLessThan(PlacementColumns.LIST.encode(random).length - 14 * random.size());
    }

    @Test
    void aSmallDifferenceIsNotLostInTheTemplate() {
        List<Allocation> allocations = placed(new Random(1), template(1), 3, 1);
        Allocation other = allocations.get(1).toBuilder()
                .clientStatus(ClientStatus.LOST)
                .modifyIndex(99)
                .build();
        List<Allocation> changed = List.of(allocations.get(0), other, allocations.get(2));

        assertThat(PlacementColumns.LIST.decode(PlacementColumns.LIST.encode(changed)))
                .isEqualTo(changed);
    }

    @Test
    void anAllocationListedForAnotherNodeIsRefused() {
        List<Allocation> allocations = placed(new Random(1), template(1), 1, 1);

        assertThatThrownBy(() -> PlacementColumns.BY_NODE.encode(ImmutableSortedMap.of(new NodeId(1, 1), allocations)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is listed for node");
    }

    @Test
    void damageGivesAListOrOneClearException() {
        Allocation small = Allocation.builder(
                        new AllocationId(1, 1), Job.builder("web").build(), "web", 0)
                .evaluationId(new EvaluationId(1, 1))
                .nodeId(new NodeId(1, 1))
                .resources(template(3).resources())
                .build();
        byte[] bytes = PlacementColumns.LIST.encode(placed(new Random(1), small, 4, 2));

        CodecContract.survivesDamage(PlacementColumns.LIST, bytes);
    }

    private static Allocation template(long seed) {
        return new RandomModel(seed).some(Allocation.class);
    }

    private static List<Allocation> mixed(Random random, int templates, int count) {
        List<Allocation> allocations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Allocation template = template(templates == 0 ? random.nextLong() : random.nextInt(templates));
            allocations.addAll(placed(random, template, 1, 3));
        }
        return allocations;
    }

    /** Allocations that follow a template, on some nodes. */
    private static List<Allocation> placed(Random random, Allocation template, int count, int nodes) {
        List<Allocation> allocations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int node = random.nextInt(nodes);
            allocations.add(template.toBuilder()
                    .id(new AllocationId(random.nextLong(), random.nextLong()))
                    .index(i)
                    .nodeId(new NodeId(node, 7))
                    .nodeName("node-" + node)
                    .build());
        }
        return allocations;
    }
}
