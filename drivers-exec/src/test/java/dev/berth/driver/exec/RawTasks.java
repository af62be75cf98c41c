package dev.berth.driver.exec;

import dev.berth.driver.ExitResult;
import dev.berth.driver.LogRotation;
import dev.berth.driver.TaskDirs;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs shell scripts as raw_exec tasks below one directory, and destroys them all when closed. Confined to one test. */
final class RawTasks implements AutoCloseable {
    final Path stateDir;
    private final Path root;
    private final UUID allocation;
    private final List<TaskKey> keys = new ArrayList<>();
    RawExecDriver driver;

    RawTasks(Path root) {
        this(root, UUID.randomUUID());
    }

    RawTasks(Path root, UUID allocation) {
        this.root = root;
        this.allocation = allocation;
        this.stateDir = root.resolve("state");
        this.driver = new RawExecDriver(stateDir);
    }

    TaskKey key(int run) {
        TaskKey key = new TaskKey(allocation, "web", run);
        if (!keys.contains(key)) {
            keys.add(key);
        }
        return key;
    }

    TaskDirs dirs() {
        return TaskDirs.under(root.resolve("allocation"), "web");
    }

    TaskLaunch script(int run, String script, LogRotation rotation) {
        return command(run, Map.of("command", "/bin/sh", "args", List.of("-c", script))).toBuilder()
                .logRotation(rotation)
                .build();
    }

    TaskLaunch command(int run, Map<String, Object> config) {
        TaskDirs dirs = dirs();
        try {
            Files.createDirectories(dirs.taskDir());
            Files.createDirectories(dirs.logsDir());
        } catch (IOException e) {
            throw new AssertionError("The directories could not be made.", e);
        }
        return TaskLaunch.builder(key(run), dirs).config(config).build();
    }

    TaskHandle start(String script) {
        return start(script(0, script, LogRotation.ofDefaults()));
    }

    TaskHandle start(TaskLaunch launch) {
        return await(driver.start(launch));
    }

    ExitResult exit(int run) {
        return await(driver.awaitExit(key(run)));
    }

    long pid(int run) {
        return Long.parseLong(driver.inspect(key(run)).attributes().get("pid"));
    }

    void restart() {
        driver.close();
        driver = new RawExecDriver(stateDir);
    }

    <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    List<Path> logs(String stream) throws IOException {
        String prefix = "web." + stream + ".";
        try (Stream<Path> files = Files.list(dirs().logsDir())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().substring(prefix.length()))))
                    .toList();
        }
    }

    byte[] log(String stream) throws IOException {
        var all = new ByteArrayOutputStream();
        for (Path file : logs(stream)) {
            all.write(Files.readAllBytes(file));
        }
        return all.toByteArray();
    }

    String text(String stream) throws IOException {
        return new String(log(stream), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        keys.forEach(key -> driver.destroy(key, true));
        driver.close();
    }
}
