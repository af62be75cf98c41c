package dev.berth.sample.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Talks to an agent. Paths start with a slash and may carry a query; their parts are encoded by {@link #encode}. Every method
 * throws {@link ApiException} when there is no good answer. Thread-safe.
 */
public final class ApiClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final String INDEX = "X-Nomad-Index";
    private static final String POSITION = "X-Berth-Log-Position";

    private final URI address;
    private final String namespace;
    private final HttpClient http;
    private final ObjectMapper mapper;

    private ApiClient(URI address, String namespace, HttpClient http, ObjectMapper mapper) {
        this.address = address;
        this.namespace = namespace;
        this.http = http;
        this.mapper = mapper;
    }

    /** Returns a client; nothing is sent yet. */
    public static ApiClient to(URI address, String namespace) {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
        return new ApiClient(address, namespace, http, new ObjectMapper());
    }

    /** Returns the same client for another namespace. */
    public ApiClient inNamespace(String other) {
        return new ApiClient(address, other, http, mapper);
    }

    /** Returns a part of a path or query, encoded. */
    public static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns where the agent is. */
    public URI address() {
        return address;
    }

    public JsonNode get(String path) {
        return poll(path, 0, Duration.ZERO).body();
    }

    /** Reads when the state has moved beyond the given index, or the wait is over; at once for index 0. */
    public Answer poll(String path, long afterIndex, Duration wait) {
        String blocking = afterIndex == 0 ? "" : "&index=" + afterIndex + "&wait=" + wait.toMillis() + "ms";
        HttpRequest request =
                request(path, blocking).timeout(ANSWER_TIMEOUT.plus(wait)).GET().build();
        HttpResponse<byte[]> response = send(request);
        long index = response.headers().firstValueAsLong(INDEX).orElse(0);
        return new Answer(tree(response), index);
    }

    public JsonNode put(String path, String body) {
        return tree(send(request(path, "")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    public JsonNode delete(String path) {
        return tree(send(request(path, "").DELETE().build()));
    }

    /** Returns a text answer, line by line. */
    public List<String> lines(String path) {
        return new String(send(request(path, "").GET().build()).body(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Returns the next piece of a task's output, empty when there is none now. */
    public LogPiece logs(LogQuery query) {
        String path = "/v1/client/fs/logs/%s?task=%s&type=%s&plain=true"
                .formatted(encode(query.allocation()), encode(query.task()), query.stderr() ? "stderr" : "stdout");
        String lines = query.lines() == null ? "" : "&lines=" + query.lines();
        String position = query.position() == null ? "" : "&position=" + encode(query.position());
        HttpResponse<byte[]> response =
                send(request(path, lines + position).GET().build());
        return new LogPiece(
                response.body(), response.headers().firstValue(POSITION).orElse("0:0"));
    }

    private HttpRequest.Builder request(String path, String more) {
        String joint = path.contains("?") ? "&" : "?";
        URI uri = URI.create(address + path + joint + "namespace=" + encode(namespace) + more);
        return HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new ApiException(
                    0,
                    "No agent answers at %s.\nMaybe start one with \"berth agent -dev\", or name its address with -address."
                            .formatted(address),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(0, "The request was interrupted.", e);
        }
        if (response.statusCode() >= 300) {
            throw refused(response);
        }
        return response;
    }

    private ApiException refused(HttpResponse<byte[]> response) {
        String text = new String(response.body(), StandardCharsets.UTF_8).strip();
        return new ApiException(
                response.statusCode(),
                text.isEmpty() || text.startsWith("<")
                        ? "The agent at %s answered with status %d.".formatted(address, response.statusCode())
                        : text);
    }

    private JsonNode tree(HttpResponse<byte[]> response) {
        try {
            JsonNode tree = mapper.readTree(new String(response.body(), StandardCharsets.UTF_8));
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    response.statusCode(),
                    "What answers at %s does not speak Berth's HTTP API.\nMaybe name another address with -address."
                            .formatted(address),
                    e);
        }
    }
}
