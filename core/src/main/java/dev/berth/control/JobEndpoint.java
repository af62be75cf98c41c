package dev.berth.control;

import dev.berth.host.IdSource;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.model.EvaluationStatus;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.model.Problem;
import dev.berth.state.ClusterState;
import dev.berth.state.Command;
import dev.berth.state.Rejection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** What users may ask about jobs: checks a request, and turns it into one command with the evaluation it calls for. */
final class JobEndpoint {
    /** Runs a request on the server loop of a leader, or answers why not. */
    @FunctionalInterface
    interface LeaderOnly {
        void run(CompletableFuture<Outcome<Submission>> answer, Runnable request);
    }

    private final LeaderOnly leaderOnly;
    private final Pipeline pipeline;
    private final EvaluationBroker broker;
    private final Set<JobType> types;
    private final IdSource ids;
    private final ServerLimits limits;

    JobEndpoint(
            LeaderOnly leaderOnly,
            Pipeline pipeline,
            EvaluationBroker broker,
            Set<JobType> types,
            IdSource ids,
            ServerLimits limits) {
        this.leaderOnly = leaderOnly;
        this.pipeline = pipeline;
        this.broker = broker;
        this.types = types;
        this.ids = ids;
        this.limits = limits;
    }

    CompletionStage<Outcome<Submission>> submit(Job job, SubmitOptions options) {
        List<Problem> problems = job.validate();
        if (problems.isEmpty()) {
            problems = notRunHere(job);
        }
        if (!problems.isEmpty()) {
            return CompletableFuture.completedFuture(new Outcome.Invalid<>(problems));
        }
        return onLeader(answer -> {
            Integer priority = options.evaluationPriority();
            Evaluation evaluation = evaluationOf(
                    job.key(),
                    job.type(),
                    EvaluationTrigger.JOB_REGISTER,
                    priority == null ? job.priority() : priority);
            propose(
                    job.key(),
                    evaluation,
                    new Command.RegisterJob(job, options.expectedJobModifyIndex(), evaluation),
                    answer);
        });
    }

    /** Returns why this control plane would take the job but never run it; such a job is refused instead. */
    private List<Problem> notRunHere(Job job) {
        if (job.launchesChildren()) {
            return List.of(new Problem(
                    job.periodic() != null ? "periodic" : "parameterized",
                    job.id(),
                    "jobs that launch other jobs are not run by this version",
                    "submit the job without this block, from the host's own timer"));
        }
        if (!types.contains(job.type())) {
            return List.of(new Problem(
                    "type",
                    job.type().word(),
                    "no scheduler is registered for jobs of this type",
                    "use one of: " + types.stream().map(JobType::word).sorted().collect(Collectors.joining(", "))));
        }
        return List.of();
    }

    CompletionStage<Outcome<Submission>> stop(JobKey key, boolean purge) {
        return onLeader(answer -> {
            Job job = pipeline.view().job(key);
            if (job == null) {
                answer.complete(unknown(key));
                return;
            }
            Evaluation evaluation = evaluationOf(key, job.type(), EvaluationTrigger.JOB_DEREGISTER, job.priority());
            propose(key, evaluation, new Command.DeregisterJob(key, purge, evaluation), answer);
        });
    }

    CompletionStage<Outcome<Submission>> evaluate(JobKey key) {
        return onLeader(answer -> {
            Job job = pipeline.view().job(key);
            if (job == null) {
                answer.complete(unknown(key));
                return;
            }
            Evaluation evaluation = evaluationOf(key, job.type(), EvaluationTrigger.JOB_REGISTER, job.priority());
            propose(key, evaluation, new Command.UpsertEvaluations(List.of(evaluation)), answer);
        });
    }

    private static Outcome<Submission> unknown(JobKey key) {
        return new Outcome.Refused<>(Rejection.of(
                Rejection.Code.NOT_FOUND, "There is no job (%s).\nMaybe check its id and namespace.", key));
    }

    /** A request that has reached a leader with room for another evaluation. */
    @FunctionalInterface
    private interface Request {
        void run(CompletableFuture<Outcome<Submission>> answer);
    }

    private CompletionStage<Outcome<Submission>> onLeader(Request request) {
        var answer = new CompletableFuture<Outcome<Submission>>();
        leaderOnly.run(answer, () -> {
            if (broker.size() < limits.readyEvaluations()) {
                request.run(answer);
            } else {
                answer.complete(new Outcome.Unavailable<>(
                        Outcome.Reason.OVERLOADED,
                        "%d evaluations wait for the scheduler already.".formatted(broker.size()),
                        limits.retryAfter()));
            }
        });
        return answer;
    }

    private Evaluation evaluationOf(JobKey key, JobType type, EvaluationTrigger trigger, int priority) {
        return Evaluation.builder(ids.nextEvaluationId(), key, type, trigger)
                .priority(priority)
                .status(EvaluationStatus.PENDING)
                .build();
    }

    private void propose(
            JobKey key, Evaluation evaluation, Command command, CompletableFuture<Outcome<Submission>> answer) {
        pipeline.propose(
                command,
                result -> answer.complete(
                        indexOf(result).map(index -> submission(pipeline.view(), key, evaluation.id(), index))));
    }

    private static Submission submission(ClusterState state, JobKey key, EvaluationId evaluationId, long index) {
        Job job = state.job(key);
        return new Submission(
                key, evaluationId, job == null ? index : job.revision().jobModifyIndex(), index);
    }

    /** Returns the index at which a command took effect, or why it did not. */
    static Outcome<Long> indexOf(Pipeline.Result result) {
        if (result instanceof Pipeline.NotDecided notDecided) {
            return new Outcome.Unavailable<>(notDecided.reason(), notDecided.message(), notDecided.retryAfter());
        }
        if (result instanceof Pipeline.Decided decided) {
            Rejection rejection = decided.result().rejection();
            return rejection == null ? new Outcome.Done<>(decided.result().index()) : new Outcome.Refused<>(rejection);
        }
        throw new AssertionError(result);
    }
}
