package dev.berth.sample.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as routes see them. Confined to one thread at a time. */
final class Exchange {
    private static final int MAX_BODY_BYTES = 4 << 20;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Map<String, String> parameters;

    Exchange(Request request, Response response, Callback callback, Map<String, String> parameters) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.parameters = parameters;
    }

    static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns a parameter of the path. */
    String parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /** Returns a parameter of the query, or null. */
    @Nullable
    String query(String name) {
        Fields fields = Request.extractQueryParameters(request);
        return fields.getValue(name);
    }

    String query(String name, String otherwise) {
        String value = query(name);
        return value == null ? otherwise : value;
    }

    /** Returns whether a query parameter says yes; one without a value does. */
    boolean flag(String name) {
        String value = query(name);
        return value != null && (value.isEmpty() || Boolean.parseBoolean(value) || value.equals("1"));
    }

    long number(String name, long otherwise) {
        String value = query(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new HttpFailure(
                    HttpFailure.BAD_REQUEST, "The parameter %s (%s) must be a whole number.".formatted(name, value));
        }
    }

    String namespace() {
        return query("namespace", "default");
    }

    /** Returns whether the request asks about a namespace; it does about all of them with {@code *}. */
    boolean asksAbout(String namespace) {
        return namespace().equals("*") || namespace().equals(namespace);
    }

    void header(String name, String value) {
        response.getHeaders().put(name, value);
    }

    /** Returns the body as text. */
    String body() throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                throw new HttpFailure(
                        HttpFailure.TOO_LARGE, "The request is larger than %d MiB.".formatted(MAX_BODY_BYTES >> 20));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    void index(long index) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-Nomad-Index", index);
        headers.put("X-Nomad-KnownLeader", "true");
        headers.put("X-Nomad-LastContact", 0);
    }

    void json(String body) {
        send(200, "application/json", body);
    }

    void text(String body) {
        send(200, "text/plain; charset=utf-8", body);
    }

    void bytes(byte[] body) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    void fail(HttpFailure failure) {
        Long retryAfter = failure.retryAfterSeconds();
        if (retryAfter != null) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, retryAfter);
        }
        send(failure.status(), "text/plain; charset=utf-8", String.valueOf(failure.getMessage()));
    }

    private void send(int status, String type, String body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        Content.Sink.write(response, true, body, callback);
    }

    /** Returns how long a blocking query may wait: the parameter {@code wait}, 5 minutes by default, 10 at most. */
    Duration maxWait() {
        String wait = query("wait");
        Duration asked = wait == null ? Duration.ofMinutes(5) : durationOf(wait);
        return asked.compareTo(Duration.ofMinutes(10)) > 0 ? Duration.ofMinutes(10) : asked;
    }

    private static Duration durationOf(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new HttpFailure(
                    HttpFailure.BAD_REQUEST, "The parameter wait (%s) must be a duration such as 10s.".formatted(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
