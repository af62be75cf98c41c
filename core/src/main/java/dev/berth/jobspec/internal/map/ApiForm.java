package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.FileReader;
import dev.berth.jobspec.internal.json.JsonReader;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Source;
import dev.berth.jobspec.internal.tree.Entry;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.model.Job;
import dev.berth.model.JobLimits;
import dev.berth.wire.nomad.NomadForm;
import dev.berth.wire.nomad.NomadJson;
import dev.berth.wire.nomad.NomadJsonException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Job files in the form of Nomad's API, with or without the envelope that submitting puts around the job.
 *
 * <p><b>Thread-safety:</b> stateless.
 */
public final class ApiForm {
    private static final String ENVELOPE = "Job";

    private ApiForm() {}

    /** Returns whether the file has this form: its members are written with capitals. */
    public static boolean is(Source source, Section file) {
        Set<String> names = file.entries().stream().map(Entry::name).collect(Collectors.toSet());
        return FileReader.isJson(source)
                && (names.contains(ENVELOPE) || names.contains("ID") || names.contains("TaskGroups"));
    }

    /**
     * Returns the job.
     *
     * @throws Fatal when it is not what the form wants
     */
    public static Job read(Source source, Section file, Problems problems, JobLimits limits) {
        boolean wrapped = file.entries().stream().anyMatch(e -> e.name().equals(ENVELOPE));
        String text = wrapped ? JsonReader.only(source, ENVELOPE) : source.text();
        Job job;
        try {
            job = NomadJson.create().read(NomadForm.JOB, text);
        } catch (NomadJsonException e) {
            throw new Fatal(new Position(e.line(), e.column()), sentence(e), null, e);
        }
        JobMapper.validate(job, limits, Context.root(problems));
        return job;
    }

    /* Its message begins with the place, which is shown in its own way here. */
    private static String sentence(NomadJsonException e) {
        String place = "line " + e.line() + ", column " + e.column();
        String message = String.valueOf(e.getMessage());
        String rest = message.startsWith(place) ? message.substring(place.length()) : message;
        return "The job is not in the form of Nomad's API" + (rest.startsWith(":") ? rest : ":" + rest);
    }
}
