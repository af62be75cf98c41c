package dev.berth.sample.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds things by the beginning of their id. Throws {@link ApiException} with one sentence when none or several fit. */
public final class Lookup {
    private static final int MAX_SHOWN = 5;

    private final ApiClient client;

    public Lookup(ApiClient client) {
        this.client = client;
    }

    /** Returns an allocation, whole. */
    public JsonNode allocation(String prefix) {
        return client.get("/v1/allocation/" + only("allocation", "/v1/allocations", prefix));
    }

    /** Returns an evaluation. */
    public JsonNode evaluation(String prefix) {
        return client.get("/v1/evaluation/" + only("evaluation", "/v1/evaluations", prefix));
    }

    /** Returns a node, whole. */
    public JsonNode node(String prefix) {
        return client.get("/v1/node/" + only("node", "/v1/nodes", prefix));
    }

    /** Returns a job, whole. Its exact id wins over others that begin alike. */
    public JsonNode job(String prefix) {
        return client.get("/v1/job/" + ApiClient.encode(only("job", "/v1/jobs", prefix)));
    }

    private String only(String what, String path, String prefix) {
        List<String> ids = new ArrayList<>();
        client.get(path + "?prefix=" + ApiClient.encode(prefix))
                .forEach(each -> ids.add(each.path("ID").asText()));
        if (ids.contains(prefix)) {
            return prefix;
        }
        if (ids.isEmpty()) {
            throw new ApiException(404, "There is no %s whose id begins with (%s).".formatted(what, prefix));
        }
        if (ids.size() > 1) {
            throw new ApiException(
                    404,
                    "%d %ss begin with (%s): %s.\nGive more of the id."
                            .formatted(ids.size(), what, prefix, shown(ids)));
        }
        return ids.get(0);
    }

    private static String shown(List<String> ids) {
        String shown = ids.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
        return ids.size() > MAX_SHOWN ? shown + " and others" : shown;
    }
}
