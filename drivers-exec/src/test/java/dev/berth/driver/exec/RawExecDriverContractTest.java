package dev.berth.driver.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.contract.ShellTaskDriverContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class RawExecDriverContractTest extends ShellTaskDriverContract {
    @Override
    protected TaskDriver newDriver() {
        return new RawExecDriver(directory.resolve("state"));
    }

    @Override
    protected Map<String, Object> command(List<String> command) {
        return Map.of("command", command.get(0), "args", command.subList(1, command.size()));
    }

    @Override
    protected String sharedDirInTask() {
        return "../alloc";
    }

    private static void removeGroups(String prefix) throws IOException {
        for (String hierarchy : List.of("/sys/fs/cgroup/freezer/berth", "/sys/fs/cgroup/berth")) {
            if (Files.isDirectory(Path.of(hierarchy))) {
                try (Stream<Path> groups = Files.list(Path.of(hierarchy))) {
                    for (Path group : groups.filter(
                                    path -> path.getFileName().toString().startsWith(prefix))
                            .toList()) {
                        Files.delete(group);
                    }
                }
            }
        }
    }

    @Override
    protected void vanish(TaskLaunch launch) throws IOException {
        Path state = directory.resolve("state").resolve(launch.key().fileName());
        driver().adopt(driver().find(launch.key()).orElseThrow());
        long pid = Long.parseLong(driver().inspect(launch.key()).attributes().get("pid"));
        restart();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        eventually(() -> assertThat(ProcessHandle.of(pid)).isEmpty());
        removeGroups(launch.key().fileName());
    }
}
