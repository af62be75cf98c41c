package dev.berth.model;

import dev.berth.model.internal.StableHash;
import java.util.List;
import java.util.Map;

/** Computes {@link Node#computedClass()}. Stateless. */
final class NodeClasses {

    private static final String UNIQUE = "unique.";

    private NodeClasses() {}

    /** The parts in a fixed order, maps with their size first, so that no part can pass for another. */
    static long hash(Node node) {
        StableHash hash =
                StableHash.empty().add(node.datacenter()).add(node.nodePool()).add(node.nodeClass());
        add(hash, node.attributes());
        add(hash, node.meta());
        List<DeviceGroup> devices = node.resources().devices();
        hash.add(Integer.toString(devices.size()));
        devices.stream().sorted((a, b) -> a.id().compareTo(b.id())).forEach(group -> {
            hash.add(group.vendor()).add(group.type()).add(group.name());
            add(hash, group.attributes());
        });
        return hash.value();
    }

    private static void add(StableHash hash, Map<String, String> values) {
        values.forEach((name, value) -> {
            if (!name.startsWith(UNIQUE)) {
                hash.add("=").add(name).add(value);
            }
        });
        hash.add(";");
    }
}
