package dev.berth.reconcile;

import dev.berth.model.Allocation;
import dev.berth.model.ClientStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.RescheduleOutcome;
import dev.berth.model.TaskGroup;
import dev.berth.model.UpdateStrategy;
import dev.berth.reconcile.GroupReconciliation.Cause;
import dev.berth.reconcile.GroupReconciliation.FollowUp;
import dev.berth.reconcile.GroupReconciliation.Place;
import dev.berth.reconcile.GroupReconciliation.Replace;
import dev.berth.reconcile.GroupReconciliation.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reconciles one group of a job that should run. Used once.
 *
 * <p>An allocation is in exactly one of the lists: it holds its slot, moves, is lost, is to be tried again, or is out of contact. Each
 * step takes allocations out of lists or turns them into changes.
 */
final class GroupReconciler {
    private static final long NOW_TOLERANCE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long FOLLOW_UP_BATCH_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Comparator<Allocation> BY_INDEX =
            Comparator.comparingInt(Allocation::index).thenComparing(Allocation::id);

    private final ReconcileInput input;
    private final Job job;
    private final TaskGroup group;
    private final GroupReconciliation.Collector result;
    private final Classifier classifier;

    private final List<Allocation> holding = new ArrayList<>();
    private final List<Allocation> migrating = new ArrayList<>();
    private final List<Allocation> lost = new ArrayList<>();
    private final List<Allocation> failed = new ArrayList<>();
    private final List<Allocation> outOfContact = new ArrayList<>();
    private final List<Allocation> later = new ArrayList<>();
    private final List<Allocation> outdated = new ArrayList<>();

    GroupReconciler(ReconcileInput input, Job job, TaskGroup group, GroupReconciliation.Collector result) {
        this.input = input;
        this.job = job;
        this.group = group;
        this.result = result;
        this.classifier = new Classifier(input);
    }

    void run(List<Allocation> allocations) {
        allocations.forEach(this::sortIn);
        List.of(holding, migrating, lost, failed, outOfContact, later).forEach(list -> list.sort(BY_INDEX));
        lost.forEach(allocation -> result.stop(allocation, StopReasons.LOST, ClientStatus.LOST));
        stopSurplus();
        holding.forEach(this::update);
        followUpLater();
        place();
    }

    private void sortIn(Allocation allocation) {
        if (input.batch() && allocation.terminal() && !input.current(allocation)) {
            return; // finished under an older version: the new version runs anew
        }
        switch (classifier.classify(allocation)) {
            case IGNORE -> {}
            case LOST -> lost.add(allocation);
            case MIGRATE -> migrating.add(allocation);
            case DISCONNECTING -> disconnect(allocation);
            case UNTAINTED -> {
                if (allocation.clientTerminal()) {
                    sortInTerminal(allocation);
                } else if (allocation.clientStatus() == ClientStatus.UNKNOWN && Classifier.replaceable(allocation)) {
                    outOfContact.add(allocation);
                } else {
                    holding.add(allocation);
                }
            }
        }
    }

    private void sortInTerminal(Allocation allocation) {
        boolean replaced = allocation.nextAllocation() != null;
        boolean forced = allocation.transition().forceReschedule();
        if (allocation.clientStatus() == ClientStatus.FAILED) {
            if (!replaced) {
                sortInFailed(allocation, forced);
            }
        } else if (input.batch() && allocation.clientStatus() == ClientStatus.COMPLETE) {
            holding.add(allocation); // done: keeps its slot and is never run again
        }
        // a service that ended or was lost no longer holds its slot
    }

    private void sortInFailed(Allocation allocation, boolean forced) {
        OptionalLong next = RescheduleRules.nextTry(allocation);
        boolean due = next.isPresent()
                && (input.evaluation().equals(allocation.followupEvaluationId())
                        || next.getAsLong() - input.nowNanos() <= NOW_TOLERANCE_NANOS);
        if (due || forced || retry(allocation)) {
            failed.add(allocation);
            return;
        }
        holding.add(allocation); // until it is tried again, or for good, its slot is taken
        if (next.isPresent() && allocation.followupEvaluationId() == null) {
            later.add(allocation);
        }
    }

    private static boolean retry(Allocation allocation) {
        return allocation.rescheduleTracker() != null
                && allocation.rescheduleTracker().lastReschedule() == RescheduleOutcome.NO_PLACEMENT;
    }

    private void disconnect(Allocation allocation) {
        result.disconnect(allocation, input.nowNanos());
        (Classifier.replaceable(allocation) ? outOfContact : holding).add(allocation);
    }

    private int present() {
        return holding.size() + migrating.size() + failed.size();
    }

    /* Duplicates go first, then what is broken or moving anyway, then the highest indexes. */
    private void stopSurplus() {
        stopDuplicates();
        for (List<Allocation> candidates : List.of(failed, migrating, holding)) {
            while (present() > group.count() && !candidates.isEmpty()) {
                stop(candidates.remove(candidates.size() - 1), StopReasons.NOT_NEEDED);
            }
        }
        later.retainAll(holding);
    }

