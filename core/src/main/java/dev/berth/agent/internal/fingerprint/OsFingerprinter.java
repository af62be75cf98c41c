package dev.berth.agent.internal.fingerprint;

import dev.berth.agent.Fingerprint;
import dev.berth.agent.Fingerprinter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The operating system, its kernel and the host's name. Stateless. */
public final class OsFingerprinter implements Fingerprinter {
    private final Path root;

    public OsFingerprinter(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "os";
    }

    @Override
    public Fingerprint fingerprint() throws IOException {
        List<String> release = SystemFiles.lines(root, "etc/os-release");
        String kernel = System.getProperty("os.name", "");
        String distribution = unquote(SystemFiles.value(release, "ID", '='));
        return Fingerprint.builder()
                .attribute("kernel.name", kernel.toLowerCase(Locale.ROOT))
                .attribute("kernel.version", System.getProperty("os.version", ""))
                .attribute("kernel.arch", System.getProperty("os.arch", ""))
                .attribute("os.name", distribution.isEmpty() ? kernel.toLowerCase(Locale.ROOT) : distribution)
                .attribute("os.version", version(release))
                .attribute("unique.hostname", hostname(root))
                .build();
    }

    private static String version(List<String> release) {
        String version = unquote(SystemFiles.value(release, "VERSION_ID", '='));
        return version.isEmpty() ? System.getProperty("os.version", "") : version;
    }

    private static String unquote(String text) {
        return text.replace("\"", "").replace("'", "");
    }

    /** The kernel's word first: the JDK asks the resolver, which may not know this host. */
    private static String hostname(Path root) throws IOException {
        List<String> lines = SystemFiles.lines(root, "proc/sys/kernel/hostname");
        if (!lines.isEmpty() && !lines.get(0).isBlank()) {
            return lines.get(0).strip();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return ""; // a host without a name has no attribute
        }
    }
}
