package dev.berth.state.internal;

import dev.berth.model.Allocation;
import dev.berth.model.Deployment;
import dev.berth.model.Evaluation;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.model.Resources;
import dev.berth.state.StateDiffVisitor;
import org.jspecify.annotations.Nullable;

/** Walks what differs between two states. A row that now holds something else is a removal and an addition. */
public final class StateDiff {
    private StateDiff() {}

    /** Tells the visitor what differs, table by table. */
    public static void visit(Tables older, Tables newer, StateDiffVisitor visitor) {
        newer.jobs().diff(older.jobs(), (row, before, after) -> jobs(before, after, visitor));
        newer.nodes().rows().diff(older.nodes().rows(), (row, before, after) -> nodes(row, before, after, visitor));
        newer.allocations()
                .rows()
                .diff(older.allocations().rows(), (row, before, after) -> allocations(before, after, visitor));
        newer.evaluations()
                .rows()
                .diff(older.evaluations().rows(), (row, before, after) -> evaluations(before, after, visitor));
        newer.deployments()
                .rows()
                .diff(older.deployments().rows(), (row, before, after) -> deployments(before, after, visitor));
    }

    private static void jobs(@Nullable JobSlot before, @Nullable JobSlot after, StateDiffVisitor visitor) {
        Job then = before == null ? null : before.job();
        Job now = after == null ? null : after.job();
        if (then == now) {
            return;
        }
        if (then != null && now != null && !then.key().equals(now.key())) {
            visitor.job(then, null);
            visitor.job(null, now);
        } else {
            visitor.job(then, now);
        }
    }

    private static void nodes(int row, @Nullable NodeSlot before, @Nullable NodeSlot after, StateDiffVisitor visitor) {
        if (before != null && after != null && !before.id().equals(after.id())) {
            nodes(row, before, null, visitor);
            nodes(row, null, after, visitor);
            return;
        }
        Node then = before == null ? null : before.node();
        Node now = after == null ? null : after.node();
        if (then != now) {
            visitor.node(row, then, now);
        }
        Resources used = before == null ? Resources.none() : before.usage();
        Resources uses = after == null ? Resources.none() : after.usage();
        if (used != uses && !used.equals(uses)) {
            visitor.usage(row, used, uses);
        }
    }

    private static void allocations(@Nullable Allocation before, @Nullable Allocation after, StateDiffVisitor visitor) {
        if (before != null && after != null && !before.id().equals(after.id())) {
            visitor.allocation(before, null);
            visitor.allocation(null, after);
        } else {
            visitor.allocation(before, after);
        }
    }

    private static void evaluations(
            @Nullable EvaluationSlot before, @Nullable EvaluationSlot after, StateDiffVisitor visitor) {
        Evaluation then = before == null ? null : before.evaluation();
        Evaluation now = after == null ? null : after.evaluation();
        if (then == now) {
            return;
        }
        if (then != null && now != null && !then.id().equals(now.id())) {
            visitor.evaluation(then, null);
            visitor.evaluation(null, now);
        } else {
            visitor.evaluation(then, now);
        }
    }

    private static void deployments(@Nullable Deployment before, @Nullable Deployment after, StateDiffVisitor visitor) {
        if (before != null && after != null && !before.id().equals(after.id())) {
            visitor.deployment(before, null);
            visitor.deployment(null, after);
        } else {
            visitor.deployment(before, after);
        }
    }
}
