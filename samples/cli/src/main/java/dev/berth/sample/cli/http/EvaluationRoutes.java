package dev.berth.sample.cli.http;

import dev.berth.control.ControlPlane;
import dev.berth.control.Explanation;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationId;
import dev.berth.state.ClusterState;
import dev.berth.wire.nomad.NomadForm;
import java.util.List;

/** Evaluations and deployments: looking at them, and what became of them. */
final class EvaluationRoutes {
    private final ControlPlane controlPlane;
    private final Reads reads;
    private final Wire wire;

    EvaluationRoutes(ControlPlane controlPlane, Reads reads, Wire wire) {
        this.controlPlane = controlPlane;
        this.reads = reads;
        this.wire = wire;
    }

    void addTo(Router router) {
        router.on("GET", "/v1/evaluations", this::list)
                .on(
                        "GET",
                        "/v1/evaluation/{id}",
                        exchange -> reads.answer(
                                exchange, state -> wire.print(wire.evaluation(evaluation(exchange, state)))))
                .on(
                        "GET",
                        "/v1/evaluation/{id}/allocations",
                        exchange -> reads.answer(
                                exchange,
                                state -> wire.print(wire.list(
                                        state.allocationsByEvaluation(
                                                evaluation(exchange, state).id()),
                                        wire::allocationStub))))
                .on("GET", "/v1/evaluation/{id}/explanation", this::explain)
                .on(
                        "GET",
                        "/v1/deployments",
                        exchange -> reads.answer(
                                exchange,
                                state -> wire.print(wire.list(
                                        List.copyOf(state.deployments()),
                                        deployment -> wire.tree(NomadForm.DEPLOYMENT, deployment)))));
    }

    private static EvaluationId id(Exchange exchange) {
        try {
            return EvaluationId.parse(exchange.parameter("id"));
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(
                    HttpFailure.BAD_REQUEST,
                    "The evaluation id (%s) is not a UUID.".formatted(exchange.parameter("id")));
        }
    }

    private static HttpFailure unknown(Exchange exchange) {
        return new HttpFailure(
                HttpFailure.NOT_FOUND, "There is no evaluation (%s).".formatted(exchange.parameter("id")));
    }

    private static Evaluation evaluation(Exchange exchange, ClusterState state) {
        Evaluation evaluation = state.evaluation(id(exchange));
        if (evaluation == null) {
            throw unknown(exchange);
        }
        return evaluation;
    }

    private void list(Exchange exchange) {
        String prefix = exchange.query("prefix", "");
        reads.answer(exchange, state -> {
            List<Evaluation> evaluations = state.evaluations().stream()
                    .filter(evaluation -> exchange.asksAbout(evaluation.namespace()))
                    .filter(evaluation -> evaluation.id().toString().startsWith(prefix))
                    .toList();
            return wire.print(wire.list(evaluations, wire::evaluation));
        });
    }

    private void explain(Exchange exchange) {
        Explanation explanation = controlPlane.explain(id(exchange)).orElseThrow(() -> unknown(exchange));
        exchange.text(String.join("\n", explanation.lines()) + "\n");
    }
}
