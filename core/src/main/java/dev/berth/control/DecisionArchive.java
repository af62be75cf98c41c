package dev.berth.control;

import dev.berth.model.Decision;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last decisions with the states they were made on, so that a placement can be explained by deciding again. States
 * are immutable and share what they have in common, so keeping one costs what has changed since.
 *
 * <p>Thread-safe.
 */
final class DecisionArchive {
    private record Key(EvaluationId evaluation, long stateIndex) {}

    /** One decision as it was made. */
    record Kept(Evaluation evaluation, DecisionContext context) {}

    private final int capacity;
    private final LinkedHashMap<Key, Kept> decisions = new LinkedHashMap<>();

    DecisionArchive(int capacity) {
        this.capacity = capacity;
    }

    synchronized void keep(Evaluation evaluation, DecisionContext context) {
        if (capacity == 0) {
            return;
        }
        if (decisions.size() == capacity) {
            Map.Entry<Key, Kept> oldest = decisions.entrySet().iterator().next();
            decisions.remove(oldest.getKey());
        }
        decisions.put(new Key(evaluation.id(), context.state().index()), new Kept(evaluation, context));
    }

    synchronized @Nullable Kept find(EvaluationId evaluation, Decision decision) {
        return decisions.get(new Key(evaluation, decision.stateIndex()));
    }

    synchronized void clear() {
        decisions.clear();
    }
}
