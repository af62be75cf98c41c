package dev.berth.sample.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.control.ControlPlane;
import dev.berth.control.Outcome;
import dev.berth.model.Eligibility;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.state.ClusterState;
import java.util.List;

/** Nodes: looking at them, and whether they take work. */
final class NodeRoutes {
    private final ControlPlane controlPlane;
    private final Reads reads;
    private final Wire wire;

    NodeRoutes(ControlPlane controlPlane, Reads reads, Wire wire) {
        this.controlPlane = controlPlane;
        this.reads = reads;
        this.wire = wire;
    }

    void addTo(Router router) {
        router.on("GET", "/v1/nodes", this::list)
                .on(
                        "GET",
                        "/v1/node/{id}",
                        exchange -> reads.answer(exchange, state -> wire.print(wire.node(node(exchange, state)))))
                .on(
                        "GET",
                        "/v1/node/{id}/allocations",
                        exchange -> reads.answer(
                                exchange,
                                state -> wire.print(wire.list(
                                        state.allocationsByNode(
                                                node(exchange, state).id()),
                                        wire::allocation))))
                .on("PUT", "/v1/node/{id}/eligibility", this::eligibility);
    }

    private static Node node(Exchange exchange, ClusterState state) {
        String id = exchange.parameter("id");
        try {
            Node node = state.node(NodeId.parse(id));
            if (node != null) {
                return node;
            }
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, "The node id (%s) is not a UUID.".formatted(id));
        }
        throw new HttpFailure(HttpFailure.NOT_FOUND, "There is no node (%s).".formatted(id));
    }

    private void list(Exchange exchange) {
        String prefix = exchange.query("prefix", "");
        reads.answer(exchange, state -> {
            List<Node> nodes = state.nodes().stream()
                    .filter(node -> node.id().toString().startsWith(prefix))
                    .toList();
            return wire.print(wire.list(nodes, wire::nodeStub));
        });
    }

    private void eligibility(Exchange exchange) throws Exception {
        JsonNode body = wire.parse(exchange.body());
        Eligibility eligibility;
        try {
            eligibility = Eligibility.parse(body.path("Eligibility").asText());
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        Node node = node(exchange, controlPlane.state());
        controlPlane.setEligibility(node.id(), eligibility).whenComplete((outcome, error) -> {
            if (error != null) {
                exchange.fail(new HttpFailure(HttpFailure.INTERNAL, "The request failed: " + error.getMessage()));
            } else if (outcome instanceof Outcome.Done<Long> done) {
                ObjectNode answer = wire.object();
                answer.putNull("EvalIDs");
                answer.put("EvalCreateIndex", 0);
                answer.put("NodeModifyIndex", done.value());
                exchange.index(done.value());
                exchange.json(wire.print(answer));
            } else {
                exchange.fail(Failures.of(outcome));
            }
        });
    }
}
