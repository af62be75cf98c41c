package dev.berth.driver.exec.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of this machine as {@code /proc} shows them. Stateless; every call reads anew, the boot apart. */
public final class ProcFs {
    /** How long one of the kernel's ticks is: USER_HZ is 100 on every Linux. */
    public static final long NANOS_PER_TICK = 10_000_000;

    private static final Path ROOT = Path.of("/proc");
    private static final String BOOT_ID =
            read(ROOT.resolve("sys/kernel/random/boot_id")).orElse("").strip();

    private ProcFs() {}

    /** Returns a process, or nothing when there is none with this id. */
    public static Optional<ProcStat> stat(long pid) {
        return read(ROOT.resolve(pid + "/stat")).map(ProcStat::parse);
    }

    /** Returns all processes, in no order. */
    public static List<ProcStat> all() {
        var all = new ArrayList<ProcStat>();
        try (DirectoryStream<Path> dirs = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            for (Path dir : dirs) {
                stat(Long.parseLong(dir.getFileName().toString())).ifPresent(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The processes in /proc could not be listed.", e);
        }
        return all;
    }

    /** Returns the number of bytes that {@code /proc/PID/status} gives for a field such as {@code VmRSS}, else 0. */
    public static long statusBytes(long pid, String field) {
        return read(ROOT.resolve(pid + "/status"))
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(field + ":"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                        .findFirst())
                .orElse(0L);
    }

    /** Returns what is different after each boot of the machine. */
    public static String bootId() {
        return BOOT_ID;
    }

    /** Returns a file's text, or nothing when the process has gone. */
    private static Optional<String> read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty(); // no such process, or it ended while it was read (ESRCH)
        }
    }
}
