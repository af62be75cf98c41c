package dev.berth.internal.scheduler;

import dev.berth.internal.engine.Pick;
import dev.berth.internal.engine.PlacementEngine;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.Decision;
import dev.berth.model.DesiredUpdates;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.PlacementTrace;
import dev.berth.model.Plan;
import dev.berth.model.TaskGroup;
import dev.berth.place.PlacementHints;
import dev.berth.reconcile.GroupReconciliation;
import dev.berth.reconcile.GroupReconciliation.Cause;
import dev.berth.reconcile.GroupReconciliation.FollowUp;
import dev.berth.reconcile.GroupReconciliation.Place;
import dev.berth.reconcile.GroupReconciliation.Replace;
import dev.berth.reconcile.GroupReconciliation.Stop;
import dev.berth.reconcile.ReconcileInput;
import dev.berth.reconcile.Reconciliation;
import dev.berth.reconcile.RescheduleRules;
import dev.berth.schedule.AssertionLevel;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.ScheduleContext;
import dev.berth.schedule.SchedulerOptions;
import dev.berth.schedule.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One decision about a job: what the reconciler asks for is placed, planned and explained. Used once. */
final class JobDecision {
    private final SchedulerOptions options;
    private final Evaluation evaluation;
    private final JobKey key;
    private final ScheduleContext context;
    private final Strategy strategy;
    private final Decision decision;
    private final @Nullable Job job;
    private final Function<ReconcileInput, Reconciliation> reconciler;
    private final PlanBuilder plan = new PlanBuilder();
    private final BlockedGroups blocked = new BlockedGroups();
    private final SortedMap<String, Integer> queued = new TreeMap<>();
    private final SortedMap<AllocationId, PlacementTrace> explanations = new TreeMap<>();
    private final List<Evaluation> followUps = new ArrayList<>();

    JobDecision(
            SchedulerOptions options,
            Evaluation evaluation,
            JobKey key,
            ScheduleContext context,
            Function<ReconcileInput, Reconciliation> reconciler) {
        this.options = options;
        this.reconciler = reconciler;
        this.evaluation = evaluation;
        this.key = key;
        this.context = context;
        this.strategy = StrategyChoice.of(options, context.configuration());
        this.job = context.state().job(key);
        this.decision = Decision.builder()
                .stateIndex(context.state().index())
                .overlay(context.overlay())
                .seed(context.seed())
                .strategy(strategy.name())
                .strategyVersion(strategy.version())
                .build();
    }

    Decisions decide() {
        Reconciliation needed = reconciler.apply(new ReconcileInput(
                job,
                evaluation.type(),
                context.state().allocationsByJob(key),
                context.state()::node,
                context.state().latestDeployment(key),
                evaluation.id(),
                context.nowNanos(),
                new InPlaceProbe(context.state(), strategy)));
        if (job != null && !job.stop()) {
            job.taskGroups().forEach(group -> queued.put(group.name(), 0));
        }
        followUp(needed);
        if (job == null || job.stop()) {
            needed.groups().values().forEach(group -> group.stops().forEach(plan::stop));
        } else {
            new Placing(job).change(needed);
        }
        return decisions(needed);
    }

    private void followUp(Reconciliation needed) {
        for (GroupReconciliation group : needed.groups().values()) {
            for (FollowUp later : group.followUps()) {
                EvaluationId id = context.ids().nextEvaluationId();
                followUps.add(Evaluation.builder(id, key, evaluation.type(), later.trigger())
                        .priority(evaluation.priority())
                        .jobModifyIndex(evaluation.jobModifyIndex())
                        .waitUntilNanos(later.waitUntilNanos())
                        .status(EvaluationStatus.PENDING)
                        .statusDescription(later.description())
                        .previousEvaluation(evaluation.id())
                        .build());
                later.allocations()
                        .forEach(allocation -> plan.place(
                                allocation.toBuilder().followupEvaluationId(id).build()));
            }
        }
        followUps.sort((a, b) -> Long.compare(a.waitUntilNanos(), b.waitUntilNanos()));
    }

    private Decisions decisions(Reconciliation needed) {
        SortedMap<String, DesiredUpdates> counts = new TreeMap<>();
        needed.groups().forEach((name, group) -> counts.put(name, group.counts()));
        Plan built = plan.build(evaluation, job, decision, counts);
        if (options.assertionLevel() != AssertionLevel.OFF) {
            PlanAssertions.check(context.state(), built);
        }
        return Decisions.builder(built)
                .followUps(followUps)
                .blocked(blocked.evaluation(evaluation, context, queued), blocked.wakeBy(strategy))
                .failedGroups(blocked.traces())
                .placements(explanations)
                .queued(queued)
                .build();
    }

    /** The part of a decision that needs an engine: only jobs that should run have it. */
    private final class Placing {
        private final Job wanted;
        private final boolean ports;
        private final SortedMap<String, GroupResources> groups = new TreeMap<>();
        private @Nullable PlacementEngine loaded;

        Placing(Job wanted) {
            this.wanted = wanted;
            this.ports = ClusterEngine.asksForPorts(wanted);
        }

        /* Loading takes a look at every node: a decision that places nothing does without. */
        private PlacementEngine engine() {
            PlacementEngine engine = loaded;
            if (engine == null) {
                engine =
                        ClusterEngine.load(context.state(), strategy, context.seed(), options.assertionLevel(), wanted);
                loaded = engine;
            }
            return engine;
        }

