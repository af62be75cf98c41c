package dev.berth.sample.cli.command;

import dev.berth.sample.cli.host.HostOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the node of an embedded agent is like. */
final class NodeOptions {
    @Option(names = "-node", paramLabel = "NAME", description = "Name of the node; the machine's by default.")
    private String name = "";

    @Option(names = "-dc", paramLabel = "NAME", description = "Datacenter of the node; dc1 by default.")
    private String datacenter = "dc1";

    @Option(names = "-node-class", paramLabel = "NAME", description = "Class of the node.")
    private String nodeClass = "";

    @Option(names = "-meta", paramLabel = "KEY=VALUE", description = "Free data of the node; may be repeated.")
    private Map<String, String> meta = new LinkedHashMap<>();

    HostOptions with(@Nullable Path dataDirectory) {
        return HostOptions.builder()
                .dataDirectory(dataDirectory)
                .nodeName(name)
                .datacenter(datacenter)
                .nodeClass(nodeClass)
                .meta(meta)
                .build();
    }
}
