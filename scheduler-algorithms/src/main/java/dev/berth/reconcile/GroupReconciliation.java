package dev.berth.reconcile;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.DesiredUpdates;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has to change for one task group. Immutable. Lists are in the order in which they are to be done.
 *
 * @param stops allocations to stop, whatever becomes of the placements
 * @param places instances to place; the ones that replace something come first
 * @param destructive allocations to replace by the new version: stop and place together or not at all
 * @param inPlace allocations that take the new version over without a restart; still with their old version
 * @param changes existing allocations with changed facts: marked as unknown, for instance
 * @param followUps evaluations to create for later
 * @param counts how many of what, for people
 */
public record GroupReconciliation(
        List<Stop> stops,
        List<Place> places,
        List<Replace> destructive,
        List<Allocation> inPlace,
        List<Allocation> changes,
        List<FollowUp> followUps,
        DesiredUpdates counts) {
    /** Why an instance is placed. May grow: keep a default branch. */
    public enum Cause {
        /** The group has fewer instances than it wants. */
        MISSING,
        /** The instance was lost with its node. */
        LOST,
        /** The instance failed and its policy allows another try; its predecessor is stopped only if the try finds a node. */
        RESCHEDULE,
        /** The instance leaves its node. */
        MIGRATE,
        /** The instance's node is disconnected; its predecessor may come back. */
        DISCONNECT,
        /** The instance runs an older version of the job. */
        UPDATE,
        /** A canary of the new version, beside the instances of the old one. */
        CANARY
    }

    /**
     * An instance to place.
     *
     * @param index its index in the group
     * @param job the version it runs
     * @param cause why
     * @param previous the allocation it replaces, or null
     * @param node the one node it is for, or null for any
     */
    public record Place(
            int index,
            Job job,
            Cause cause,
            @Nullable Allocation previous,
            @Nullable NodeId node) {
        /** Checks the index. */
        public Place {
            Objects.requireNonNull(job, "job");
            Objects.requireNonNull(cause, "cause");
            if (index < 0) {
                throw new IllegalArgumentException("The index (" + index + ") of an instance must be 0 or more.");
            }
        }

        /** Returns an instance that may go to any node. */
        static Place anywhere(int index, Job job, Cause cause, @Nullable Allocation previous) {
            return new Place(index, job, cause, previous, null);
        }
    }

    /**
     * An allocation to stop.
     *
     * @param allocation which
     * @param description why, in words
     * @param clientStatus what to record in place of the node's report, or null to leave it
     */
    public record Stop(
            Allocation allocation,
            String description,
            @Nullable ClientStatus clientStatus) {}

    /** An allocation to stop and the instance that takes its place. */
    public record Replace(Stop stop, Place place) {}

    /**
     * An evaluation to create for later.
     *
     * @param waitUntilNanos when, nanoseconds since the epoch
     * @param trigger why
     * @param description why, in words
     * @param allocations those it is about, as they are to be stored with its id
     */
    public record FollowUp(
            long waitUntilNanos, EvaluationTrigger trigger, String description, List<Allocation> allocations) {
        /** Copies the list. */
        public FollowUp {
            allocations = ImmutableList.copyOf(allocations);
        }
    }

    /** Copies the lists. */
    public GroupReconciliation {
        stops = ImmutableList.copyOf(stops);
        places = ImmutableList.copyOf(places);
        destructive = ImmutableList.copyOf(destructive);
        inPlace = ImmutableList.copyOf(inPlace);
        changes = ImmutableList.copyOf(changes);
        followUps = ImmutableList.copyOf(followUps);
        Objects.requireNonNull(counts, "counts");
    }

    /** Returns whether nothing has to change. */
    public boolean isNoOp() {
        return stops.isEmpty()
                && places.isEmpty()
                && destructive.isEmpty()
                && inPlace.isEmpty()
                && changes.isEmpty()
                && followUps.isEmpty();
    }

    /** Collects what has to change for one group. */
    static final class Collector {
        final List<Stop> stops = new ArrayList<>();
        final List<Place> places = new ArrayList<>();
        final List<Replace> destructive = new ArrayList<>();
        final List<Allocation> inPlace = new ArrayList<>();
        final List<Allocation> changes = new ArrayList<>();
        final List<FollowUp> followUps = new ArrayList<>();
        int ignored;
        int migrated;
        int rescheduledNow;
        int rescheduledLater;
        int disconnected;

        void stop(Allocation allocation, String description, @Nullable ClientStatus clientStatus) {
            stops.add(new Stop(allocation, description, clientStatus));
        }

        /** Marks an allocation as out of contact, and has it looked at again when it counts as lost. */
        void disconnect(Allocation allocation, long nowNanos) {
            disconnected++;
            Allocation unknown = allocation.toBuilder()
                    .clientStatus(ClientStatus.UNKNOWN)
                    .desiredDescription(StopReasons.UNKNOWN)
                    .build();
            followUps.add(new FollowUp(
                    nowNanos + Classifier.lostAfter(allocation).toNanos(),
                    EvaluationTrigger.MAX_DISCONNECT_TIMEOUT,
                    "its node may come back until then",
                    List.of(unknown)));
        }

        GroupReconciliation build() {
            int replaced = (int) places.stream()
                    .filter(place -> place.cause() == Cause.MIGRATE)
                    .count();
            return new GroupReconciliation(
                    stops,
                    places,
                    destructive,
                    inPlace,
                    changes,
                    followUps,
                    DesiredUpdates.builder()
                            .ignore(ignored)
                            .place(places.size() - replaced)
                            .migrate(migrated)
                            .stop(stops.size() - migrated)
                            .inPlaceUpdate(inPlace.size())
                            .destructiveUpdate(destructive.size())
                            .rescheduleNow(rescheduledNow)
                            .rescheduleLater(rescheduledLater)
                            .disconnect(disconnected)
                            .build());
        }
    }
}
