package dev.berth.sample.cli.http;

import dev.berth.sample.cli.host.BerthHost;
import dev.berth.sample.cli.host.HostException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's HTTP server. Started by {@link #start}, stopped by {@link #close}; thread-safe. */
public final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final int MAX_THREADS = 32;
    private static final long STOP_MILLIS = 1_000;
    private static final long IDLE_STOP_MILLIS = 50;

    private final Server server;
    private final ServerConnector connector;

    private HttpApi(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to listen.
     *
     * @param address where; port 0 takes a free one
     * @throws HostException when the address cannot be used, in one sentence
     */
    public static HttpApi start(BerthHost host, InetSocketAddress address) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("berth-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.DEFAULT.with("ids may hold a slash", Violation.AMBIGUOUS_PATH_SEPARATOR));
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setShutdownIdleTimeout(IDLE_STOP_MILLIS);
        server.addConnector(connector);
        HttpApi api = new HttpApi(server, connector);
        server.setHandler(new RoutingHandler(Routes.of(host, api::uri, threads)));
        server.setStopTimeout(STOP_MILLIS);
        try {
            server.start();
        } catch (Exception e) {
            stopQuietly(server);
            throw unusable(address, e);
        }
        return api;
    }

    private static HostException unusable(InetSocketAddress address, Exception cause) {
        String where = address.getHostString() + ":" + address.getPort();
        boolean taken = cause instanceof BindException || cause.getCause() instanceof BindException;
        return new HostException(
                taken
                        ? "The address (%s) is already in use.\nMaybe another agent runs; stop it, or choose another port with -http-port."
                                .formatted(where)
                        : "The address (%s) cannot be used: %s.".formatted(where, cause.getMessage()),
                cause);
    }

    /** Returns where it listens. */
    public URI uri() {
        String host = connector.getHost();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
    }

    /** Stops to listen; answers under way get a second. */
    @Override
    public void close() {
        stopQuietly(server);
    }

    private static void stopQuietly(Server server) {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.debug("Requests that waited for news were cut off.", e);
        } catch (Exception e) {
            LOG.warn("The HTTP server did not stop cleanly.", e);
        }
    }

    /** Runs the route of each request, and turns what it throws into an answer. */
    private static final class RoutingHandler extends Handler.Abstract {
        private final BrowserGuard guard = new BrowserGuard();
        private final Router router;

        RoutingHandler(Router router) {
            this.router = router;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Exchange exchange = new Exchange(request, response, callback, Map.of());
            try {
                guard.check(request);
                Router.Match match =
                        router.find(request.getMethod(), request.getHttpURI().getPath());
                exchange = new Exchange(request, response, callback, match.parameters());
                match.route().handle(exchange);
            } catch (HttpFailure e) {
                exchange.fail(e);
            } catch (Exception e) {
                LOG.error("{} {} failed.", request.getMethod(), request.getHttpURI(), e);
                exchange.fail(new HttpFailure(HttpFailure.INTERNAL, "The request failed: " + e.getMessage()));
            }
            return true;
        }
    }
}
