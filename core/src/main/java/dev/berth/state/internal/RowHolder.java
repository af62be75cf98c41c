package dev.berth.state.internal;

import dev.berth.state.internal.table.Edit;
import dev.berth.state.internal.table.IntList;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Something allocations belong to (a job, a node, an evaluation): it lists their rows in the order they came.
 *
 * <p>Like all slots it is written in place by the edit that made it and by nobody else, and never again once that edit is
 * published; whoever changes a slot of an older version copies it first.
 */
public abstract class RowHolder {
    private final Edit owner;
    private IntList allocations;
    private @Nullable BitSet leaving; // rows to take off the list, until settled

    /** A holder without allocations. */
    RowHolder(Edit owner) {
        this.owner = owner;
        this.allocations = IntList.EMPTY;
    }

    /** A copy for the edit. */
    RowHolder(RowHolder from, Edit owner) {
        this.owner = owner;
        this.allocations = from.allocations;
    }

    /** A holder as it was written to a snapshot. */
    RowHolder(Edit owner, IntList allocations) {
        this.owner = owner;
        this.allocations = allocations;
    }

    final boolean ownedBy(Edit edit) {
        return owner == edit;
    }

    /** The rows of the allocations, in the order they came. */
    public final IntList allocations() {
        return allocations;
    }

    final void join(int row) {
        if (leaving != null && leaving.get(row)) {
            settle();
        }
        allocations = allocations.append(owner, row);
    }

    /** Takes the row off when the change settles: many that leave cost one pass. */
    final void leave(int row) {
        if (leaving == null) {
            leaving = new BitSet();
        }
        leaving.set(row);
    }

    final void settle() {
        BitSet gone = leaving;
        if (gone != null) {
            allocations = allocations.removeIf(owner, gone::get);
            leaving = null;
        }
    }

    /** Whether nothing is left that would be a reason to keep the slot. */
    abstract boolean isUnused();
}
