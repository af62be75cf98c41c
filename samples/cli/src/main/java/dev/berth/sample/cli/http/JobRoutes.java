package dev.berth.sample.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.control.ControlPlane;
import dev.berth.control.Outcome;
import dev.berth.control.Submission;
import dev.berth.control.SubmitOptions;
import dev.berth.jobspec.JobFileException;
import dev.berth.jobspec.JobFiles;
import dev.berth.model.Allocation;
import dev.berth.model.Deployment;
import dev.berth.model.Evaluation;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.Problem;
import dev.berth.state.ClusterState;
import dev.berth.wire.nomad.JobRequest;
import dev.berth.wire.nomad.NomadForm;
import dev.berth.wire.nomad.NomadJsonException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Jobs: submitting, looking, stopping. */
final class JobRoutes {
    private final ControlPlane controlPlane;
    private final Reads reads;
    private final Wire wire;

    JobRoutes(ControlPlane controlPlane, Reads reads, Wire wire) {
        this.controlPlane = controlPlane;
        this.reads = reads;
        this.wire = wire;
    }

    void addTo(Router router) {
        router.on("GET", "/v1/jobs", this::list)
                .on("PUT", "/v1/jobs", this::register)
                .on("PUT", "/v1/jobs/parse", this::parse)
                .on("PUT", "/v1/validate/job", this::validate)
                .on(
                        "GET",
                        "/v1/job/{id}",
                        exchange -> reads.answer(exchange, state -> wire.print(wire.job(job(exchange, state)))))
                .on("PUT", "/v1/job/{id}", this::register)
                .on("DELETE", "/v1/job/{id}", this::stop)
                .on("PUT", "/v1/job/{id}/evaluate", this::evaluate)
                .on("GET", "/v1/job/{id}/allocations", this::allocations)
                .on("GET", "/v1/job/{id}/evaluations", this::evaluations)
                .on("GET", "/v1/job/{id}/deployments", this::deployments)
                .on("GET", "/v1/job/{id}/deployment", this::deployment)
                .on("GET", "/v1/job/{id}/versions", this::versions)
                .on(
                        "GET",
                        "/v1/job/{id}/summary",
                        exchange ->
                                reads.answer(exchange, state -> wire.print(wire.summary(state, job(exchange, state)))));
    }

    private static JobKey key(Exchange exchange) {
        return new JobKey(exchange.namespace(), exchange.parameter("id"));
    }

    private static Job job(Exchange exchange, ClusterState state) {
        Job job = state.job(key(exchange));
        if (job == null) {
            throw new HttpFailure(HttpFailure.NOT_FOUND, "There is no job (%s).".formatted(key(exchange)));
        }
        return job;
    }

    private void list(Exchange exchange) {
        String prefix = exchange.query("prefix", "");
        reads.answer(exchange, state -> {
            List<Job> jobs = state.jobs().stream()
                    .filter(job -> exchange.asksAbout(job.namespace()))
                    .filter(job -> job.id().startsWith(prefix))
                    .toList();
            return wire.print(wire.list(jobs, job -> wire.jobStub(state, job)));
        });
    }

    private void register(Exchange exchange) throws Exception {
        JobRequest request = request(exchange);
        SubmitOptions options = SubmitOptions.defaults();
        if (request.enforceIndex()) {
            options = options.withExpectedJobModifyIndex(request.jobModifyIndex());
        }
        if (request.evaluationPriority() > 0) {
            options = options.withEvaluationPriority(request.evaluationPriority());
        }
        answerSubmission(exchange, controlPlane.submit(request.job(), options));
    }

    private JobRequest request(Exchange exchange) throws IOException {
        JsonNode body = wire.parse(exchange.body());
        if (!body.path("Job").isObject()) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, "The body must be an object with a member \"Job\".");
        }
        try {
            return wire.read(NomadForm.JOB_REQUEST, body);
        } catch (NomadJsonException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private void parse(Exchange exchange) throws Exception {
        String text = wire.parse(exchange.body()).path("JobHCL").asText();
        try {
            exchange.json(wire.print(wire.job(JobFiles.parse("job.hcl", text))));
        } catch (JobFileException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private void validate(Exchange exchange) throws Exception {
        List<Problem> problems = request(exchange).job().canonical().validate();
        ObjectNode answer = wire.object();
        ArrayNode errors = answer.putArray("ValidationErrors");
        problems.forEach(problem -> errors.add(problem.toString()));
        answer.put("Error", problems.isEmpty() ? "" : problems.size() + " problems were found.");
        answer.put("Warnings", "");
        answer.put("DriverConfigValidated", false);
        exchange.json(wire.print(answer));
    }

    private void stop(Exchange exchange) {
        answerSubmission(exchange, controlPlane.stop(key(exchange), exchange.flag("purge")));
    }

    private void evaluate(Exchange exchange) {
        answerSubmission(exchange, controlPlane.evaluate(key(exchange)));
    }

    private void answerSubmission(Exchange exchange, CompletionStage<Outcome<Submission>> submitted) {
        submitted.whenComplete((outcome, error) -> {
            if (error != null) {
                exchange.fail(new HttpFailure(HttpFailure.INTERNAL, "The request failed: " + error.getMessage()));
            } else if (outcome instanceof Outcome.Done<Submission> done) {
                ObjectNode answer = wire.object();
                Submission submission = done.value();
                answer.put("EvalID", submission.evaluationId().toString());
                answer.put("EvalCreateIndex", submission.index());
                answer.put("JobModifyIndex", submission.jobModifyIndex());
                answer.put("Warnings", "");
                answer.put("Index", submission.index());
                exchange.index(submission.index());
                exchange.json(wire.print(answer));
            } else {
                exchange.fail(Failures.of(outcome));
            }
        });
    }

    private void allocations(Exchange exchange) {
        reads.answer(exchange, state -> {
            List<Allocation> allocations = state.allocationsByJob(key(exchange));
            return wire.print(wire.list(allocations, wire::allocationStub));
        });
    }

    private void evaluations(Exchange exchange) {
        reads.answer(exchange, state -> {
            List<Evaluation> evaluations = state.evaluationsByJob(key(exchange));
            return wire.print(wire.list(evaluations, wire::evaluation));
        });
    }

    private void deployments(Exchange exchange) {
        reads.answer(exchange, state -> {
            List<Deployment> deployments = state.deploymentsByJob(key(exchange));
            return wire.print(wire.list(deployments, deployment -> wire.tree(NomadForm.DEPLOYMENT, deployment)));
        });
    }

    private void deployment(Exchange exchange) {
        reads.answer(exchange, state -> {
            Deployment latest = state.latestDeployment(key(exchange));
            return latest == null ? "null" : wire.print(wire.tree(NomadForm.DEPLOYMENT, latest));
        });
    }

    private void versions(Exchange exchange) {
        reads.answer(exchange, state -> {
            job(exchange, state);
            ObjectNode answer = wire.object();
            answer.set("Versions", wire.list(state.jobVersions(key(exchange)), wire::job));
            answer.putNull("Diffs");
            return wire.print(answer);
        });
    }
}
