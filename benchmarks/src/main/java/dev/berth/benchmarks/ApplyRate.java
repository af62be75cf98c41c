package dev.berth.benchmarks;

import dev.berth.host.CommandLog;
import dev.berth.host.FileCommandLog;
import dev.berth.host.FileLogOptions;
import dev.berth.host.HostThreads;
import dev.berth.host.IdSource;
import dev.berth.host.MemoryCommandLog;
import dev.berth.host.Storage;
import dev.berth.model.Evaluation;
import dev.berth.model.EvaluationTrigger;
import dev.berth.model.JobKey;
import dev.berth.model.JobType;
import dev.berth.state.Command;
import dev.berth.state.CommandEntry;
import dev.berth.state.ReplicatedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How many commands a second does the state machine apply, in memory and through the durable file log?
 *
 * <p>A command stores one evaluation. In memory the baseline is a hash map that keeps the same evaluations and nothing else: no
 * log, no codec, no history, no indexes. For the file log it is the same log with one force for every command.
 */
final class ApplyRate {
    private static final int WARM_UP = 20_000;
    private static final int MEMORY_COMMANDS = 200_000;
    private static final int FILE_COMMANDS = 100_000;
    private static final int SINGLE_COMMANDS = 2_000;
    private static final int IN_FLIGHT = 1_000;

    private ApplyRate() {}

    static void addTo(Report report) throws IOException {
        memoryRate(WARM_UP);
        report.add(
                "apply.memoryLogPerSecond",
                memoryRate(MEMORY_COMMANDS),
                "commands/s",
                "hash map without log or history",
                hashMapRate(MEMORY_COMMANDS));
        report.add(
                "apply.fileLogPerSecond",
                fileRate(FILE_COMMANDS, IN_FLIGHT),
                "commands/s",
                "one force per command",
                fileRate(SINGLE_COMMANDS, 1));
    }

    private static List<Command> commands(int count) {
        IdSource ids = IdSource.seeded(count);
        List<Command> commands = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Evaluation evaluation = Evaluation.builder(
                            ids.nextEvaluationId(),
                            JobKey.of("job-" + i % 1_000),
                            JobType.BATCH,
                            EvaluationTrigger.JOB_REGISTER)
                    .build();
            commands.add(new Command.UpsertEvaluations(List.of(evaluation)));
        }
        return commands;
    }

    private static double hashMapRate(int count) {
        List<Command> commands = commands(count);
        Map<Object, Evaluation> map = new HashMap<>();
        long start = System.nanoTime();
        for (Command command : commands) {
            Evaluation evaluation =
                    ((Command.UpsertEvaluations) command).evaluations().get(0);
            map.put(evaluation.id(), evaluation);
        }
        return perSecond(map.size(), start);
    }

    private static double memoryRate(int count) {
        ReplicatedState state = ReplicatedState.create();
        CommandLog log = new MemoryCommandLog(List.of(state), Runnable::run, 1_024);
        return rate(state, log, count, 1);
    }

    private static double fileRate(int count, int inFlight) throws IOException {
        Path folder = Files.createTempDirectory("berth-apply-rate");
        ReplicatedState state = ReplicatedState.create();
        try (HostThreads threads = HostThreads.named("apply");
                FileCommandLog log = FileCommandLog.open(
                        Storage.directory(folder),
                        state,
                        threads.time(),
                        threads.log(),
                        threads.snapshot(),
                        FileLogOptions.defaults())) {
            return rate(state, log, count, inFlight);
        } finally {
            deleteAll(folder);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static double rate(ReplicatedState state, CommandLog log, int count, int inFlight) {
        List<Command> commands = commands(count);
        IdSource requests = IdSource.seeded(1);
        List<CompletableFuture<?>> answers = new ArrayList<>(inFlight);
        propose(state, log, requests, new Command.BeginTerm(1, "benchmark")).join();
        long start = System.nanoTime();
        for (Command command : commands) {
            answers.add(propose(state, log, requests, command));
            if (answers.size() == inFlight) {
                answers.forEach(CompletableFuture::join);
                answers.clear();
            }
        }
        answers.forEach(CompletableFuture::join);
        double rate = perSecond(count, start);
        if (state.state().evaluations().size() != count) {
            throw new IllegalStateException("Only %d of %d commands took effect."
                    .formatted(state.state().evaluations().size(), count));
        }
        return rate;
    }

    private static CompletableFuture<CommandLog.ProposeOutcome> propose(
            ReplicatedState state, CommandLog log, IdSource requests, Command command) {
        CommandEntry entry = new CommandEntry(requests.nextRequestId(), 1, 1, 1, command);
        return log.propose(1, List.of(state.encode(entry))).toCompletableFuture();
    }

    private static double perSecond(int count, long startNanos) {
        return count * 1e9 / (System.nanoTime() - startNanos);
    }
}
