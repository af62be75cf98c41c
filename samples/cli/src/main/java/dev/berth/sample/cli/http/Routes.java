package dev.berth.sample.cli.http;

import dev.berth.control.ControlPlane;
import dev.berth.sample.cli.host.BerthHost;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** All paths of the API, and who answers them. */
final class Routes {
    private Routes() {}

    static Router of(BerthHost host, Supplier<URI> self, Executor executor) {
        Router router = new Router();
        Wire wire = new Wire();
        ControlPlane controlPlane = host.controlPlane();
        Reads reads = new Reads(controlPlane, executor);
        new JobRoutes(controlPlane, reads, wire).addTo(router);
        new NodeRoutes(controlPlane, reads, wire).addTo(router);
        new AllocationRoutes(controlPlane, reads, wire).addTo(router);
        new EvaluationRoutes(controlPlane, reads, wire).addTo(router);
        new LogRoutes(host).addTo(router);
        new AgentRoutes(host, self, wire).addTo(router);
        return router;
    }
}
