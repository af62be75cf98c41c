package dev.berth.state.internal;

import dev.berth.model.Allocation;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.Resources;
import dev.berth.state.internal.table.Edit;
import dev.berth.state.internal.table.IntList;
import org.jspecify.annotations.Nullable;

/** A row of the node table: the node, its allocations, and what they use. Without node: its allocations are left. */
public final class NodeSlot extends RowHolder {
    private final NodeId id;
    private @Nullable Node node;
    private Resources usage = Resources.none();
    private long allocationsIndex;

    NodeSlot(NodeId id, Edit owner) {
        super(owner);
        this.id = id;
    }

    private NodeSlot(NodeSlot from, Edit owner) {
        super(from, owner);
        this.id = from.id;
        this.node = from.node;
        this.usage = from.usage;
        this.allocationsIndex = from.allocationsIndex;
    }

    /** A slot as it was written to a snapshot. */
    public NodeSlot(
            NodeId id, @Nullable Node node, IntList allocations, Resources usage, long allocationsIndex, Edit owner) {
        super(owner, allocations);
        this.id = id;
        this.node = node;
        this.usage = usage;
        this.allocationsIndex = allocationsIndex;
    }

    NodeSlot editable(Edit edit) {
        return ownedBy(edit) ? this : new NodeSlot(this, edit);
    }

    /** The id of the node. */
    public NodeId id() {
        return id;
    }

    /** The node, null when it was forgotten while it still had allocations. */
    public @Nullable Node node() {
        return node;
    }

    /** The sum over its allocations whose tasks may still use something. */
    public Resources usage() {
        return usage;
    }

    /** The index at which something the node must know of its allocations changed last. */
    public long allocationsIndex() {
        return allocationsIndex;
    }

    void node(@Nullable Node newNode) {
        this.node = newNode;
    }

    void added(int row, Allocation allocation) {
        join(row);
        counted(allocation);
        allocationsIndex = Math.max(allocationsIndex, allocation.allocationModifyIndex());
    }

    /** Counts an allocation that is on the list already. */
    void counted(Allocation allocation) {
        if (!allocation.clientTerminal()) {
            usage = usage.plus(allocation.resources().total());
        }
    }

    void replaced(Allocation before, Allocation after) {
        Resources released =
                before.clientTerminal() ? Resources.none() : before.resources().total();
        Resources claimed =
                after.clientTerminal() ? Resources.none() : after.resources().total();
        if (!released.equals(claimed)) {
            usage = usage.minus(released).plus(claimed);
        }
        allocationsIndex = Math.max(allocationsIndex, after.allocationModifyIndex());
    }

    void removed(int row, Allocation allocation, long index) {
        leave(row);
        if (!allocation.clientTerminal()) {
            usage = usage.minus(allocation.resources().total());
        }
        allocationsIndex = index;
    }

    @Override
    boolean isUnused() {
        return node == null && allocations().size() == 0;
    }
}
