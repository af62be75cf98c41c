package dev.berth.jobspec.internal;

import dev.berth.jobspec.JobFileOptions;
import dev.berth.jobspec.internal.eval.Resolver;
import dev.berth.jobspec.internal.hcl.HclReader;
import dev.berth.jobspec.internal.json.JsonReader;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Source;
import dev.berth.jobspec.internal.syntax.Body;
import dev.berth.jobspec.internal.tree.Datum;
import dev.berth.jobspec.internal.tree.Section;
import java.util.List;

/**
 * Reads a job file into an evaluated section, whether it is HCL or JSON. HCL is read by classes that need ANTLR, JSON by one
 * that needs Jackson; each is loaded only when its kind of file comes.
 *
 * <p><b>Thread-safety:</b> stateless.
 */
public final class FileReader {
    private FileReader() {}

    /** Returns whether the text is JSON: an HCL file cannot start with a brace. */
    public static boolean isJson(Source source) {
        return source.text().stripLeading().startsWith("{");
    }

    /**
     * Returns what the file says. Problems are collected; the section is complete only when there are none.
     *
     * @throws Fatal when the file cannot be read at all
     */
    public static Section read(Source source, JobFileOptions options, Problems problems) {
        try {
            return isJson(source) ? json(source, options, problems) : hcl(source, options, problems);
        } catch (NoClassDefFoundError e) {
            String kind = isJson(source) ? "JSON" : "HCL";
            String library = isJson(source) ? "com.fasterxml.jackson.core:jackson-core" : "org.antlr:antlr4-runtime";
            throw new Fatal(
                    Position.NONE,
                    kind + " job files need a library that is not on the class path.",
                    "Add " + library + ".",
                    e);
        }
    }

    private static Section hcl(Source source, JobFileOptions options, Problems problems) {
        Body body = HclReader.read(source, problems, options.limits());
        return new Resolver(problems, options.limits(), options.variables(), options.loader()).resolve(body);
    }

    private static Section json(Source source, JobFileOptions options, Problems problems) {
        if (!options.variables().isEmpty()) {
            problems.add(
                    Position.NONE,
                    "Values are given for variables ("
                            + String.join(", ", options.variables().keySet()) + "), but JSON job files have none.",
                    "Write the file in HCL, or leave the values out.");
        }
        Datum datum = JsonReader.read(source, options.limits());
        if (!(datum instanceof Datum.Fields fields)) {
            throw new Fatal(datum.at(), "A JSON job file is an object.", null);
        }
        return new Section("", Position.NONE, List.of(), List.copyOf(fields.fields()));
    }
}
