package dev.berth.agent;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import dev.berth.agent.internal.fingerprint.CpuFingerprinter;
import dev.berth.agent.internal.fingerprint.MemoryFingerprinter;
import dev.berth.agent.internal.fingerprint.NetworkFingerprinter;
import dev.berth.agent.internal.fingerprint.OsFingerprinter;
import dev.berth.agent.internal.fingerprint.SignalFingerprinter;
import dev.berth.agent.internal.fingerprint.StorageFingerprinter;
import java.nio.file.Path;
import java.util.List;

/**
 * The fingerprinters that come with Berth. They ask the JDK and, on Linux, {@code /proc} and {@code /etc/os-release}; what
 * cannot be found out is left out. Stateless.
 */
public final class Fingerprinters {
    /** What one core is worth when nothing else is said. */
    public static final long DEFAULT_CPU_UNITS_PER_CORE = 1_000;

    private static final Path ROOT = Path.of("/");

    private Fingerprinters() {}

    /**
     * Returns all of them, in order: operating system, cpu with 1,000 units a core, memory, storage of the directory, network
     * of the default route, signals.
     *
     * @param dataDirectory the agent's, whose disk the tasks use
     */
    public static List<Fingerprinter> standard(Path dataDirectory) {
        return ImmutableList.of(
                os(), cpu(DEFAULT_CPU_UNITS_PER_CORE), memory(), storage(dataDirectory), network(), signals());
    }

    /** Returns all of them with the loopback interface as the network, for one machine that talks to itself. */
    public static List<Fingerprinter> loopback(Path dataDirectory) {
        return ImmutableList.of(
                os(), cpu(DEFAULT_CPU_UNITS_PER_CORE), memory(), storage(dataDirectory), loopbackNetwork(), signals());
    }

    /** {@code kernel.*}, {@code os.*}, {@code unique.hostname}. */
    public static Fingerprinter os() {
        return new OsFingerprinter(ROOT);
    }

    /**
     * {@code cpu.*} and the dimension cpu: cores that this JVM may use, times the units.
     *
     * @param unitsPerCore positive
     */
    public static Fingerprinter cpu(long unitsPerCore) {
        Preconditions.checkArgument(unitsPerCore > 0, "The cpu units per core (%s) must be positive.", unitsPerCore);
        return new CpuFingerprinter(ROOT, Runtime.getRuntime().availableProcessors(), unitsPerCore);
    }

    /** {@code memory.totalbytes} and the dimension memory, within the limit of the agent's container. */
    public static Fingerprinter memory() {
        return new MemoryFingerprinter(ROOT);
    }

    /** {@code unique.storage.*} and the dimension disk: what is free on the directory's disk when the agent starts. */
    public static Fingerprinter storage(Path directory) {
        return new StorageFingerprinter(directory);
    }

    /** {@code unique.network.ip-address} and the interface of the default route. */
    public static Fingerprinter network() {
        return new NetworkFingerprinter(ROOT, "");
    }

    /** The same for an interface by its name, such as {@code eth1}. */
    public static Fingerprinter network(String device) {
        return new NetworkFingerprinter(ROOT, device);
    }

    /** The same for the loopback interface. */
    public static Fingerprinter loopbackNetwork() {
        return new NetworkFingerprinter(ROOT, NetworkFingerprinter.LOOPBACK);
    }

    /** {@code os.signals}. */
    public static Fingerprinter signals() {
        return new SignalFingerprinter();
    }
}
