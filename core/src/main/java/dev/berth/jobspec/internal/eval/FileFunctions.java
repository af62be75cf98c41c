package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import dev.berth.jobspec.JobFileLoader;
import dev.berth.jobspec.internal.eval.Functions.Function;
import dev.berth.jobspec.internal.tree.Value;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Functions over paths, and file(), which reads only what the host's loader gives. */
final class FileFunctions {
    private FileFunctions() {}

    static void addTo(ImmutableMap.Builder<String, Function> all, @Nullable JobFileLoader loader) {
        all.put("basename", Function.of(1, 1, a -> a.result(base(a.text(0)))));
        all.put("dirname", Function.of(1, 1, a -> a.result(directory(a.text(0)))));
        all.put("file", Function.of(1, 1, a -> read(a, loader)));
    }

    private static String base(String path) {
        String trimmed = TextFunctions.withoutTrailing(path, "/");
        return trimmed.isEmpty() ? (path.isEmpty() ? "." : "/") : trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    private static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    private static Value read(Arguments a, @Nullable JobFileLoader loader) {
        if (loader == null) {
            throw a.fail(
                    "The function file() is switched off here.", "Whoever parses the file must give a JobFileLoader.");
        }
        try {
            return a.result(loader.load(a.text(0)));
        } catch (IOException e) {
            throw a.fail(
                    "The file \"" + Convert.shortened(a.text(0)) + "\" cannot be read: " + e.getMessage() + ".", null);
        }
    }
}
