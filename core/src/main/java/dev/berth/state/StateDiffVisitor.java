package dev.berth.state;

import dev.berth.model.Allocation;
import dev.berth.model.Deployment;
import dev.berth.model.Evaluation;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.model.Resources;
import org.jspecify.annotations.Nullable;

/**
 * Told what differs between two states, see {@link ClusterState#diff}. Of two values one may be null (there was none, or
 * there is none), never both. A value that was written without changing may be reported. The order within a kind is not
 * defined; kinds come in the order of the methods here.
 */
public interface StateDiffVisitor {

    /** The job (its newest version, status included) differs. */
    default void job(@Nullable Job before, @Nullable Job after) {}

    /**
     * The node in this row differs. A row whose node was replaced by another node is reported twice: removed, added.
     *
     * @param nodeRow the row, as in {@link ClusterState#nodeAt}
     */
    default void node(int nodeRow, @Nullable Node before, @Nullable Node after) {}

    /**
     * What is used on the node in this row differs; reported after {@link #node} for the same row. For a node that is new
     * {@code before} is nothing, for one that went away {@code after} is.
     */
    default void usage(int nodeRow, Resources before, Resources after) {}

    /** The allocation differs. */
    default void allocation(@Nullable Allocation before, @Nullable Allocation after) {}

    /** The evaluation differs. */
    default void evaluation(@Nullable Evaluation before, @Nullable Evaluation after) {}

    /** The deployment differs. */
    default void deployment(@Nullable Deployment before, @Nullable Deployment after) {}
}
