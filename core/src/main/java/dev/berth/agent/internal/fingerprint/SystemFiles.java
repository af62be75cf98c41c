package dev.berth.agent.internal.fingerprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small text files of the system, below a root that tests can set. */
final class SystemFiles {
    private static final int MAX_LINES = 100_000;

    private SystemFiles() {}

    /** Returns the lines, none when the file is not there or may not be read. */
    static List<String> lines(Path root, String file) throws IOException {
        Path path = root.resolve(file);
        if (!Files.isReadable(path)) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        try (var reader = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            String line = reader.readLine();
            while (line != null && lines.size() < MAX_LINES) {
                lines.add(line);
                line = reader.readLine();
            }
        }
        return lines;
    }

    /** Returns what stands behind the first {@code key} and its separator, stripped; empty when there is none. */
    static String value(List<String> lines, String key, char separator) {
        for (String line : lines) {
            int at = line.indexOf(separator);
            if (at > 0 && line.substring(0, at).strip().equals(key)) {
                return line.substring(at + 1).strip();
            }
        }
        return "";
    }
}
