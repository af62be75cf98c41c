package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What of a node tasks may not have. Immutable.
 *
 * @param resources the scalar dimensions
 * @param cores ids of the cores
 * @param hostPorts ports on all addresses, as in {@code 22,80,8500-8600}; may be empty
 */
public record ReservedResources(Resources resources, List<Integer> cores, String hostPorts) {

    public ReservedResources {
        Copies.present(resources, "resources");
        cores = ImmutableList.copyOf(cores);
    }

    private static final ReservedResources NONE = new ReservedResources(Resources.none(), ImmutableList.of(), "");

    /** Returns the shared instance that reserves nothing. */
    public static ReservedResources none() {
        return NONE;
    }

    /** Returns a reservation of scalar dimensions only. */
    public static ReservedResources of(Resources resources) {
        return new ReservedResources(resources, ImmutableList.of(), "");
    }
}
