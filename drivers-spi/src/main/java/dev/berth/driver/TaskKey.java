package dev.berth.driver;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Names one run of one task, unique in the whole cluster: a task that is restarted is another run. Immutable.
 *
 * <p>Printed as {@code <allocation>_<task>_<run>}, for example {@code 5b0c…-9d1e_web_0}. The text holds ASCII letters,
 * digits, {@code - _ .} only, so it is safe in a file name, a label, a container name and a shell; other characters of the
 * task's name are written as {@code .} and two hex digits per UTF-8 byte. {@link #parse} reads it back.
 *
 * @param allocationId the allocation
 * @param taskName the task's name in its group, not empty, without slash and NUL
 * @param run counts the starts of this task in this allocation from 0
 */
public record TaskKey(UUID allocationId, String taskName, int run) implements Comparable<TaskKey> {
    private static final int MAX_FILE_NAME = 120;
    private static final Comparator<TaskKey> ORDER = Comparator.comparing(TaskKey::allocationId)
            .thenComparing(TaskKey::taskName)
            .thenComparingInt(TaskKey::run);

    public TaskKey {
        Checks.argument(!taskName.isEmpty(), "The task name in the allocation (%s) must not be empty.", allocationId);
        Checks.argument(
                taskName.indexOf('/') < 0 && taskName.indexOf('\0') < 0,
                "The task name (%s) must not hold a slash or NUL: it names files.",
                taskName);
        Checks.argument(run >= 0, "The run (%s) of the task (%s) must not be negative.", run, taskName);
    }

    /**
     * Reads what {@link #toString()} printed.
     *
     * @throws IllegalArgumentException when the text is not a key
     */
    public static TaskKey parse(String text) {
        int first = text.indexOf('_');
        int last = text.lastIndexOf('_');
        Checks.argument(first == 36 && last > first + 1, "This (%s) is not a task key: allocation_task_run.", text);
        return new TaskKey(
                UUID.fromString(text.substring(0, first)),
                decode(text.substring(first + 1, last)),
                Integer.parseInt(text.substring(last + 1)));
    }

    /**
     * Returns a name for files of this run of at most 120 bytes: the printed key, or for a very long task name its
     * beginning and a hash of it.
     */
    public String fileName() {
        String text = toString();
        if (text.length() <= MAX_FILE_NAME) {
            return text;
        }
        return text.substring(0, 80) + ".." + hash(text) + "_" + run;
    }

    @Override
    public int compareTo(TaskKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return allocationId + "_" + encode(taskName) + "_" + run;
    }

    private static String encode(String name) {
        var out = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
                out.append(c);
            } else {
                out.append('.').append(HexFormat.of().toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static String decode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '.') {
                Checks.argument(i + 2 < text.length(), "The task key ends within an escape (%s).", text);
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}
