package dev.berth.state.internal.codec;

import dev.berth.model.Allocation;
import dev.berth.model.NodeId;
import dev.berth.state.internal.codec.AllocationTemplates.NodeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects allocations and writes them as {@link PlacementColumns}. Each allocation is looked at once, when it is added: in a large plan
 * every look is a cache miss. Confined to one thread.
 */
final class PlacementRows {

    private final AllocationTemplates templates = new AllocationTemplates();
    private final Map<NodeName, Integer> nodeNumbers = new HashMap<>();
    private final List<NodeName> nodes = new ArrayList<>(); // in the order of their first allocation
    private final int[] templateOf; // [row], place in templates
    private final int[] nodeOf; // [row], place in nodes
    private final int[] indexes; // [row]
    private final long[] highs; // [row], upper half of the id
    private final long[] lows; // [row], lower half of the id
    private int size;
    private @Nullable NodeName lastNode;

    PlacementRows(int capacity) {
        templateOf = new int[capacity];
        nodeOf = new int[capacity];
        indexes = new int[capacity];
        highs = new long[capacity];
        lows = new long[capacity];
    }

    /** Adds an allocation; no more than the capacity. */
    void add(Allocation allocation) {
        templateOf[size] = templates.numberOf(allocation);
        nodeOf[size] = nodeNumber(allocation.nodeId(), allocation.nodeName());
        indexes[size] = allocation.index();
        highs[size] = allocation.id().high();
        lows[size] = allocation.id().low();
        size++;
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut: another instance of the same id is found in the map
    private int nodeNumber(NodeId id, String name) {
        NodeName last = lastNode;
        if (last != null && last.id() == id && last.name().equals(name)) {
            return nodeOf[size - 1];
        }
        NodeName node = new NodeName(id, name);
        lastNode = node;
        Integer known = nodeNumbers.putIfAbsent(node, nodes.size());
        if (known != null) {
            return known;
        }
        nodes.add(node);
        return nodes.size() - 1;
    }

    void write(WireWriter out) {
        out.varint(size);
        if (size == 0) {
            return;
        }
        out.varint(templates.templates().size());
        for (Allocation template : templates.templates()) {
            out.frame(AllocationCodecs.ALLOCATION, AllocationTemplates.blank(template));
        }
        out.varint(nodes.size());
        for (NodeName node : nodes) {
            BasicCodecs.NODE_KEY.write(out, node.id());
            BasicCodecs.KEY.write(out, node.name());
        }
        if (templates.templates().size() > 1) {
            writeDifferences(out, templateOf);
        }
        writeDifferences(out, nodeOf);
        writeDifferences(out, indexes);
        writeIds(out);
    }

    private void writeDifferences(WireWriter out, int[] column) {
        int before = 0;
        for (int row = 0; row < size; row++) {
            out.zigzag((long) column[row] - before);
            before = column[row];
        }
    }

    private void writeIds(WireWriter out) {
        boolean differences = sameHighs();
        out.rawByte(differences ? PlacementColumns.DIFFERENCES : PlacementColumns.RAW_IDS);
        if (differences) {
            out.fixed64(highs[0]);
        }
        long before = 0;
        for (int row = 0; row < size; row++) {
            if (differences) {
                out.zigzag(lows[row] - before);
                before = lows[row];
            } else {
                out.id(highs[row], lows[row]);
            }
        }
    }

    private boolean sameHighs() {
        for (int row = 1; row < size; row++) {
            if (highs[row] != highs[0]) {
                return false;
            }
        }
        return true;
    }
}