    private void stopDuplicates() {
        for (int i = holding.size() - 1; i > 0 && present() > group.count(); i--) {
            Allocation one = holding.get(i);
            Allocation other = holding.get(i - 1);
            if (one.index() == other.index()) {
                Allocation worse = worse(one, other);
                holding.remove(worse);
                stop(worse, StopReasons.DUPLICATE);
            }
        }
    }

    /* Of two holders of an instance the one of the present version stays, then the one that runs, then the older one. */
    private Allocation worse(Allocation a, Allocation b) {
        if (input.current(a) != input.current(b)) {
            return input.current(a) ? b : a;
        }
        boolean aRuns = a.clientStatus() == ClientStatus.RUNNING;
        boolean bRuns = b.clientStatus() == ClientStatus.RUNNING;
        if (aRuns != bRuns) {
            return aRuns ? b : a;
        }
        return a.createIndex() > b.createIndex() ? a : b;
    }

    private void stop(Allocation allocation, String why) {
        if (!Classifier.succeeded(allocation)) {
            result.stop(allocation, why, null);
        }
    }

    private void update(Allocation allocation) {
        TaskGroup old = allocation.job().group(group.name());
        if (input.current(allocation)
                || allocation.clientTerminal()
                || allocation.clientStatus() == ClientStatus.UNKNOWN) {
            result.ignored++;
        } else if (old == null
                || SpecChanges.destructive(allocation.job(), old, job, group)
                || !input.inPlace().fits(allocation, job, group)) {
            outdated.add(allocation);
        } else {
            result.inPlace.add(allocation);
        }
    }

    private void followUpLater() {
        List<Allocation> sorted = new ArrayList<>(later);
        sorted.sort(Comparator.comparingLong(GroupReconciler::nextTry).thenComparing(Allocation::id));
        result.rescheduledLater = sorted.size();
        int from = 0;
        while (from < sorted.size()) {
            long start = nextTry(sorted.get(from));
            int to = from;
            while (to < sorted.size() && nextTry(sorted.get(to)) - start <= FOLLOW_UP_BATCH_NANOS) {
                to++;
            }
            result.followUps.add(new FollowUp(
                    start,
                    EvaluationTrigger.ALLOC_RESCHEDULE,
                    "failed allocations may be tried again then",
                    sorted.subList(from, to)));
            from = to;
        }
    }

    private static long nextTry(Allocation allocation) {
        return RescheduleRules.nextTry(allocation).orElse(0);
    }

    private void place() {
        int limit = limit();
        int missing = group.count() - present();
        BitSet used = new BitSet();
        List.of(holding, migrating, failed).forEach(list -> list.forEach(one -> used.set(one.index())));
        failed.forEach(one -> result.places.add(Place.anywhere(one.index(), job, Cause.RESCHEDULE, one)));
        result.rescheduledNow = failed.size();
        missing = replace(lost, Cause.LOST, missing, used);
        missing = replace(outOfContact, Cause.DISCONNECT, missing, used);
        migrate();
        int fresh = Math.min(missing, limit);
        for (int i = 0; i < fresh; i++) {
            int index = used.nextClearBit(0);
            used.set(index);
            result.places.add(Place.anywhere(index, job, Cause.MISSING, null));
        }
        replaceOutdated(limit - Math.max(0, fresh));
    }

    private int replace(List<Allocation> gone, Cause cause, int missing, BitSet used) {
        int left = missing;
        for (Allocation allocation : gone) {
            if (left > 0 && allocation.index() < group.count() && !used.get(allocation.index())) {
                used.set(allocation.index());
                result.places.add(Place.anywhere(allocation.index(), job, cause, allocation));
                left--;
            }
        }
        return left;
    }

    private void migrate() {
        for (Allocation allocation : migrating) {
            result.stop(allocation, StopReasons.MIGRATING, null);
            result.migrated++;
            boolean stays = input.batch()
                    && (allocation.transition().migrateDisablePlacement()
                            || allocation.transition().reschedule());
            if (!stays) {
                result.places.add(Place.anywhere(allocation.index(), job, Cause.MIGRATE, allocation));
            }
        }
    }

    /* How many instances a rolling update may start now: those it started before and that do not run yet count. */
    private int limit() {
        UpdateStrategy update = group.update();
        if (update == null || update.maxParallel() == 0 || outdated.isEmpty()) {
            return group.count();
        }
        long starting = holding.stream()
                .filter(input::current)
                .filter(one ->
                        one.clientStatus() != ClientStatus.RUNNING && one.clientStatus() != ClientStatus.COMPLETE)
                .count();
        return (int) Math.max(0, update.maxParallel() - starting);
    }

    private void replaceOutdated(int limit) {
        int now = Math.min(Math.max(0, limit), outdated.size());
        for (Allocation allocation : outdated.subList(0, now)) {
            Place place = Place.anywhere(allocation.index(), job, Cause.UPDATE, allocation);
            result.destructive.add(new Replace(new Stop(allocation, StopReasons.UPDATED, null), place));
        }
        result.ignored += outdated.size() - now;
        UpdateStrategy update = group.update();
        if (now < outdated.size() && update != null) {
            result.followUps.add(new FollowUp(
                    input.nowNanos() + update.stagger().toNanos(),
                    EvaluationTrigger.ROLLING_UPDATE,
                    "the rolling update goes on then",
                    List.of()));
        }
    }
}
