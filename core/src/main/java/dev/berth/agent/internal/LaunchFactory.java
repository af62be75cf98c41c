package dev.berth.agent.internal;

import dev.berth.agent.AllocationDirectory;
import dev.berth.agent.TaskEnvironment;
import dev.berth.driver.FsIsolation;
import dev.berth.driver.LaunchResources;
import dev.berth.driver.LogRotation;
import dev.berth.driver.NetworkMode;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskPort;
import dev.berth.model.AllocatedTaskResources;
import dev.berth.model.Allocation;
import dev.berth.model.NetworkResource;
import dev.berth.model.Node;
import dev.berth.model.Resources;
import dev.berth.model.Task;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates a task of an allocation into what its driver gets. Stateless. */
final class LaunchFactory {
    private LaunchFactory() {}

    /**
     * Returns the launch of a run.
     *
     * @param hookVariables what hooks give for this run
     * @throws IllegalArgumentException when the task cannot be launched as it is written
     */
    static TaskLaunch launch(
            AgentServices services,
            Allocation allocation,
            Task task,
            TaskDriver driver,
            TaskKey key,
            Map<String, String> hookVariables) {
        Node node = services.node().get();
        AllocationDirectory directory = services.directory(allocation.id());
        boolean seesMachine = driver.capabilities().fsIsolation() == FsIsolation.NONE;
        TaskEnvironment environment = TaskEnvironment.builder(
                        node, allocation, task.name(), directory.taskDirs(task.name()))
                .isolated(!seesMachine)
                .base(seesMachine ? services.baseEnvironment() : Map.of())
                .extra(hookVariables)
                .build();
        return TaskLaunch.builder(key, directory.taskDirs(task.name()))
                .namespace(allocation.job().namespace())
                .jobId(allocation.job().id())
                .groupName(allocation.taskGroup())
                .allocationName(allocation.name())
                .env(environment.variables())
                .config(environment.interpolate(task.config()))
                .resources(resources(node, allocation, task))
                .logRotation(new LogRotation(task.logs().maxFiles(), task.logs().maxFileSizeBytes()))
                .user(emptyToNull(environment.interpolate(task.user())))
                .killSignal(emptyToNull(task.killSignal()))
                .networkMode(networkMode(allocation))
                .ports(ports(allocation, task))
                .build();
    }

    static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static LaunchResources resources(Node node, Allocation allocation, Task task) {
        AllocatedTaskResources given = allocation.resources().tasks().get(task.name());
        if (given == null) {
            throw new IllegalArgumentException(
                    "The allocation (" + allocation.id() + ") holds no resources for its task (" + task.name() + ").");
        }
        Resources total = node.resources().total();
        int cores = node.resources().cores().size();
        return LaunchResources.builder()
                .cpuUnits(given.cpu())
                .nodeCpuUnits(total.cpu())
                .cpuUnitsPerCore(Math.max(1, cores == 0 ? 1_000 : total.cpu() / cores))
                .memoryBytes(given.memoryBytes())
                .memoryMaxBytes(given.memoryMaxBytes())
                .reservedCores(given.reservedCores())
                .build();
    }

    private static List<TaskPort> ports(Allocation allocation, Task task) {
        return Stream.concat(TaskPorts.ofGroup(allocation).stream(), TaskPorts.ofTask(allocation, task.name()).stream())
                .map(port -> new TaskPort(port.label(), port.hostIp(), port.hostPort(), port.inside()))
                .toList();
    }

    private static NetworkMode networkMode(Allocation allocation) {
        String mode = allocation.resources().shared().networks().stream()
                .map(NetworkResource::mode)
                .findFirst()
                .orElse("");
        return switch (mode) {
            case "bridge" -> NetworkMode.BRIDGE;
            case "none" -> NetworkMode.NONE;
            case "", "host" -> NetworkMode.HOST;
            default -> NetworkMode.GROUP;
        };
    }
}
