package dev.berth.schedule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.AllocationId;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.PlacementTrace;
import dev.berth.model.Plan;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler decided: the plan, the evaluations that follow from it, and why some of it could not be done. Immutable.
 *
 * <p>When a {@linkplain #plan() plan} is refused in part, the evaluation is decided again on a newer state and this answer is
 * forgotten, the follow-ups included.
 */
public final class Decisions {
    private final Plan plan;
    private final ImmutableList<Evaluation> followUps;
    private final @Nullable Evaluation blocked;
    private final Set<ChangeKind> wakeBy;
    private final ImmutableSortedMap<String, PlacementTrace> failedGroups;
    private final ImmutableSortedMap<AllocationId, PlacementTrace> placements;
    private final ImmutableSortedMap<String, Integer> queued;
    private final EvaluationStatus status;
    private final String description;

    private Decisions(Builder builder) {
        plan = builder.plan;
        followUps = ImmutableList.copyOf(builder.followUps);
        blocked = builder.blocked;
        wakeBy = builder.wakeBy;
        failedGroups = ImmutableSortedMap.copyOf(builder.failedGroups);
        placements = ImmutableSortedMap.copyOf(builder.placements);
        queued = ImmutableSortedMap.copyOf(builder.queued);
        status = builder.status;
        description = builder.description;
    }

    /** Returns a builder: no follow-ups, nothing failed, status complete. */
    public static Builder builder(Plan plan) {
        return new Builder(plan);
    }

    /** Returns what to change; may be a no-op. */
    public Plan plan() {
        return plan;
    }

    /** Returns evaluations to create that wait for a time: delayed reschedules, ends of a disconnection. In order of time. */
    public List<Evaluation> followUps() {
        return followUps;
    }

    /**
     * Returns the evaluation to park until the cluster changes, or null. It is the decided one itself, with fresh
     * explanations, when that one was blocked before; otherwise a new one.
     */
    public @Nullable Evaluation blocked() {
        return blocked;
    }

    /** Returns which changes can help the blocked evaluation; empty when there is none, or when nothing can help. */
    public Set<ChangeKind> wakeBy() {
        return wakeBy.isEmpty() ? EnumSet.noneOf(ChangeKind.class) : EnumSet.copyOf(wakeBy);
    }

    /** Returns why groups could not be placed completely, by the group's name; one trace a group. */
    public SortedMap<String, PlacementTrace> failedGroups() {
        return failedGroups;
    }

    /**
     * Returns how the node of each new allocation was chosen: the best nodes with their terms, as they were when it was placed.
     * Empty unless {@link ScheduleContext#explaining()}.
     */
    public SortedMap<AllocationId, PlacementTrace> placements() {
        return placements;
    }

    /** Returns how many instances per group remain to be placed once the plan is committed, for each group of the job. */
    public SortedMap<String, Integer> queued() {
        return queued;
    }

    /** Returns the status the evaluation ends with: complete, or failed for an evaluation that makes no sense. */
    public EvaluationStatus status() {
        return status;
    }

    /** Returns one sentence about the status, empty when there is nothing to say. */
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return "Decisions[" + status + (description.isEmpty() ? "" : " (" + description + ")") + ", plan=" + plan
                + ", followUps="
                + followUps.size() + ", blocked=" + (blocked != null) + ", failed=" + failedGroups.keySet()
                + ", queued=" + queued
                + "]";
    }

    /** Builds decisions. Not thread-safe. */
    public static final class Builder {
        private final Plan plan;
        private List<Evaluation> followUps = List.of();
        private @Nullable Evaluation blocked;
        private Set<ChangeKind> wakeBy = EnumSet.noneOf(ChangeKind.class);
        private Map<String, PlacementTrace> failedGroups = ImmutableSortedMap.of();
        private Map<AllocationId, PlacementTrace> placements = ImmutableSortedMap.of();
        private Map<String, Integer> queued = ImmutableSortedMap.of();
        private EvaluationStatus status = EvaluationStatus.COMPLETE;
        private String description = "";

        private Builder(Plan plan) {
            this.plan = Objects.requireNonNull(plan, "plan");
        }

        /** Sets the evaluations that wait for a time. */
        public Builder followUps(List<Evaluation> followUps) {
            this.followUps = followUps;
            return this;
        }

        /** Sets the evaluation to park and which changes wake it. */
        public Builder blocked(@Nullable Evaluation blocked, Set<ChangeKind> wakeBy) {
            this.blocked = blocked;
            this.wakeBy = wakeBy.isEmpty() ? EnumSet.noneOf(ChangeKind.class) : EnumSet.copyOf(wakeBy);
            return this;
        }

        /** Sets why groups could not be placed completely. */
        public Builder failedGroups(Map<String, PlacementTrace> failedGroups) {
            this.failedGroups = failedGroups;
            return this;
        }

        /** Sets how the nodes of new allocations were chosen. */
        public Builder placements(Map<AllocationId, PlacementTrace> placements) {
            this.placements = placements;
            return this;
        }

        /** Sets how many instances remain per group. */
        public Builder queued(Map<String, Integer> queued) {
            this.queued = queued;
            return this;
        }

        /** Sets the status and the sentence about it. */
        public Builder status(EvaluationStatus status, String description) {
            this.status = Objects.requireNonNull(status, "status");
            this.description = Objects.requireNonNull(description, "description");
            return this;
        }

        /** Returns the decisions. */
        public Decisions build() {
            return new Decisions(this);
        }
    }
}
