package dev.berth.driver.exec.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The machine's programs that supervision needs. Immutable.
 *
 * @param path the search path of the supervisor itself
 */
public record Tools(String path) {
    /** Where programs are when nobody says otherwise. */
    public static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final List<String> NEEDED = List.of(
            "sh",
            "setsid",
            "env",
            "nice",
            "ln",
            "mkfifo",
            "head",
            "stdbuf",
            "wc",
            "rm",
            "mv",
            "cat",
            "sleep",
            "readlink");

    /** Returns the tools found along the agent's own search path. */
    public static Tools ofAgent() {
        String path = System.getenv("PATH");
        return new Tools(path == null || path.isEmpty() ? DEFAULT_PATH : path);
    }

    /** Returns the needed programs that are not there. */
    public List<String> missing() {
        return NEEDED.stream().filter(tool -> find(tool, path).isEmpty()).toList();
    }

    /** Returns the full path of one of the tools, or its bare name when it is missing. */
    public String locate(String tool) {
        return find(tool, path).map(Path::toString).orElse(tool);
    }

    /** Returns the first executable file of this name along a search path; empty parts of it are skipped. */
    public static Optional<Path> find(String program, String path) {
        for (String dir : path.split(File.pathSeparator, -1)) {
            if (!dir.isEmpty()) {
                Path file = Path.of(dir, program);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}
