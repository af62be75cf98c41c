package dev.berth.control;

import dev.berth.host.GatewayException;
import dev.berth.host.NodeGateway;
import dev.berth.testkit.NodeGatewayContract;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

/** The control plane's own end, called directly through a switch that can cut the calls off. */
class InJvmNodeGatewayTest extends NodeGatewayContract {
    private boolean connected = true;

    @Override
    protected NodeGateway connect(NodeGateway controlPlaneEnd) {
        return (NodeGateway) Proxy.newProxyInstance(
                NodeGateway.class.getClassLoader(),
                new Class<?>[] {NodeGateway.class},
                (proxy, method, arguments) -> connected
                        ? method.invoke(controlPlaneEnd, arguments)
                        : CompletableFuture.failedFuture(
                                new GatewayException(GatewayException.Kind.UNAVAILABLE, "The line is cut.")));
    }

    @Override
    protected void disconnect() {
        connected = false;
    }

    @Override
    protected void reconnect() {
        connected = true;
    }
}
