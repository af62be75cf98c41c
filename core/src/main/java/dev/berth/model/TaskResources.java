package dev.berth.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one task needs.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param cpu CPU in the host's units (1,000 a core by default; Nomad's wire maps them to MHz), 1 or more;
 *     default 100, or 0 when cores are asked for
 * @param cores whole cores for this task alone, instead of cpu; default 0
 * @param memoryBytes memory that is reserved, in bytes, 10 MiB or more; default 300 MiB
 * @param memoryMaxBytes memory that may be used while the node has it, in bytes; 0 means no more than reserved,
 *     -1 without limit. Default 0
 * @param secretsBytes size of the secrets directory in bytes, 0 for the driver's default; default 0
 * @param custom further named dimensions of the host, such as licences; default none
 * @param devices devices; default none
 * @param networks networks as job files wrote them before groups had networks; default none
 * @param numa nearness of cores and devices; default null
 * @param extras what this version does not know but keeps; default none
 */
public record TaskResources(
        long cpu,
        int cores,
        long memoryBytes,
        long memoryMaxBytes,
        long secretsBytes,
        Resources custom,
        List<DeviceRequest> devices,
        List<NetworkRequest> networks,
        @Nullable NumaRequest numa,
        Extras extras) {

    /** What a task gets that asks for nothing, in the host's cpu units. */
    public static final long DEFAULT_CPU = 100;

    /** {@link #memoryMaxBytes()} of a task that may use all memory the node has. */
    public static final long UNLIMITED = -1;

    private static final TaskResources DEFAULTS = builder().build();

    public TaskResources {
        Copies.present(custom, "custom");
        devices = Copies.list(devices, "devices");
        networks = Copies.list(networks, "networks");
        Copies.present(extras, "extras");
    }

    /** Returns what a task gets that asks for nothing: 100 cpu units and 300 MiB. */
    public static TaskResources defaults() {
        return DEFAULTS;
    }

    /**
     * Returns cpu, memory and the custom dimensions as amounts that add up. Cores, devices and networks are counted elsewhere.
     *
     * @throws IllegalArgumentException if an amount is negative; {@link Job#validate()} reports this first
     */
    public Resources scalars() {
        return custom.plus(Resources.of(cpu, memoryBytes, 0));
    }

    /** Starts the resources of a task; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .cpu(cpu)
                .cores(cores)
                .memoryBytes(memoryBytes)
                .memoryMaxBytes(memoryMaxBytes)
                .secretsBytes(secretsBytes)
                .custom(custom)
                .devices(devices)
                .networks(networks)
                .numa(numa)
                .extras(extras);
    }

    /** Builds a {@link TaskResources}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private @Nullable Long cpu;
        private int cores = 0;
        private long memoryBytes = 300L << 20;
        private long memoryMaxBytes = 0;
        private long secretsBytes = 0;
        private Resources custom = Resources.none();
        private List<DeviceRequest> devices = List.of();
        private List<NetworkRequest> networks = List.of();
        private @Nullable NumaRequest numa;
        private Extras extras = Extras.none();

        private Builder() {}

        /** Sets {@link TaskResources#cpu()}. */
        public Builder cpu(long cpu) {
            this.cpu = cpu;
            return this;
        }

        /** Sets {@link TaskResources#cores()}. */
        public Builder cores(int cores) {
            this.cores = cores;
            return this;
        }

        /** Sets {@link TaskResources#memoryBytes()}. */
        public Builder memoryBytes(long memoryBytes) {
            this.memoryBytes = memoryBytes;
            return this;
        }

        /** Sets {@link TaskResources#memoryMaxBytes()}. */
        public Builder memoryMaxBytes(long memoryMaxBytes) {
            this.memoryMaxBytes = memoryMaxBytes;
            return this;
        }

        /** Sets {@link TaskResources#secretsBytes()}. */
        public Builder secretsBytes(long secretsBytes) {
            this.secretsBytes = secretsBytes;
            return this;
        }

        /** Sets {@link TaskResources#custom()}. */
        public Builder custom(Resources custom) {
            this.custom = custom;
            return this;
        }

        /** Sets {@link TaskResources#devices()}. */
        public Builder devices(List<DeviceRequest> devices) {
            this.devices = devices;
            return this;
        }

        /** As {@link #devices(List)}, for a few. */
        public Builder devices(DeviceRequest... devices) {
            return devices(List.of(devices));
        }

        /** Sets {@link TaskResources#networks()}. */
        public Builder networks(List<NetworkRequest> networks) {
            this.networks = networks;
            return this;
        }

        /** As {@link #networks(List)}, for a few. */
        public Builder networks(NetworkRequest... networks) {
            return networks(List.of(networks));
        }

        /** Sets {@link TaskResources#numa()}. */
        public Builder numa(@Nullable NumaRequest numa) {
            this.numa = numa;
            return this;
        }

        /** Sets {@link TaskResources#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the task resources.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public TaskResources build() {
            long cpuOrDefault = cpu != null ? cpu : cores > 0 ? 0 : DEFAULT_CPU;
            return new TaskResources(
                    cpuOrDefault,
                    cores,
                    memoryBytes,
                    memoryMaxBytes,
                    secretsBytes,
                    custom,
                    devices,
                    networks,
                    numa,
                    extras);
        }
    }
}
