package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where mapping is: the path within the job, where problems go, and a record of which place of the file each path came from, so
 * that what the model's validation says about a path can be shown at its place. Confined to one thread.
 */
final class Context {
    private final Problems problems;
    private final Map<String, Position> places;
    private final Map<String, String> names; // path of an element by position -> path of the element by name
    private final String path;

    private Context(Problems problems, Map<String, Position> places, Map<String, String> names, String path) {
        this.problems = problems;
        this.places = places;
        this.names = names;
        this.path = path;
    }

    /** Returns the context of a whole job. */
    static Context root(Problems problems) {
        return new Context(problems, new HashMap<>(), new HashMap<>(), "");
    }

    /** Returns the context of a component, and records its place. */
    Context at(String component, Position place) {
        String inner = path.isEmpty() ? component : path + "." + component;
        places.putIfAbsent(inner, place);
        return new Context(problems, places, names, inner);
    }

    /** Returns the context of an element of a list, which paths can name by position or by name. */
    Context at(String list, int index, @Nullable String name, Position place) {
        Context numbered = at(list + "[" + index + "]", place);
        if (name == null) {
            return numbered;
        }
        Context named = at(list + "[" + name + "]", place);
        names.put(numbered.path, named.path);
        return named;
    }

    /** Records that another path means the same place. */
    void alias(String component, Position place) {
        at(component, place);
    }

    void problem(Position at, String message, @Nullable String advice) {
        problems.add(at, message, advice);
    }

    void problem(Position at, String message) {
        problems.add(at, message, null);
    }

    /** Returns the place of a path of the model, or of the nearest thing around it that is in the file. */
    Position place(String modelPath) {
        // The model keeps static and dynamic ports apart, job files do not.
        String written = modelPath.replace(".reservedPorts", ".ports").replace(".dynamicPorts", ".ports");
        for (String p = named(written); !p.isEmpty(); p = outer(p)) {
            Position place = places.get(p);
            if (place != null) {
                return place;
            }
        }
        return places.getOrDefault("", Position.NONE);
    }

    /* Replaces positions by names, from the outside in. */
    private String named(String modelPath) {
        String named = "";
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= modelPath.length(); i++) {
            char c = i == modelPath.length() ? '.' : modelPath.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '.' && (depth <= 0 || i == modelPath.length())) {
                String longer = (named.isEmpty() ? "" : named + ".") + modelPath.substring(start, i);
                named = names.getOrDefault(longer, longer);
                start = i + 1;
            }
        }
        return named;
    }

    private static String outer(String path) {
        boolean element = path.endsWith("]") && path.indexOf('[') > 0;
        int end = element ? path.lastIndexOf('[') : path.lastIndexOf('.');
        return end < 0 ? "" : path.substring(0, end);
    }

    /** Records where the job itself starts. */
    void whole(Position place) {
        places.put("", place);
    }
}
