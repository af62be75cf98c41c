package dev.berth.agent.internal.fingerprint;

import dev.berth.agent.Fingerprint;
import dev.berth.agent.Fingerprinter;
import dev.berth.model.Resources;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/** The memory: {@code /proc/meminfo} within the limit of the control group, else what the JVM says. Stateless. */
public final class MemoryFingerprinter implements Fingerprinter {
    private static final long KIB = 1024;

    private final Path root;

    public MemoryFingerprinter(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Fingerprint fingerprint() throws IOException {
        long bytes = bytes();
        if (bytes <= 0) {
            return Fingerprint.builder().build();
        }
        return Fingerprint.builder()
                .attribute("memory.totalbytes", Long.toString(bytes))
                .resources(Resources.builder().set(Resources.MEMORY, bytes).build())
                .build();
    }

    private long bytes() throws IOException {
        String total = SystemFiles.value(SystemFiles.lines(root, "proc/meminfo"), "MemTotal", ':');
        if (!total.matches("\\d{1,15} kB")) {
            return fromTheJvm();
        }
        long bytes = Long.parseLong(total.substring(0, total.indexOf(' '))) * KIB;
        return Math.min(
                bytes,
                Math.min(limit("sys/fs/cgroup/memory.max"), limit("sys/fs/cgroup/memory/memory.limit_in_bytes")));
    }

    private long limit(String file) throws IOException {
        List<String> lines = SystemFiles.lines(root, file);
        boolean number = !lines.isEmpty() && lines.get(0).matches("\\d{1,18}");
        return number ? Long.parseLong(lines.get(0)) : Long.MAX_VALUE;
    }

    /** By the attribute's name, so that a JVM without the com.sun classes will do. */
    private static long fromTheJvm() throws IOException {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "TotalMemorySize");
            return value instanceof Number number ? number.longValue() : 0;
        } catch (JMException e) {
            throw new IOException("The JVM does not tell how much memory the machine has", e);
        }
    }
}
