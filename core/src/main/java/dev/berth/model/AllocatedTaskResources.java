package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What one task of an allocation has. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param cpu in the host's cpu units, by default 1,000 a core; with reserved cores what those are worth
 * @param reservedCores ids of the cores only this task uses; empty when it shares
 * @param memoryBytes what is set aside, in bytes
 * @param memoryMaxBytes what it may grow to, in bytes; 0 = what is set aside, -1 = unlimited
 * @param custom amounts of the host's own dimensions
 * @param devices devices by group
 * @param networks networks of the task, in the older form
 * @param extras what this version does not know but keeps
 */
public record AllocatedTaskResources(
        long cpu,
        List<Integer> reservedCores,
        long memoryBytes,
        long memoryMaxBytes,
        Resources custom,
        List<AllocatedDevice> devices,
        List<NetworkResource> networks,
        Extras extras) {

    public AllocatedTaskResources {
        Copies.notNegative(cpu, "cpu");
        reservedCores = ImmutableList.copyOf(reservedCores);
        Copies.notNegative(memoryBytes, "memoryBytes");
        devices = ImmutableList.copyOf(devices);
        networks = ImmutableList.copyOf(networks);
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .cpu(cpu)
                .reservedCores(reservedCores)
                .memoryBytes(memoryBytes)
                .memoryMaxBytes(memoryMaxBytes)
                .custom(custom)
                .devices(devices)
                .networks(networks)
                .extras(extras);
    }

    /** Returns what the task has as scalar dimensions. */
    public Resources scalars() {
        return Resources.of(cpu, memoryBytes, 0).plus(custom);
    }

    /** Collects the components of {@link AllocatedTaskResources}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private long cpu;
        private List<Integer> reservedCores = ImmutableList.of();
        private long memoryBytes;
        private long memoryMaxBytes;
        private Resources custom = Resources.none();
        private List<AllocatedDevice> devices = ImmutableList.of();
        private List<NetworkResource> networks = ImmutableList.of();
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder cpu(long cpu) {
            this.cpu = cpu;
            return this;
        }

        public Builder reservedCores(List<Integer> reservedCores) {
            this.reservedCores = reservedCores;
            return this;
        }

        public Builder memoryBytes(long memoryBytes) {
            this.memoryBytes = memoryBytes;
            return this;
        }

        public Builder memoryMaxBytes(long memoryMaxBytes) {
            this.memoryMaxBytes = memoryMaxBytes;
            return this;
        }

        public Builder custom(Resources custom) {
            this.custom = custom;
            return this;
        }

        public Builder devices(List<AllocatedDevice> devices) {
            this.devices = devices;
            return this;
        }

        public Builder networks(List<NetworkResource> networks) {
            this.networks = networks;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the allocated task resources. */
        public AllocatedTaskResources build() {
            return new AllocatedTaskResources(
                    cpu, reservedCores, memoryBytes, memoryMaxBytes, custom, devices, networks, extras);
        }
    }
}
