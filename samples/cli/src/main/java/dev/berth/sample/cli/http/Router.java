package dev.berth.sample.cli.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: literal segments win over {@code {parameters}}. Paths are matched by their raw segments and
 * parameters decoded afterwards, so that a job id may hold an encoded slash. Immutable after set-up.
 */
final class Router {
    /** Answers one kind of request. */
    @FunctionalInterface
    interface Route {
        void handle(Exchange exchange) throws Exception;
    }

    /** A route with the parameters its path gave. */
    record Match(Route route, Map<String, String> parameters) {}

    private record Entry(String method, List<String> segments, Route route) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Adds a route; of several that match, the one added first wins. */
    Router on(String method, String path, Route route) {
        entries.add(new Entry(method, segments(path), route));
        return this;
    }

    /**
     * Returns the route.
     *
     * @throws HttpFailure when no path matches (404), or none with this method (405)
     */
    Match find(String method, String rawPath) {
        List<String> asked = segments(rawPath);
        boolean pathKnown = false;
        for (Entry entry : entries) {
            Map<String, String> parameters = match(entry.segments, asked);
            if (parameters != null && entry.method.equals(method.equals("POST") ? "PUT" : method)) {
                return new Match(entry.route, parameters);
            }
            pathKnown |= parameters != null;
        }
        throw pathKnown
                ? new HttpFailure(
                        HttpFailure.METHOD_NOT_ALLOWED, "The method (%s) is not for %s.".formatted(method, rawPath))
                : new HttpFailure(HttpFailure.NOT_FOUND, "There is nothing at %s.".formatted(rawPath));
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static @Nullable Map<String, String> match(List<String> pattern, List<String> asked) {
        if (pattern.size() != asked.size()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String segment = pattern.get(i);
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), Exchange.decode(asked.get(i)));
            } else if (!segment.equals(asked.get(i))) {
                return null;
            }
        }
        return parameters;
    }
}
