package dev.berth.driver;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a driver can do. Immutable. The canonical constructor grows with new capabilities; use {@link #builder()}.
 *
 * @param signals implements {@link SignalCapable}
 * @param exec implements {@link ExecCapable}
 * @param stats implements {@link StatsCapable}
 * @param fsIsolation which files its tasks see
 * @param networkModes which networks it can put a task into, in the order of the enum
 * @param mustOwnNetwork it has to create the network of an allocation itself
 * @param memoryEnforced a task that exceeds its memory limit is killed and reported as such
 * @param cpuEnforced a task's cpu share is enforced against other tasks
 */
public record DriverCapabilities(
        boolean signals,
        boolean exec,
        boolean stats,
        FsIsolation fsIsolation,
        Set<NetworkMode> networkModes,
        boolean mustOwnNetwork,
        boolean memoryEnforced,
        boolean cpuEnforced) {
    public DriverCapabilities {
        Checks.argument(!networkModes.isEmpty(), "A driver needs at least one network mode.");
        networkModes = Collections.unmodifiableSet(EnumSet.copyOf(networkModes));
    }

    /** Returns a builder with nothing but {@link NetworkMode#HOST} and {@link FsIsolation#NONE}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link DriverCapabilities}. Confined to one thread. */
    public static final class Builder {
        private boolean signals;
        private boolean exec;
        private boolean stats;
        private FsIsolation fsIsolation = FsIsolation.NONE;
        private Set<NetworkMode> networkModes = EnumSet.of(NetworkMode.HOST);
        private boolean mustOwnNetwork;
        private boolean memoryEnforced;
        private boolean cpuEnforced;

        private Builder() {}

        /** Sets whether the driver is {@link SignalCapable}. */
        public Builder signals(boolean value) {
            signals = value;
            return this;
        }

        /** Sets whether the driver is {@link ExecCapable}. */
        public Builder exec(boolean value) {
            exec = value;
            return this;
        }

        /** Sets whether the driver is {@link StatsCapable}. */
        public Builder stats(boolean value) {
            stats = value;
            return this;
        }

        /** Sets which files tasks see. */
        public Builder fsIsolation(FsIsolation value) {
            fsIsolation = value;
            return this;
        }

        /** Sets the possible networks, at least one. */
        public Builder networkModes(Set<NetworkMode> value) {
            networkModes = value;
            return this;
        }

        /** Sets whether the driver creates an allocation's network itself. */
        public Builder mustOwnNetwork(boolean value) {
            mustOwnNetwork = value;
            return this;
        }

        /** Sets whether exceeding the memory limit kills. */
        public Builder memoryEnforced(boolean value) {
            memoryEnforced = value;
            return this;
        }

        /** Sets whether cpu shares are enforced. */
        public Builder cpuEnforced(boolean value) {
            cpuEnforced = value;
            return this;
        }

        /** Returns the capabilities. */
        public DriverCapabilities build() {
            return new DriverCapabilities(
                    signals, exec, stats, fsIsolation, networkModes, mustOwnNetwork, memoryEnforced, cpuEnforced);
        }
    }
}
