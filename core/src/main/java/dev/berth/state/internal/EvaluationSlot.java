package dev.berth.state.internal;

import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.state.internal.table.Edit;
import dev.berth.state.internal.table.IntList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the evaluation table: the evaluation, and the allocations it led to. Without evaluation: those are left. */
public final class EvaluationSlot extends RowHolder {
    private final EvaluationId id;
    private @Nullable Evaluation evaluation;

    EvaluationSlot(EvaluationId id, Edit owner) {
        super(owner);
        this.id = id;
    }

    private EvaluationSlot(EvaluationSlot from, Edit owner) {
        super(from, owner);
        this.id = from.id;
        this.evaluation = from.evaluation;
    }

    /** A slot as it was written to a snapshot. */
    public EvaluationSlot(EvaluationId id, @Nullable Evaluation evaluation, IntList allocations, Edit owner) {
        super(owner, allocations);
        this.id = id;
        this.evaluation = evaluation;
    }

    EvaluationSlot editable(Edit edit) {
        return ownedBy(edit) ? this : new EvaluationSlot(this, edit);
    }

    /** The id of the evaluation. */
    public EvaluationId id() {
        return id;
    }

    /** The evaluation, null when it was collected before its allocations, or never stored. */
    public @Nullable Evaluation evaluation() {
        return evaluation;
    }

    /** The evaluation of a slot that is known to have one. */
    public Evaluation stored() {
        return Objects.requireNonNull(evaluation);
    }

    void evaluation(@Nullable Evaluation newEvaluation) {
        this.evaluation = newEvaluation;
    }

    @Override
    boolean isUnused() {
        return evaluation == null && allocations().size() == 0;
    }
}
