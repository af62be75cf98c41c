package dev.berth.control;

import dev.berth.host.IdSource;
import dev.berth.host.TimeSource;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.JobType;
import dev.berth.model.Plan;
import dev.berth.model.PlanResult;
import dev.berth.schedule.Decisions;
import dev.berth.schedule.Scheduler;
import dev.berth.state.ClusterState;
import dev.berth.state.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes evaluations to their end: lets the scheduler decide on the newest state, verifies the plan, proposes what fits, and
 * goes on to the next evaluation without waiting for the commit.
 *
 * <p>A scheduler that throws spoils only the evaluation it was given: that one is tried again later and fails after the
 * delivery limit, with a follow-up some minutes after.
 *
 * <p>Confined to the server loop.
 */
final class Worker {
    private static final Duration FOLLOW_UP_DELAY = Duration.ofMinutes(1);
    private static final long FOLLOW_UP_JITTER_NANOS = Duration.ofMinutes(5).toNanos();

    private final Map<JobType, Scheduler> schedulers;
    private final EvaluationBroker broker;
    private final Pipeline pipeline;
    private final DecisionArchive archive;
    private final TimeSource time;
    private final IdSource ids;
    private final ServerLimits limits;
    private final CallbackErrors errors;

    Worker(
            Map<JobType, Scheduler> schedulers,
            EvaluationBroker broker,
            Pipeline pipeline,
            DecisionArchive archive,
            TimeSource time,
            IdSource ids,
            ServerLimits limits,
            CallbackErrors errors) {
        this.schedulers = schedulers;
        this.broker = broker;
        this.pipeline = pipeline;
        this.archive = archive;
        this.time = time;
        this.ids = ids;
        this.limits = limits;
        this.errors = errors;
    }

    /** Works on the most important ready evaluation. Returns false when there is none, or no room for its commands. */
    boolean workOnNext() {
        if (!pipeline.accepts()) {
            return false;
        }
        Evaluation ready = broker.poll();
        if (ready == null) {
            return false;
        }
        Evaluation current = pipeline.view().evaluation(ready.id());
        if (current == null || current.status().terminal()) {
            broker.acknowledge(ready);
            return true;
        }
        try {
            decide(ready, current);
        } catch (RuntimeException | StackOverflowError e) {
            errors.record("scheduler of " + current.type().word() + " jobs", e);
            broker.fail(ready);
        }
        return true;
    }

    private void decide(Evaluation ready, Evaluation current) {
        Scheduler scheduler = schedulers.get(current.type());
        if (scheduler == null) {
            end(
                    ready,
                    current,
                    "No scheduler is registered for %s jobs."
                            .formatted(current.type().word()));
            return;
        }
        int attemptLimit = attemptLimit(current.type());
        int attempts = 0;
        while (pipeline.accepts()) {
            ClusterState view = pipeline.view();
            DecisionContext context = DecisionContext.first(current.id(), view, pipeline.depth(), time.epochNanos());
            Decisions decisions = scheduler.decide(current, context);
            PlanResult verified = PlanVerifier.verify(view, decisions.plan());
            if (verified.rejectedNodes().isEmpty()) {
                archive.keep(current, context);
                commit(ready, current, decisions, view);
                return;
            }
            attempts = commitPart(current, context, verified.committed()) ? 0 : attempts + 1;
            if (attempts >= attemptLimit) {
                giveUp(ready, current, verified);
                return;
            }
        }
        broker.putBack(ready);
    }

    private int attemptLimit(JobType type) {
        return type == JobType.BATCH || type == JobType.SYSBATCH ? limits.batchAttempts() : limits.serviceAttempts();
    }

    /** Proposes what fits of a plan, and returns whether that is anything. */
    private boolean commitPart(Evaluation current, DecisionContext context, Plan part) {
        if (part.isNoOp()) {
            return false;
        }
        archive.keep(current, context);
        pipeline.propose(new Command.ApplyPlan(part, List.of()), result -> {});
        return true;
    }

    private void commit(Evaluation ready, Evaluation current, Decisions decisions, ClusterState view) {
        List<Evaluation> evaluations = new ArrayList<>();
        Evaluation blocked = decisions.blocked();
        evaluations.add(
                blocked != null && blocked.id().equals(current.id()) ? blocked : ended(current, decisions, view));
        if (blocked != null && !blocked.id().equals(current.id())) {
            evaluations.add(blocked);
        }
        evaluations.addAll(decisions.followUps());
        Command command = decisions.plan().isNoOp()
                ? new Command.UpsertEvaluations(evaluations)
                : new Command.ApplyPlan(decisions.plan(), evaluations);
        propose(ready, command);
    }

