package dev.berth.driver;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The signals of Linux that make sense for a task, by name. Stateless. */
public final class Signals {
    /** The number of the signal that cannot be caught. */
    public static final int SIGKILL = 9;

    private static final SortedMap<String, Integer> NUMBERS = numbers();

    private Signals() {}

    /**
     * Returns the number of a signal.
     *
     * @param name with or without {@code SIG}, upper or lower case, or a number from 1 to 64
     * @throws IllegalArgumentException when there is no such signal; the message lists them
     */
    public static int number(String name) {
        String upper = name.toUpperCase(Locale.ROOT).strip();
        Integer number = NUMBERS.get(upper.startsWith("SIG") ? upper : "SIG" + upper);
        if (number != null) {
            return number;
        }
        if (upper.matches("[1-9]|[1-5][0-9]|6[0-4]")) {
            return Integer.parseInt(upper);
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "There is no signal (%s).%nMaybe use one of %s.",
                name,
                String.join(", ", NUMBERS.keySet())));
    }

    /** Returns the name of a signal's number such as {@code SIGTERM}, or {@code signal 42} when it has none here. */
    public static String name(int number) {
        return NUMBERS.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("signal " + number);
    }

    /** Returns all names with their numbers, sorted by name. */
    public static SortedMap<String, Integer> all() {
        return NUMBERS;
    }

    private static SortedMap<String, Integer> numbers() {
        var map = new TreeMap<String, Integer>();
        map.put("SIGHUP", 1);
        map.put("SIGINT", 2);
        map.put("SIGQUIT", 3);
        map.put("SIGABRT", 6);
        map.put("SIGKILL", SIGKILL);
        map.put("SIGUSR1", 10);
        map.put("SIGSEGV", 11);
        map.put("SIGUSR2", 12);
        map.put("SIGPIPE", 13);
        map.put("SIGALRM", 14);
        map.put("SIGTERM", 15);
        map.put("SIGCONT", 18);
        map.put("SIGSTOP", 19);
        map.put("SIGTSTP", 20);
        map.put("SIGWINCH", 28);
        return Collections.unmodifiableSortedMap(map);
    }
}
