package dev.berth.sample.cli.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.control.ControlPlaneStatus;
import dev.berth.sample.cli.host.BerthHost;
import java.net.URI;
import java.util.function.Supplier;

/** The agent itself: who it is and how it is doing. */
final class AgentRoutes {
    private final BerthHost host;
    private final Supplier<URI> self;
    private final Wire wire;

    AgentRoutes(BerthHost host, Supplier<URI> self, Wire wire) {
        this.host = host;
        this.self = self;
        this.wire = wire;
    }

    void addTo(Router router) {
        router.on("GET", "/v1/agent/health", this::health)
                .on("GET", "/v1/agent/self", this::self)
                .on(
                        "GET",
                        "/v1/status/leader",
                        exchange -> exchange.json("\"" + self.get().getAuthority() + "\""))
                .on(
                        "GET",
                        "/v1/status/peers",
                        exchange -> exchange.json("[\"" + self.get().getAuthority() + "\"]"));
    }

    private void health(Exchange exchange) {
        boolean leads = host.controlPlane().status().role() == ControlPlaneStatus.Role.LEADER;
        ObjectNode answer = wire.object();
        answer.putObject("client").put("message", "ok").put("ok", true);
        answer.putObject("server")
                .put("message", leads ? "ok" : "This server does not lead.")
                .put("ok", leads);
        exchange.json(wire.print(answer));
    }

    private void self(Exchange exchange) {
        ControlPlaneStatus status = host.controlPlane().status();
        ObjectNode answer = wire.object();
        ObjectNode stats = answer.putObject("stats");
        stats.putObject("berth")
                .put("role", status.role().name())
                .put("term", String.valueOf(status.term()))
                .put("applied_index", String.valueOf(status.appliedIndex()))
                .put("behaviour_level", String.valueOf(status.behaviourLevel()));
        ObjectNode queues = stats.putObject("queues");
        status.queues().forEach((name, depth) -> queues.put(name, depth.depth() + "/" + depth.limit()));
        ObjectNode errors = stats.putObject("callback_errors");
        status.callbackErrors().forEach((name, error) -> errors.put(name, error.count() + " x " + error.message()));
        stats.putObject("client").put("node_id", host.agent().nodeId().toString());
        exchange.json(wire.print(answer));
    }
}
