package dev.berth.sample.cli.http;

import dev.berth.control.ControlPlane;
import dev.berth.control.Explanation;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.state.ClusterState;
import java.util.List;

/** Allocations: looking at them, and why they are where they are. */
final class AllocationRoutes {
    private final ControlPlane controlPlane;
    private final Reads reads;
    private final Wire wire;

    AllocationRoutes(ControlPlane controlPlane, Reads reads, Wire wire) {
        this.controlPlane = controlPlane;
        this.reads = reads;
        this.wire = wire;
    }

    void addTo(Router router) {
        router.on("GET", "/v1/allocations", this::list)
                .on(
                        "GET",
                        "/v1/allocation/{id}",
                        exchange -> reads.answer(
                                exchange, state -> wire.print(wire.allocation(allocation(exchange, state)))))
                .on("GET", "/v1/allocation/{id}/explanation", this::explain);
    }

    static AllocationId id(String text) {
        try {
            return AllocationId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, "The allocation id (%s) is not a UUID.".formatted(text));
        }
    }

    private static Allocation allocation(Exchange exchange, ClusterState state) {
        Allocation allocation = state.allocation(id(exchange.parameter("id")));
        if (allocation == null) {
            throw new HttpFailure(
                    HttpFailure.NOT_FOUND, "There is no allocation (%s).".formatted(exchange.parameter("id")));
        }
        return allocation;
    }

    private void list(Exchange exchange) {
        String prefix = exchange.query("prefix", "");
        reads.answer(exchange, state -> {
            List<Allocation> allocations = state.allocations().stream()
                    .filter(allocation -> exchange.asksAbout(allocation.job().namespace()))
                    .filter(allocation -> allocation.id().toString().startsWith(prefix))
                    .toList();
            return wire.print(wire.list(allocations, wire::allocationStub));
        });
    }

    private void explain(Exchange exchange) {
        Explanation explanation = controlPlane
                .explain(id(exchange.parameter("id")))
                .orElseThrow(() -> new HttpFailure(
                        HttpFailure.NOT_FOUND, "There is no allocation (%s).".formatted(exchange.parameter("id"))));
        exchange.text(String.join("\n", explanation.lines()) + "\n");
    }
}
