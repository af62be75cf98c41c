package dev.berth.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Collects problems under a path; children add to the same list. Confined to one validation. */
final class Problems {

    private final String path;
    private final List<Problem> found;

    private Problems(String path, List<Problem> found) {
        this.path = path;
        this.found = found;
    }

    static Problems atRoot() {
        return new Problems("", new ArrayList<>());
    }

    /** Returns what was found so far, here and anywhere else in the tree. */
    List<Problem> found() {
        return ImmutableList.copyOf(found);
    }

    /** Returns the collector for a component. */
    Problems at(String component) {
        return new Problems(join(component), found);
    }

    /** Returns the collector for an element: by its name, or by its position where it has none. */
    Problems at(String list, String name, int position) {
        return new Problems(join(list + "[" + (name.isEmpty() ? String.valueOf(position) : name) + "]"), found);
    }

    private String join(String component) {
        return path.isEmpty() ? component : path + "." + component;
    }

    void add(String component, Object value, String message, String advice) {
        found.add(Problem.of(component.isEmpty() ? path : join(component), value, message, advice));
    }

    /** Adds the problem unless the condition holds; returns the condition. */
    boolean check(boolean ok, String component, Object value, String message, String advice) {
        if (!ok) {
            add(component, value, message, advice);
        }
        return ok;
    }

    boolean notNegative(long value, String component) {
        return check(value >= 0, component, value, "It must not be negative.", "Use 0 or more.");
    }

    boolean notNegative(Duration value, String component) {
        return check(!value.isNegative(), component, text(value), "It must not be negative.", "Use 0s or more.");
    }

    boolean present(String value, String component, String advice) {
        return check(!value.isBlank(), component, value, "It must not be empty.", advice);
    }

    boolean between(long value, long low, long high, String component) {
        return check(
                value >= low && value <= high,
                component,
                value,
                "It must be between " + low + " and " + high + ".",
                value < low ? "Raise it." : "Lower it.");
    }

    /** Checks that a text that may be empty is one of these words. */
    boolean oneOf(String value, ImmutableSet<String> words, String component) {
        return check(
                value.isEmpty() || words.contains(value),
                component,
                value,
                "It is not a known word.",
                "Use one of: " + String.join(", ", words) + ".");
    }

    /** Checks that a relative path does not lead out of the directory it is relative to. */
    boolean staysInside(String relative, String component) {
        int depth = 0;
        boolean inside = true;
        for (String part : relative.split("/", -1)) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            inside &= depth >= 0;
        }
        return check(
                inside,
                component,
                relative,
                "The path leads out of the task's directory.",
                "Use a path without \"..\" that begins inside of it.");
    }

    /** Reports each name that is there more than once, one time. */
    void unique(List<String> names, String component, String what) {
        Set<String> seen = new TreeSet<>();
        Set<String> reported = new TreeSet<>();
        for (String name : names) {
            if (!seen.add(name) && reported.add(name)) {
                add(component, name, "More than one " + what + " has this name.", "Rename all but one of them.");
            }
        }
    }

    /** Returns a duration as job files write it: {@code 1h30m}, {@code 10s}, {@code 1.5s}. */
    static String text(Duration duration) {
        return duration.isZero()
                ? "0s"
                : duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
