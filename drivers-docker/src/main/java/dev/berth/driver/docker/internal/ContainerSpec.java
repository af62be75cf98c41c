package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.LaunchResources;
import dev.berth.driver.NetworkMode;
import dev.berth.driver.TaskConfig;
import dev.berth.driver.TaskDevice;
import dev.berth.driver.TaskLaunch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says a launch in the daemon's terms. Confined to one start. */
final class ContainerSpec {
    private static final long CFS_PERIOD_MICROS = 100_000;
    private static final long MIN_MEMORY = 6L << 20;
    private static final int SHARES_PER_CORE = 1_024;

    private final TaskLaunch launch;
    private final TaskConfig config;
    private final TaskMounts mounts;

    ContainerSpec(TaskLaunch launch, TaskConfig config) {
        this.launch = launch;
        this.config = config;
        this.mounts = new TaskMounts(launch, config);
    }

    /** Fills in everything but image and name. */
    CreateContainerCmd fill(CreateContainerCmd command) {
        HostConfig host = new HostConfig();
        resources(host);
        network(host);
        rights(host);
        files(host);
        host.withLogConfig(logging()).withRestartPolicy(RestartPolicy.noRestart());
        command.withHostConfig(host)
                .withLabels(ContainerLabels.of(launch, config.stringMap("labels")))
                .withEnv(launch.env().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        program(command);
        var ports = new PortPublishing(launch, config);
        if (!"host".equals(networkMode()) && !"none".equals(networkMode())) {
            command.withExposedPorts(ports.exposed());
            host.withPortBindings(ports.bindings());
        }
        config.string("hostname").ifPresent(command::withHostName);
        return command;
    }

    private void program(CreateContainerCmd command) {
        List<String> entrypoint = config.strings("entrypoint");
        if (!entrypoint.isEmpty()) {
            command.withEntrypoint(entrypoint);
        }
        var words = new ArrayList<String>();
        config.string("command").ifPresent(words::add);
        words.addAll(config.strings("args"));
        if (!words.isEmpty()) {
            command.withCmd(words);
        }
        config.string("work_dir").ifPresent(command::withWorkingDir);
        if (launch.user() != null) {
            command.withUser(launch.user());
        }
    }

    private void resources(HostConfig host) {
        LaunchResources resources = launch.resources();
        if (resources.cpuUnits() > 0) {
            long shares = resources.cpuUnits() * SHARES_PER_CORE / resources.cpuUnitsPerCore();
            host.withCpuShares((int) Math.max(2, Math.min(262_144, shares)));
        }
        if (config.flag("cpu_hard_limit") && resources.cpuUnits() > 0) {
            long quota = resources.cpuUnits() * CFS_PERIOD_MICROS / resources.cpuUnitsPerCore();
            host.withCpuPeriod(CFS_PERIOD_MICROS).withCpuQuota(Math.max(1_000, quota));
        }
        if (!resources.reservedCores().isEmpty()) {
            host.withCpusetCpus(
                    resources.reservedCores().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        memory(host, resources);
        config.integer("pids_limit").ifPresent(host::withPidsLimit);
        config.integer("shm_size").ifPresent(host::withShmSize);
        var ulimits = new ArrayList<Ulimit>();
        config.stringMap("ulimit").forEach((name, text) -> {
            UlimitSpec limit = UlimitSpec.parse(text);
            ulimits.add(new Ulimit(name, limit.soft(), limit.hard()));
        });
        host.withUlimits(ulimits);
    }

    private void memory(HostConfig host, LaunchResources resources) {
        long limit = config.integer("memory_hard_limit")
                .map(mebibytes -> Math.max(mebibytes << 20, resources.memoryBytes()))
                .orElse(resources.memoryLimitBytes());
        if (limit == 0) {
            if (resources.memoryBytes() > 0) {
                host.withMemoryReservation(resources.memoryBytes());
            }
            return;
        }
        if (limit < MIN_MEMORY) {
            throw new DriverException(
                    Kind.INVALID_CONFIG,
                    "The memory of " + launch.key() + " (" + limit + " bytes) is below the 6 MiB that Docker needs.");
        }
        // swap as large as memory in Docker's words: memory and swap together, so that there is none
        host.withMemory(limit).withMemorySwap(limit);
        if (resources.memoryBytes() > 0 && resources.memoryBytes() < limit) {
            host.withMemoryReservation(resources.memoryBytes());
        }
    }

    private void network(HostConfig host) {
        host.withNetworkMode(networkMode());
        if (!config.strings("extra_hosts").isEmpty()) {
            host.withExtraHosts(config.strings("extra_hosts").toArray(String[]::new));
        }
        host.withDns(config.strings("dns_servers"))
                .withDnsSearch(config.strings("dns_search_domains"))
                .withDnsOptions(config.strings("dns_options"))
                .withSysctls(config.stringMap("sysctl"));
    }

    /** The machine's own network only when the job says so in the config: a launch's HOST means "no other was made". */
    private String networkMode() {
        return config.string("network_mode").orElse(launch.networkMode() == NetworkMode.NONE ? "none" : "bridge");
    }

    private void rights(HostConfig host) {
        host.withPrivileged(config.flag("privileged"))
                .withCapAdd(capabilities("cap_add"))
                .withCapDrop(capabilities("cap_drop"))
                .withGroupAdd(config.strings("group_add"))
                .withInit(config.flag("init"));
        var devices = new ArrayList<Device>();
        for (TaskDevice device : launch.devices()) {
            devices.add(new Device(
                    device.permissions(), device.taskPath(), device.hostPath().toString()));
        }
        host.withDevices(devices);
    }

    private Capability[] capabilities(String key) {
        return config.strings(key).stream()
                .map(name -> Capability.valueOf(ConfigChecks.capability(name)))
                .toArray(Capability[]::new);
    }

    private void files(HostConfig host) {
        host.withMounts(mounts.all()).withReadonlyRootfs(config.flag("readonly_rootfs"));
    }

    /** Bounds what the daemon keeps: the copy in the allocation's directory is the one that lasts. */
    private LogConfig logging() {
        var options = new LinkedHashMap<String, String>(Map.of("max-size", "10m", "max-file", "2"));
        String type = "json-file";
        for (TaskConfig logging : config.blocks("logging")) {
            type = logging.string("type").or(() -> logging.string("driver")).orElse(type);
            options.putAll(logging.stringMap("config"));
        }
        return new LogConfig(LogConfig.LoggingType.fromValue(type), options);
    }
}
