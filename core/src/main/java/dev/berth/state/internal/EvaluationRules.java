package dev.berth.state.internal;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.JobKey;
import dev.berth.state.Command;
import dev.berth.state.Event;
import dev.berth.state.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What commands about evaluations write. */
final class EvaluationRules {
    private EvaluationRules() {}

    static void putAll(StateChange change, List<Evaluation> evaluations) {
        evaluations.forEach(evaluation -> put(change, evaluation));
    }

    static void put(StateChange change, @Nullable Evaluation evaluation) {
        if (evaluation == null) {
            return;
        }
        Evaluation old = change.evaluation(evaluation.id());
        Evaluation.Builder stored = evaluation.toBuilder()
                .createIndex(old == null ? change.index() : old.createIndex())
                .createTimeNanos(old == null ? change.timeNanos() : old.createTimeNanos())
                .modifyIndex(change.index())
                .modifyTimeNanos(change.timeNanos());
        if (old != null) {
            stored.job(old.job());
        }
        write(change, stored.build());
    }

    private static void write(StateChange change, Evaluation evaluation) {
        change.putEvaluation(evaluation);
        JobKey key = evaluation.job();
        if (key != null) {
            GroupCounts counts = change.editJob(key).counts();
            evaluation.queuedAllocations().forEach(counts::queued);
        }
        change.add(new Event.EvaluationUpdated(change.index(), change.timeNanos(), evaluation));
    }

    /** Notes that something was committed for the evaluation. */
    static void touch(StateChange change, EvaluationId id) {
        Evaluation old = change.evaluation(id);
        if (old != null) {
            change.putEvaluation(old.toBuilder()
                    .modifyIndex(change.index())
                    .modifyTimeNanos(change.timeNanos())
                    .build());
        }
    }

    /** Ends an evaluation nobody needs any more, if it has not ended. */
    static void cancel(StateChange change, EvaluationId id, String reason) {
        Evaluation old = change.evaluation(id);
        if (old != null && !old.terminal()) {
            put(
                    change,
                    old.toBuilder()
                            .status(EvaluationStatus.CANCELED)
                            .statusDescription(reason)
                            .build());
        }
    }

    static @Nullable Rejection delete(StateChange change, Command.DeleteEvaluations command) {
        for (AllocationId id : command.allocations()) {
            int row = change.allocationRow(id);
            if (row >= 0 && isFinished(change.allocationAt(row))) {
                change.removeAllocation(row);
                change.add(new Event.AllocationDeleted(change.index(), change.timeNanos(), id));
            }
        }
        Map<EvaluationId, Evaluation> gone = new LinkedHashMap<>();
        for (EvaluationId id : command.evaluations()) {
            Evaluation evaluation = change.evaluation(id);
            if (evaluation != null && evaluation.terminal() && gone.put(id, evaluation) == null) {
                change.add(new Event.EvaluationDeleted(change.index(), change.timeNanos(), id));
            }
        }
        change.removeEvaluations(List.copyOf(gone.values()));
        return null;
    }

    private static boolean isFinished(Allocation allocation) {
        return allocation.terminal() && allocation.clientStatus() != ClientStatus.RUNNING;
    }
}
