package dev.berth.model;

import com.google.common.collect.ImmutableSet;
import java.util.List;

/** The rules of what a task needs. Stateless. */
final class TaskResourcesValidator {

    private static final long MIN_MEMORY_BYTES = 10L << 20;
    private static final ImmutableSet<String> PREDEFINED =
            ImmutableSet.of(Resources.CPU, Resources.MEMORY, Resources.DISK);

    private TaskResourcesValidator() {}

    static void validate(TaskResources resources, Problems problems) {
        processor(resources, problems);
        memory(resources, problems);
        problems.notNegative(resources.secretsBytes(), "secretsBytes");
        for (String name : resources.custom().names()) {
            problems.check(
                    !PREDEFINED.contains(name),
                    "custom",
                    name,
                    "This dimension is predefined.",
                    name.equals(Resources.DISK) ? "Use the group's ephemeralDisk." : "Use the component of that name.");
        }
        devices(resources, problems);
        numa(resources, problems);
        problems.check(
                !(resources.extras().named().get("DiskMB") instanceof Long disk) || disk == 0,
                "extras[DiskMB]",
                String.valueOf(resources.extras().named().get("DiskMB")),
                "A task has no disk of its own.",
                "Use the group's ephemeralDisk.");
    }

    private static void processor(TaskResources resources, Problems problems) {
        if (!problems.notNegative(resources.cores(), "cores")) {
            return;
        }
        if (resources.cores() == 0) {
            problems.check(
                    resources.cpu() >= 1,
                    "cpu",
                    resources.cpu(),
                    "A task needs at least 1 unit of cpu.",
                    "Raise it, or ask for cores.");
        } else {
            problems.check(
                    resources.cpu() == 0,
                    "cpu",
                    resources.cpu(),
                    "A task asks either for cpu or for whole cores (" + resources.cores() + ").",
                    "Remove one of them.");
        }
    }

    private static void memory(TaskResources resources, Problems problems) {
        problems.check(
                resources.memoryBytes() >= MIN_MEMORY_BYTES,
                "memoryBytes",
                resources.memoryBytes(),
                "A task needs at least 10 MiB of memory (" + MIN_MEMORY_BYTES + " bytes).",
                "Raise it.");
        long max = resources.memoryMaxBytes();
        problems.check(
                max == 0 || max == TaskResources.UNLIMITED || max >= resources.memoryBytes(),
                "memoryMaxBytes",
                max,
                "It is below the memory that is reserved (" + resources.memoryBytes() + " bytes).",
                "Raise it, remove it, or use -1 for no limit.");
    }

    private static void devices(TaskResources resources, Problems problems) {
        List<DeviceRequest> devices = resources.devices();
        for (int i = 0; i < devices.size(); i++) {
            DeviceRequest device = devices.get(i);
            Problems here = problems.at("devices", device.name(), i);
            if (here.present(device.name(), "name", "Name the kind, such as gpu or nvidia/gpu.")) {
                String[] parts = device.name().split("/", -1);
                boolean complete = List.of(parts).stream().noneMatch(String::isBlank);
                here.check(
                        parts.length <= 3 && complete,
                        "name",
                        device.name(),
                        "It is not the kind of a device.",
                        "Use type, vendor/type or vendor/type/model.");
            }
            here.check(device.count() >= 1, "count", device.count(), "At least one is needed.", "Use 1 or more.");
            ConstraintValidator.constraints(device.constraints(), ConstraintValidator.Level.DEVICE, here);
            ConstraintValidator.affinities(device.affinities(), here);
        }
    }

    private static void numa(TaskResources resources, Problems problems) {
        NumaRequest numa = resources.numa();
        if (numa == null) {
            return;
        }
        for (String name : numa.devices()) {
            problems.check(
                    resources.devices().stream()
                            .anyMatch(device -> device.name().equals(name)),
                    "numa.devices",
                    name,
                    "The task does not ask for such a device.",
                    "Use the name of one of its devices.");
        }
    }
}
