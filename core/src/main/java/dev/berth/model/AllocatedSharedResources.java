package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What the tasks of an allocation share. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param diskBytes the ephemeral disk in bytes
 * @param networks networks of the group
 * @param ports ports of the group
 * @param extras what this version does not know but keeps
 */
public record AllocatedSharedResources(
        long diskBytes, List<NetworkResource> networks, List<AllocatedPort> ports, Extras extras) {

    public AllocatedSharedResources {
        Copies.notNegative(diskBytes, "diskBytes");
        networks = ImmutableList.copyOf(networks);
        ports = ImmutableList.copyOf(ports);
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .diskBytes(diskBytes)
                .networks(networks)
                .ports(ports)
                .extras(extras);
    }

    /** Collects the components of {@link AllocatedSharedResources}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private long diskBytes;
        private List<NetworkResource> networks = ImmutableList.of();
        private List<AllocatedPort> ports = ImmutableList.of();
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder diskBytes(long diskBytes) {
            this.diskBytes = diskBytes;
            return this;
        }

        public Builder networks(List<NetworkResource> networks) {
            this.networks = networks;
            return this;
        }

        public Builder ports(List<AllocatedPort> ports) {
            this.ports = ports;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the allocated shared resources. */
        public AllocatedSharedResources build() {
            return new AllocatedSharedResources(diskBytes, networks, ports, extras);
        }
    }
}
