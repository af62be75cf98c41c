package dev.berth.internal.engine;

import com.google.common.collect.ImmutableList;
import dev.berth.model.NetworkRequest;
import dev.berth.model.PortRequest;
import java.util.List;

/** The ports that networks ask of a node. */
final class PortRequests {
    private static final String NONE = "none";

    private PortRequests() {}

    /** Returns the static ports, then the dynamic ones; none for a network without a connection. */
    static List<PortRequest> of(NetworkRequest network) {
        if (network.mode().equals(NONE)) {
            return ImmutableList.of();
        }
        return ImmutableList.<PortRequest>builder()
                .addAll(network.reservedPorts())
                .addAll(network.dynamicPorts())
                .build();
    }

    /** Returns whether any network asks for a port. */
    static boolean any(List<NetworkRequest> networks) {
        return networks.stream().anyMatch(network -> !of(network).isEmpty());
    }
}