    private static Evaluation ended(Evaluation current, Decisions decisions, ClusterState view) {
        Evaluation blocked = decisions.blocked();
        Evaluation.Builder ended = current.toBuilder()
                .status(decisions.status())
                .statusDescription(decisions.description())
                .failedGroups(decisions.failedGroups())
                .queuedAllocations(decisions.queued())
                .annotations(decisions.plan().annotations())
                .snapshotIndex(view.index());
        if (blocked != null) {
            ended.blockedEvaluation(blocked.id());
        }
        if (!decisions.followUps().isEmpty()) {
            ended.nextEvaluation(decisions.followUps().get(0).id());
        }
        if (decisions.plan().deployment() != null) {
            ended.deploymentId(decisions.plan().deployment().id());
        }
        return ended.build();
    }

    private void propose(Evaluation ready, Command command) {
        pipeline.propose(command, result -> {
            if (!(result instanceof Pipeline.Decided decided)) {
                broker.putBack(ready);
            } else if (decided.result().rejection() != null) {
                errors.record(
                        "scheduler of " + ready.type().word() + " jobs",
                        new IllegalStateException(decided.result().rejection().message()));
                broker.fail(ready);
            } else {
                broker.acknowledge(ready);
            }
        });
    }

    private void end(Evaluation ready, Evaluation current, String why) {
        Evaluation failed = current.toBuilder()
                .status(EvaluationStatus.FAILED)
                .statusDescription(why)
                .build();
        propose(ready, new Command.UpsertEvaluations(List.of(failed)));
    }

    /** Fails an evaluation whose plans kept being refused, and parks another one that any change wakes. */
    private void giveUp(Evaluation ready, Evaluation current, PlanResult last) {
        Evaluation parked = followUpOf(current, EvaluationTrigger.MAX_PLAN_ATTEMPTS)
                .status(EvaluationStatus.BLOCKED)
                .statusDescription("Waits for another state: every plan was refused.")
                .snapshotIndex(last.refreshIndex())
                .build();
        Evaluation failed = current.toBuilder()
                .status(EvaluationStatus.FAILED)
                .statusDescription("%d plans in a row were refused, the last one because of %s"
                        .formatted(
                                attemptLimit(current.type()),
                                last.rejectedNodes().get(0).message()))
                .blockedEvaluation(parked.id())
                .build();
        propose(ready, new Command.UpsertEvaluations(List.of(failed, parked)));
    }

    /** Ends the evaluations that reached the delivery limit, and cancels those that newer ones replaced. */
    void settle() {
        List<Evaluation> settled = new ArrayList<>();
        for (Evaluation failed : broker.takeFailed()) {
            Evaluation followUp = followUpOf(failed, EvaluationTrigger.FAILED_FOLLOW_UP)
                    .status(EvaluationStatus.PENDING)
                    .delay(FOLLOW_UP_DELAY.plusNanos(Math.floorMod(ids.nextLong(), FOLLOW_UP_JITTER_NANOS)))
                    .build();
            settled.add(failed.toBuilder()
                    .status(EvaluationStatus.FAILED)
                    .statusDescription("The evaluation failed %d times; see the server's last error of its scheduler."
                            .formatted(limits.deliveries()))
                    .nextEvaluation(followUp.id())
                    .build());
            settled.add(followUp);
        }
        for (Evaluation superseded : broker.takeSuperseded()) {
            settled.add(canceled(superseded, "A newer evaluation of the job took its place."));
        }
        upsert(settled);
    }

    /** Cancels a blocked evaluation that a newer one of its job has replaced. */
    void cancelDuplicate(@Nullable Evaluation duplicate) {
        if (duplicate != null) {
            upsert(List.of(canceled(duplicate, "Another evaluation of the job waits already.")));
        }
    }

    private void upsert(List<Evaluation> evaluations) {
        if (!evaluations.isEmpty()) {
            pipeline.propose(new Command.UpsertEvaluations(evaluations), result -> {});
        }
    }

    private static Evaluation canceled(Evaluation evaluation, String why) {
        return evaluation.toBuilder()
                .status(EvaluationStatus.CANCELED)
                .statusDescription(why)
                .build();
    }

    private Evaluation.Builder followUpOf(Evaluation evaluation, EvaluationTrigger trigger) {
        return Evaluation.builder(ids.nextEvaluationId(), evaluation.type(), trigger)
                .namespace(evaluation.namespace())
                .priority(evaluation.priority())
                .job(evaluation.job())
                .jobModifyIndex(evaluation.jobModifyIndex())
                .previousEvaluation(evaluation.id());
    }
}
