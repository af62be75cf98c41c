package dev.berth.jobspec;

import dev.berth.jobspec.internal.FileReader;
import dev.berth.jobspec.internal.map.ApiForm;
import dev.berth.jobspec.internal.map.JobMapper;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Source;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.model.Job;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads job files: HCL as Nomad users write it (HCL2, and what HCL1 of 2015 allowed beyond it), or JSON of the same shape. A text
 * that starts with a brace is JSON; JSON may also be the form of Nomad's API, <code>{"Job": {"ID": …}}</code>.
 *
 * <p>Variables, locals, functions, expressions and dynamic blocks are evaluated; what only the node knows, such as
 * <code>${attr.kernel.name}</code> or <code>${NOMAD_PORT_http}</code>, stays as it is. The job is returned as written, not
 * {@linkplain Job#canonical() canonical}, and has passed {@link Job#validate}. docs/job-files.md describes the language.
 *
 * <p>HCL needs {@code org.antlr:antlr4-runtime} on the class path, JSON needs {@code com.fasterxml.jackson.core:jackson-core};
 * neither needs the other.
 *
 * <p><b>Thread-safety:</b> stateless. <b>Determinism:</b> the same text and options give the same job, whatever the machine and
 * time, files read by a {@link JobFileLoader} apart. <b>Cost:</b> linear in the text, evaluation bounded by
 * {@link JobFileLimits}; no thread, no network.
 */
public final class JobFiles {
    private JobFiles() {}

    /**
     * Returns the job of a file, read with default options.
     *
     * @param name what errors call the file, usually its path
     * @throws JobFileException with everything that is wrong, each at its place
     */
    public static Job parse(String name, String text) {
        return parse(name, text, JobFileOptions.defaults());
    }

    /**
     * Returns the job of a file.
     *
     * @param name what errors call the file, usually its path
     * @throws JobFileException with everything that is wrong, each at its place
     */
    public static Job parse(String name, String text, JobFileOptions options) {
        Source source = new Source(name, text.length() > options.limits().maxFileBytes() ? "" : text);
        return parse(source, text.length(), options);
    }

    /**
     * Returns the job of a file given as UTF-8.
     *
     * @param name what errors call the file, usually its path
     * @throws JobFileException with everything that is wrong, each at its place
     */
    public static Job parse(String name, byte[] utf8, JobFileOptions options) {
        Source source;
        try {
            source = Source.decode(name, utf8.length > options.limits().maxFileBytes() ? new byte[0] : utf8);
        } catch (Fatal e) {
            throw onlyProblem(new Source(name, ""), e);
        }
        return parse(source, utf8.length, options);
    }

    /**
     * Returns the job of a file on disk. No more than {@link JobFileLimits#maxFileBytes()} + 1 bytes are read.
     *
     * @throws IOException when the file cannot be read
     * @throws JobFileException with everything that is wrong, each at its place
     */
    public static Job read(Path file, JobFileOptions options) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(file.toString(), in.readNBytes(options.limits().maxFileBytes() + 1), options);
        }
    }

    private static Job parse(Source source, int size, JobFileOptions options) {
        if (size > options.limits().maxFileBytes()) {
            throw onlyProblem(source, tooLarge(options.limits()));
        }
        Problems problems = new Problems(source, options.limits().maxProblems());
        Job job = job(source, options, problems);
        problems.throwIfAny();
        if (job == null) {
            throw new AssertionError("no job and no problem");
        }
        return job;
    }

    private static Fatal tooLarge(JobFileLimits limits) {
        return new Fatal(
                Position.NONE,
                "The file has more than " + limits.maxFileBytes() + " bytes (limit maxFileBytes).",
                "Let tasks fetch large data as artifacts, or raise the limit.");
    }

    private static @Nullable Job job(Source source, JobFileOptions options, Problems problems) {
        try {
            Section section = FileReader.read(source, options, problems);
            return ApiForm.is(source, section)
                    ? ApiForm.read(source, section, problems, options.jobLimits())
                    : JobMapper.map(section, problems, options.jobLimits());
        } catch (Fatal e) {
            problems.addLast(e);
            return null;
        } catch (Problems.TooMany e) {
            return null; // what was found up to here is enough
        }
    }

    private static JobFileException onlyProblem(Source source, Fatal fatal) {
        Problems problems = new Problems(source, 1);
        problems.addLast(fatal);
        return problems.exception();
    }
}
