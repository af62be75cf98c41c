package dev.berth.sample.cli.command;

import dev.berth.sample.cli.client.ApiClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the agent is: options of all commands that talk to one. */
final class Connection {
    private static final String DEFAULT = "http://127.0.0.1:4646";

    @Option(
            names = "-address",
            paramLabel = "URL",
            description = "Address of the agent; else BERTH_ADDR, NOMAD_ADDR or " + DEFAULT + ".")
    private @Nullable String address;

    @Option(
            names = "-namespace",
            paramLabel = "NAME",
            description = "Namespace of the job; else BERTH_NAMESPACE, NOMAD_NAMESPACE or default.")
    private @Nullable String namespace;

    ApiClient client(Console console) {
        Map<String, String> env = console.environment();
        String url = first(address, env.get("BERTH_ADDR"), env.get("NOMAD_ADDR"), DEFAULT);
        String space = first(namespace, env.get("BERTH_NAMESPACE"), env.get("NOMAD_NAMESPACE"), "default");
        return ApiClient.to(uri(url), space);
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw unusable(url, e);
        }
        throw unusable(url, null);
    }

    private static CommandException unusable(String url, @Nullable Exception cause) {
        return new CommandException(
                "The address (%s) is not usable.\nIt must be a URL such as %s.".formatted(url, DEFAULT), cause);
    }

    private static String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        throw new AssertionError("the last candidate is a constant");
    }
}
