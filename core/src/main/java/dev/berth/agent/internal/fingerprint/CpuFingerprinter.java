package dev.berth.agent.internal.fingerprint;

import dev.berth.agent.Fingerprint;
import dev.berth.agent.Fingerprinter;
import dev.berth.model.CpuCore;
import dev.berth.model.Resources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The processor. Stateless. */
public final class CpuFingerprinter implements Fingerprinter {
    private final Path root;
    private final int cores;
    private final long unitsPerCore;

    public CpuFingerprinter(Path root, int cores, long unitsPerCore) {
        this.root = root;
        this.cores = cores;
        this.unitsPerCore = unitsPerCore;
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public Fingerprint fingerprint() throws IOException {
        List<String> lines = SystemFiles.lines(root, "proc/cpuinfo");
        long total = Math.multiplyExact(cores, unitsPerCore);
        return Fingerprint.builder()
                .attribute("cpu.arch", architecture(System.getProperty("os.arch", "")))
                .attribute("cpu.numcores", Integer.toString(cores))
                .attribute("cpu.reservablecores", Integer.toString(cores))
                .attribute("cpu.modelname", SystemFiles.value(lines, "model name", ':'))
                .attribute("cpu.frequency", megahertz(SystemFiles.value(lines, "cpu MHz", ':')))
                .attribute("cpu.totalcompute", Long.toString(total))
                .attribute("cpu.usablecompute", Long.toString(total))
                .resources(Resources.builder().set(Resources.CPU, total).build())
                .cores(IntStream.range(0, cores)
                        .mapToObj(
                                id -> CpuCore.builder().id(id).cpu(unitsPerCore).build())
                        .toList())
                .build();
    }

    /** The names that job files use for what the JVM calls otherwise. */
    static String architecture(String jvmName) {
        return switch (jvmName) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case "x86", "i386", "i686" -> "386";
            default -> jvmName;
        };
    }

    private static String megahertz(String text) {
        return text.matches("\\d{1,9}(\\.\\d*)?") ? Long.toString(Math.round(Double.parseDouble(text))) : "";
    }
}
