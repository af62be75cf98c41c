package dev.berth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs groups of benchmarks and prints one table: each figure beside its baseline, measured in the same run, and the ratio.
 *
 * <p>Arguments: any of {@code micro}, {@code macro} (default: both), {@code --json FILE}.
 */
public final class Main {
    private Main() {}

    /** Runs what the arguments name. */
    public static void main(String[] args) throws IOException, RunnerException, InterruptedException {
        List<String> groups = new ArrayList<>();
        Path json = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--json") && i + 1 < args.length) {
                json = Path.of(args[++i]);
            } else if (args[i].equals("micro") || args[i].equals("macro")) {
                groups.add(args[i]);
            } else {
                System.err.println(
                        "Unknown argument (" + args[i] + ").\nUsage: benchmarks/run [micro] [macro] [--json FILE]");
                System.exit(1);
            }
        }
        Report report = new Report();
        if (groups.isEmpty() || groups.contains("micro")) {
            JobFileBenchmark.addTo(report);
        }
        if (groups.isEmpty() || groups.contains("macro")) {
            ApplyRate.addTo(report);
            WholePipeline.addTo(report);
        }
        System.out.print(report.table());
        if (json != null) {
            Files.writeString(json, report.json());
        }
    }
}
