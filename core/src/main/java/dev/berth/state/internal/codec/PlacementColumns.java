package dev.berth.state.internal.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.NodeId;
import dev.berth.state.internal.codec.AllocationTemplates.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Allocations as columns: what they have in common is written once, the rest side by side. An allocation that differs from another one
 * of the list in id, index and node only takes about 20 bytes, against some hundreds by itself; the order is kept.
 *
 * <p>Form: the number of allocations; the templates, each an allocation whose id, index and node are blank; the nodes, each an id and a
 * name; then one column after the other: which template (left out when there is one), which node and which index, each as the difference
 * to the one before; then the ids, either sixteen bytes each or, where their upper halves are the same, the differences of the lower
 * ones.
 *
 * <p><b>Cost:</b> O(allocations). Stateless.
 */
public final class PlacementColumns {

    /** Any allocations, in their order. */
    public static final Codec<List<Allocation>> LIST =
            BasicCodecs.codec(PlacementColumns::write, PlacementColumns::read);

    /** Allocations by their nodes, as in a plan; no list is empty. */
    public static final Codec<SortedMap<NodeId, List<Allocation>>> BY_NODE =
            BasicCodecs.codec(PlacementColumns::writeByNode, PlacementColumns::readByNode);

    static final int RAW_IDS = 0;
    static final int DIFFERENCES = 1;
    private static final int LEAST_BYTES = 3; // of an allocation: node, index and id

    private PlacementColumns() {}

    private static void writeByNode(WireWriter out, SortedMap<NodeId, List<Allocation>> byNode) {
        PlacementRows rows =
                new PlacementRows(byNode.values().stream().mapToInt(List::size).sum());
        byNode.forEach((node, list) -> {
            for (Allocation allocation : list) {
                if (!allocation.nodeId().equals(node)) {
                    throw new IllegalArgumentException(
                            "The allocation (%s) is listed for node (%s), but placed on (%s)."
                                    .formatted(allocation.id(), node, allocation.nodeId()));
                }
                rows.add(allocation);
            }
        });
        rows.write(out);
    }

    private static SortedMap<NodeId, List<Allocation>> readByNode(WireReader in) {
        List<Allocation> allocations = read(in);
        ImmutableSortedMap.Builder<NodeId, List<Allocation>> byNode = ImmutableSortedMap.naturalOrder();
        int from = 0;
        for (int to = 1; to <= allocations.size(); to++) {
            NodeId node = allocations.get(from).nodeId();
            int order =
                    to == allocations.size() ? 1 : allocations.get(to).nodeId().compareTo(node);
            if (order < 0) {
                throw in.bad("the nodes of a plan are not in ascending order");
            }
            if (order > 0) {
                byNode.put(node, ImmutableList.copyOf(allocations.subList(from, to)));
                from = to;
            }
        }
        return byNode.build();
    }

    private static void write(WireWriter out, List<Allocation> allocations) {
        PlacementRows rows = new PlacementRows(allocations.size());
        allocations.forEach(rows::add);
        rows.write(out);
    }

    private static List<Allocation> read(WireReader in) {
        int count = in.count(LEAST_BYTES);
        if (count == 0) {
            return ImmutableList.of();
        }
        List<Allocation> templates = readTemplates(in, count);
        List<NodeName> nodes = readNodes(in, count);
        int[] templateOf = templates.size() > 1 ? readDifferences(in, count, templates.size()) : new int[count];
        int[] nodeOf = readDifferences(in, count, nodes.size());
        int[] indexes = readDifferences(in, count, 1L << 31);
        AllocationId[] ids = readIds(in, count);
        ImmutableList.Builder<Allocation> allocations = ImmutableList.builderWithExpectedSize(count);
        for (int i = 0; i < count; i++) {
            NodeName node = nodes.get(nodeOf[i]);
            allocations.add(AllocationTemplates.follow(templates.get(templateOf[i]), ids[i], indexes[i], node));
        }
        return allocations.build();
    }

    private static List<Allocation> readTemplates(WireReader in, int count) {
        int size = in.varint(count, "number of templates");
        List<Allocation> templates = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            templates.add(in.frame(AllocationCodecs.ALLOCATION));
        }
        return checkNotEmpty(in, templates, "templates");
    }

    private static List<NodeName> readNodes(WireReader in, int count) {
        int size = in.varint(count, "number of nodes");
        List<NodeName> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(new NodeName(BasicCodecs.NODE_KEY.read(in), BasicCodecs.KEY.read(in)));
        }
        return checkNotEmpty(in, nodes, "nodes");
    }

    private static <T> List<T> checkNotEmpty(WireReader in, List<T> list, String what) {
        if (list.isEmpty()) {
            throw in.bad("there are allocations but no " + what);
        }
        return list;
    }

    private static int[] readDifferences(WireReader in, int count, long limit) {
        int[] column = new int[count];
        long before = 0;
        for (int i = 0; i < count; i++) {
            long value = before + in.zigzag();
            if (value < 0 || value >= limit) {
                throw in.bad("a value of a column (%s) is not in 0 to %s".formatted(value, limit - 1));
            }
            column[i] = (int) value;
            before = value;
        }
        return column;
    }

    private static AllocationId[] readIds(WireReader in, int count) {
        int mode = in.rawByte();
        if (mode != RAW_IDS && mode != DIFFERENCES) {
            throw in.bad("the form (%s) of the ids is unknown".formatted(mode));
        }
        long high = mode == DIFFERENCES ? in.fixed64() : 0;
        long low = 0;
        AllocationId[] ids = new AllocationId[count];
        for (int i = 0; i < count; i++) {
            if (mode == DIFFERENCES) {
                low += in.zigzag();
                ids[i] = new AllocationId(high, low);
            } else {
                ids[i] = new AllocationId(in.idHalf(), in.idHalf());
            }
        }
        return ids;
    }
}