        void change(Reconciliation needed) {
            boolean places = needed.groups().values().stream()
                    .anyMatch(group ->
                            !group.places().isEmpty() || !group.destructive().isEmpty());
            for (GroupReconciliation group : needed.groups().values()) {
                group.changes().forEach(plan::place);
                group.stops().forEach(stop -> stop(stop, places));
            }
            needed.groups().forEach((name, group) -> group.inPlace().forEach(one -> updateInPlace(name, one, places)));
            needed.groups().forEach((name, group) -> group.destructive().forEach(one -> replace(name, one)));
            needed.groups().forEach((name, group) -> group.places().forEach(one -> placeMissing(name, one)));
        }

        private void stop(Stop stop, boolean places) {
            plan.stop(stop);
            if (places) {
                release(stop.allocation());
            }
        }

        private boolean release(Allocation allocation) {
            boolean counted = !allocation.clientTerminal() && engine().node(allocation.nodeId()) != null;
            if (counted) {
                engine().stop(ClusterEngine.existing(allocation, ports));
            }
            return counted;
        }

        private void updateInPlace(String name, Allocation old, boolean places) {
            Allocation updated = old.toBuilder()
                    .job(wanted)
                    .evaluationId(evaluation.id())
                    .resources(resources(name).keeping(old.resources()))
                    .decision(decision)
                    .build();
            plan.place(updated);
            if (places && release(old)) {
                engine().occupy(ClusterEngine.existing(updated, ports));
            }
        }

        private void replace(String name, Replace replace) {
            Allocation old = replace.stop().allocation();
            boolean released = release(old);
            if (place(name, replace.place())) {
                plan.stop(replace.stop());
            } else if (released) {
                engine().occupy(ClusterEngine.existing(old, ports));
            }
        }

        private void placeMissing(String name, Place place) {
            Allocation previous = place.previous();
            boolean placed = place(name, place);
            if (place.cause() == Cause.RESCHEDULE && previous != null) {
                if (placed) {
                    plan.stop(new Stop(previous, RescheduleRules.REPLACED, null));
                } else {
                    plan.place(RescheduleRules.withoutPlacement(previous));
                }
            }
        }

        private boolean place(String name, Place place) {
            NodeId only = place.node();
            if (only != null) {
                return placeOn(only, name, place);
            }
            if (blocked.contains(name)) {
                blocked.coalesce(name);
                queued.merge(name, 1, Integer::sum);
                return false;
            }
            GroupResources resources = resources(name);
            PlacementHints hints = hints(resources.group(), place.previous());
            if (!place(resources, place, hints)) {
                blocked.add(name, engine().trace(resources.ask(), hints));
                queued.merge(name, 1, Integer::sum);
                return false;
            }
            return true;
        }

        /* A node that does not qualify for a job that runs everywhere is no failure; one that is too full is. */
        private boolean placeOn(NodeId only, String name, Place place) {
            GroupResources resources = resources(name);
            PlacementHints hints = PlacementHints.only(only);
            if (place(resources, place, hints)) {
                return true;
            }
            PlacementTrace trace = engine().trace(resources.ask(), hints);
            if (trace.everFits() && blocked.contains(name)) {
                blocked.coalesce(name);
                queued.merge(name, 1, Integer::sum);
            } else if (trace.everFits() || trace.nodesExhausted() > 0) {
                blocked.add(name, trace);
                queued.merge(name, 1, Integer::sum);
            }
            return false;
        }

        private boolean place(GroupResources resources, Place place, PlacementHints hints) {
            PlacementTrace explanation = context.explaining() ? engine().trace(resources.ask(), hints) : null;
            Pick pick = engine().place(resources.ask(), hints);
            if (pick == null) {
                return false;
            }
            Allocation allocation = allocation(resources, place, pick);
            if (explanation != null) {
                explanations.put(allocation.id(), explanation);
            }
            plan.place(allocation);
            return true;
        }

        private GroupResources resources(String name) {
            return groups.computeIfAbsent(name, group -> {
                TaskGroup found = wanted.group(group);
                if (found == null) {
                    throw new AssertionError("The job " + key + " has no group " + group + " to place.");
                }
                return new GroupResources(wanted, found);
            });
        }

        private PlacementHints hints(TaskGroup group, @Nullable Allocation previous) {
            if (previous == null) {
                return PlacementHints.none();
            }
            List<NodeId> avoided = new ArrayList<>();
            if (previous.clientStatus() == ClientStatus.FAILED) {
                avoided.add(previous.nodeId());
            }
            RescheduleRules.previousNodes(previous).forEach(avoided::add);
            return PlacementHints.none().avoid(avoided).prefer(preferred(group, previous));
        }

        /* Data on the ephemeral disk stays useful on the node it is on. */
        private List<NodeId> preferred(TaskGroup group, Allocation previous) {
            boolean sticky =
                    group.ephemeralDisk().sticky() || group.ephemeralDisk().migrate();
            Node node = context.state().node(previous.nodeId());
            boolean sameNodes = previous.job().nodePool().equals(wanted.nodePool())
                    && previous.job().datacenters().equals(wanted.datacenters());
            return sticky && sameNodes && node != null && node.ready() ? List.of(node.id()) : List.of();
        }

        private Allocation allocation(GroupResources resources, Place place, Pick pick) {
            Allocation.Builder builder = Allocation.builder(
                            context.ids().nextAllocationId(),
                            place.job(),
                            resources.group().name(),
                            place.index())
                    .evaluationId(evaluation.id())
                    .nodeId(pick.node().id())
                    .nodeName(pick.node().name())
                    .resources(resources.with(pick.ports()))
                    .decision(decision);
            Allocation previous = place.previous();
            if (previous != null) {
                builder.previousAllocation(previous.id());
                builder.rescheduleTracker(
                        place.cause() == Cause.RESCHEDULE
                                ? RescheduleRules.trackerAfter(previous, context.nowNanos())
                                : previous.rescheduleTracker());
            }
            return builder.build();
        }
    }
}
