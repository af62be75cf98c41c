package dev.berth.model;

import org.jspecify.annotations.Nullable;

/**
 * An allocation that a plan stops. Immutable.
 *
 * @param allocationId which
 * @param description why, in words
 * @param clientStatus what to record as reported by the node, as lost; null = leave it
 * @param followupEvaluationId the evaluation that will replace it later
 */
public record AllocationStop(
        AllocationId allocationId,
        String description,
        @Nullable ClientStatus clientStatus,
        @Nullable EvaluationId followupEvaluationId) {

    public AllocationStop {
        Copies.present(allocationId, "allocationId");
    }

    /** Returns a stop that leaves the client status alone. */
    public static AllocationStop of(AllocationId allocationId, String description) {
        return new AllocationStop(allocationId, description, null, null);
    }
}
