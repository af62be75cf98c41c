package dev.berth.control;

import dev.berth.model.Allocation;
import dev.berth.model.Decision;
import dev.berth.model.JobType;
import dev.berth.model.PlacementTrace;
import dev.berth.schedule.Scheduler;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Explains placements by making their decision again, on the state it was made on, with schedulers of its own: deciding is a
 * pure function, so the second answer is the first one with its scores.
 *
 * <p>Thread-safe; a caller works on its own thread and with its own schedulers.
 */
final class Explainer {
    private final DecisionArchive archive;
    private final Supplier<Map<JobType, Scheduler>> schedulers;

    Explainer(DecisionArchive archive, Supplier<Map<JobType, Scheduler>> schedulers) {
        this.archive = archive;
        this.schedulers = schedulers;
    }

    /** Returns how an allocation's node was chosen, or null when the state of its decision is retained no longer. */
    @Nullable
    PlacementTrace explain(Allocation allocation) {
        Decision decision = allocation.decision();
        DecisionArchive.Kept kept = decision == null ? null : archive.find(allocation.evaluationId(), decision);
        if (kept == null) {
            return null;
        }
        Scheduler scheduler = schedulers.get().get(kept.evaluation().type());
        return scheduler == null
                ? null
                : scheduler
                        .decide(
                                kept.evaluation(),
                                kept.context().again(kept.evaluation().id()))
                        .placements()
                        .get(allocation.id());
    }
}
