package dev.berth.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.jobspec.JobFiles;
import dev.berth.model.Problem;
import dev.berth.wire.nomad.NomadForm;
import dev.berth.wire.nomad.NomadJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long does a 30-line job file take from text to a validated job?
 *
 * <p>The baseline is Jackson reading the same job, as JSON, into a bare tree: no mapping, no defaults, no validation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JobFileBenchmark {
    private final ObjectMapper mapper = new ObjectMapper();
    private String hcl = "";
    private String json = "";

    /** Reads the job file. */
    @Setup
    public void read() throws IOException {
        try (InputStream in = Objects.requireNonNull(JobFileBenchmark.class.getResourceAsStream("thirty-lines.hcl"))) {
            hcl = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        json = NomadJson.create().write(NomadForm.JOB, JobFiles.parse("thirty-lines.hcl", hcl));
        if (!parseAndValidate().isEmpty()) {
            throw new IllegalStateException("The job file of the benchmark is not valid: " + parseAndValidate());
        }
    }

    /** Parses and validates the job file. */
    @Benchmark
    public List<Problem> parseAndValidate() {
        return JobFiles.parse("thirty-lines.hcl", hcl).canonical().validate();
    }

    /** Reads the same job as a bare JSON tree. */
    @Benchmark
    public JsonNode bareJsonTree() throws IOException {
        return mapper.readTree(json);
    }

    static void addTo(Report report) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(JobFileBenchmark.class.getName() + ".*")
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        report.add(
                "jobFile.parseAndValidateMicros",
                score(results, "parseAndValidate"),
                "µs",
                "Jackson tree of the same job",
                score(results, "bareJsonTree"));
    }

    private static double score(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow()
                .getPrimaryResult()
                .getScore();
    }
}
