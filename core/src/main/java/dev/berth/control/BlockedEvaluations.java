package dev.berth.control;

import dev.berth.model.AllocatedResources;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.FilterCount;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.Node;
import dev.berth.model.PlacementTrace;
import dev.berth.model.ReasonCode;
import dev.berth.model.Resources;
import dev.berth.model.TaskGroup;
import dev.berth.state.ClusterState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the evaluations that wait for room, at most one per job, and finds those that could now place something.
 *
 * <p>A change of a node wakes an evaluation only if one of its failed groups would find its resources free there, and if
 * the kind of change can remove what stood in the way: freed resources do not help a group that no node was fit for. The
 * check never says no to an evaluation that could succeed; the scheduler decides.
 *
 * <p>Confined to the server loop. Cost: O(blocked) comparisons of resources per changed node.
 */
final class BlockedEvaluations {
    /** Filters whose answer depends on what runs on a node, and not only on what the node is. */
    private static final Set<ReasonCode> DEPENDS_ON_LOAD = EnumSet.of(
            ReasonCode.DISTINCT_HOSTS,
            ReasonCode.DISTINCT_PROPERTY,
            ReasonCode.DEVICE,
            ReasonCode.DEVICE_OVERSUBSCRIBED,
            ReasonCode.VOLUME,
            ReasonCode.RESOURCES_EXHAUSTED,
            ReasonCode.CORES_EXHAUSTED,
            ReasonCode.NUMA,
            ReasonCode.PORT_COLLISION,
            ReasonCode.PORTS_EXHAUSTED,
            ReasonCode.MAX_ALLOCATIONS,
            ReasonCode.QUOTA,
            ReasonCode.FILTER);

    /** What one failed group lacks. */
    private record Need(Resources asked, boolean helpedByFreedResources) {}

    private record Blocked(Evaluation evaluation, List<Need> needs) {}

    private final Map<EvaluationId, Blocked> byId = new HashMap<>();
    private final Map<JobKey, EvaluationId> byJob = new HashMap<>();

    /**
     * Holds an evaluation, or notes its newer version.
     *
     * @return an older evaluation of the same job that it replaces and that is to be canceled, or null
     */
    @Nullable
    Evaluation hold(Evaluation evaluation, ClusterState state) {
        JobKey key = evaluation.job();
        Job job = key == null ? null : state.job(key);
        if (key == null || job == null) {
            return null;
        }
        byId.put(evaluation.id(), new Blocked(evaluation, needs(evaluation, job)));
        EvaluationId replaced = byJob.put(key, evaluation.id());
        if (replaced == null || replaced.equals(evaluation.id())) {
            return null;
        }
        Blocked older = byId.remove(replaced);
        return older == null ? null : older.evaluation;
    }

    private static List<Need> needs(Evaluation evaluation, Job job) {
        List<Need> needs = new ArrayList<>();
        evaluation.failedGroups().forEach((name, trace) -> {
            TaskGroup group = job.group(name);
            Resources asked = group == null
                    ? Resources.none()
                    : AllocatedResources.of(group).total();
            needs.add(new Need(asked, helpedByFreedResources(trace)));
        });
        if (needs.isEmpty()) {
            needs.add(new Need(Resources.none(), true));
        }
        return needs;
    }

    private static boolean helpedByFreedResources(PlacementTrace trace) {
        return trace.nodesExhausted() > 0
                || trace.filtered().stream().map(FilterCount::code).anyMatch(DEPENDS_ON_LOAD::contains);
    }

    /** Drops an evaluation that is no longer blocked. */
    void forget(EvaluationId id) {
        Blocked blocked = byId.remove(id);
        if (blocked != null && blocked.evaluation.job() != null) {
            byJob.remove(blocked.evaluation.job(), id);
        }
    }

    /**
     * Returns the evaluations that could place something after a change of one node, and holds them no longer.
     *
     * @param node as it is now
     * @param free what is free on it now
     * @param onlyFreed whether nothing but its load has changed
     */
    Collection<Evaluation> wake(Node node, Resources free, boolean onlyFreed) {
        if (!node.ready()) {
            return List.of();
        }
        List<Evaluation> woken = new ArrayList<>();
        for (Blocked blocked : byId.values()) {
            if (blocked.needs.stream().anyMatch(need -> couldFit(need, free, onlyFreed))) {
                woken.add(blocked.evaluation);
            }
        }
        woken.sort(EvaluationBroker.READY_ORDER);
        woken.forEach(evaluation -> forget(evaluation.id()));
        return woken;
    }

    private static boolean couldFit(Need need, Resources free, boolean onlyFreed) {
        return (need.helpedByFreedResources || !onlyFreed) && free.covers(need.asked);
    }

    int size() {
        return byId.size();
    }

    void clear() {
        byId.clear();
        byJob.clear();
    }
}
