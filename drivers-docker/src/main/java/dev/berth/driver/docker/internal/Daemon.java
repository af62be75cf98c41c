package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to one Docker daemon: for requests, which are answered in time, and for streams, which last. Thread-safe. */
public final class Daemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private final URI host;
    private final DockerHttpClient streamTransport;
    private final DockerClient requests;
    private final DockerClient streams;

    /** Connects to nothing yet. */
    public Daemon(DockerOptions options) {
        host = options.host();
        DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host.toString())
                .build();
        requests = DockerClientImpl.getInstance(
                config, transport(config, options.connectTimeout(), options.requestTimeout()));
        streamTransport = transport(config, options.connectTimeout(), null);
        streams = DockerClientImpl.getInstance(config, streamTransport);
    }

    private static DockerHttpClient transport(
            DockerClientConfig config, Duration connectTimeout, @Nullable Duration responseTimeout) {
        var builder = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(connectTimeout);
        return responseTimeout == null
                ? builder.build()
                : builder.responseTimeout(responseTimeout).build();
    }

    /** Returns where it listens. */
    public URI host() {
        return host;
    }

    /** Returns the client for requests. */
    public DockerClient requests() {
        return requests;
    }

    /** Returns the client for answers that come bit by bit, without a limit between the bits. */
    public DockerClient streams() {
        return streams;
    }

    /** Opens an answer as the bytes that the daemon sends. The caller closes it, from any thread. */
    public DockerHttpClient.Response open(String path) {
        return streamTransport.execute(DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.GET)
                .path(path)
                .build());
    }

    @Override
    public void close() {
        for (DockerClient client : new DockerClient[] {requests, streams}) {
            try {
                client.close();
            } catch (IOException e) {
                LOG.debug("A connection to {} did not close well.", host, e);
            }
        }
    }
}
