package dev.berth.wire.nomad;

import dev.berth.model.AllocatedDevice;
import dev.berth.model.AllocatedPort;
import dev.berth.model.AllocatedResources;
import dev.berth.model.AllocatedSharedResources;
import dev.berth.model.AllocatedTaskResources;
import dev.berth.model.Lifecycle;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an allocation has on its node. */
final class AllocatedShapes {

    static final Shape<AllocatedPort, Slots> PORT = Shape.of(
                    Slots::new,
                    slots -> new AllocatedPort(
                            slots.get("Label", ""), slots.get("Value", 0), slots.get("To", 0), slots.get("HostIP", "")))
            .text("Label", AllocatedPort::label, Slots.to("Label"))
            .integer("Value", AllocatedPort::value, Slots.to("Value"))
            .integer("To", AllocatedPort::to, Slots.to("To"))
            .text("HostIP", AllocatedPort::hostIp, Slots.to("HostIP"))
            .build();

    static final Shape<AllocatedDevice, Slots> DEVICE = Shape.of(
                    Slots::new,
                    slots -> new AllocatedDevice(
                            slots.get("Vendor", ""),
                            slots.get("Type", ""),
                            slots.get("Name", ""),
                            slots.get("DeviceIDs", List.of())))
            .text("Vendor", AllocatedDevice::vendor, Slots.to("Vendor"))
            .text("Type", AllocatedDevice::type, Slots.to("Type"))
            .text("Name", AllocatedDevice::name, Slots.to("Name"))
            .texts("DeviceIDs", AllocatedDevice::deviceIds, Slots.to("DeviceIDs"))
            .build();

    static final Shape<AllocatedTaskResources, AllocatedTaskResources.Builder> TASK = Shape.of(
                    AllocatedTaskResources::builder, AllocatedTaskResources.Builder::build)
            .nested(
                    "Cpu",
                    AllocatedShapes.taskPart()
                            .cpu("CpuShares", AllocatedTaskResources::cpu, AllocatedTaskResources.Builder::cpu)
                            .list(
                                    "ReservedCores",
                                    AllocatedTaskResources::reservedCores,
                                    AllocatedTaskResources.Builder::reservedCores,
                                    JsonIn::integer,
                                    CapacityShapes::number)
                            .build())
            .nested(
                    "Memory",
                    AllocatedShapes.taskPart()
                            .megabytes(
                                    "MemoryMB",
                                    AllocatedTaskResources::memoryBytes,
                                    AllocatedTaskResources.Builder::memoryBytes)
                            .megabytes(
                                    "MemoryMaxMB",
                                    AllocatedTaskResources::memoryMaxBytes,
                                    AllocatedTaskResources.Builder::memoryMaxBytes)
                            .build())
            .custom(
                    "Custom",
                    (in, draft) -> draft.custom(TaskShapes.readCustom(in)),
                    (out, resources) -> TaskShapes.writeCustom(out, resources.custom()),
                    resources -> resources.custom().isNone())
            .whenSet()
            .objects(
                    "Networks",
                    AllocatedTaskResources::networks,
                    AllocatedTaskResources.Builder::networks,
                    NetworkShapes.NETWORK)
            .objects("Devices", AllocatedTaskResources::devices, AllocatedTaskResources.Builder::devices, DEVICE)
            .extras(AllocatedTaskResources::extras, AllocatedTaskResources.Builder::extras)
            .build();

    static final Shape<AllocatedSharedResources, AllocatedSharedResources.Builder> SHARED = Shape.of(
                    AllocatedSharedResources::builder, AllocatedSharedResources.Builder::build)
            .megabytes("DiskMB", AllocatedSharedResources::diskBytes, AllocatedSharedResources.Builder::diskBytes)
            .objects(
                    "Networks",
                    AllocatedSharedResources::networks,
                    AllocatedSharedResources.Builder::networks,
                    NetworkShapes.NETWORK)
            .objects("Ports", AllocatedSharedResources::ports, AllocatedSharedResources.Builder::ports, PORT)
            .extras(AllocatedSharedResources::extras, AllocatedSharedResources.Builder::extras)
            .build();

    static final Shape<AllocatedResources, Slots> RESOURCES = Shape.of(Slots::new, AllocatedShapes::resources)
            .objectMap("Tasks", AllocatedResources::tasks, Slots.to("Tasks"), TASK)
            .custom(
                    "TaskLifecycles",
                    (in, slots) -> Slots.<SortedMap<String, Lifecycle>>to("TaskLifecycles")
                            .accept(slots, in.map(TaskShapes.LIFECYCLE::read)),
                    AllocatedShapes::writeLifecycles,
                    resources -> false)
            .object("Shared", AllocatedResources::shared, Slots.to("Shared"), SHARED)
            .build();

    private AllocatedShapes() {}

    private static Shape.Builder<AllocatedTaskResources, AllocatedTaskResources.Builder> taskPart() {
        return Shape.of(AllocatedTaskResources::builder, AllocatedTaskResources.Builder::build);
    }

    private static AllocatedResources resources(Slots slots) {
        SortedMap<String, AllocatedTaskResources> noTasks = new TreeMap<>();
        SortedMap<String, Lifecycle> noLifecycles = new TreeMap<>();
        AllocatedSharedResources nothing = AllocatedSharedResources.builder().build();
        return AllocatedResources.of(
                slots.get("Tasks", noTasks), slots.get("TaskLifecycles", noLifecycles), slots.get("Shared", nothing));
    }

    /** Every task is listed; the main tasks with null. */
    private static void writeLifecycles(JsonOut out, AllocatedResources resources) throws IOException {
        out.generator().writeStartObject();
        for (String task : resources.tasks().keySet()) {
            Lifecycle lifecycle = resources.lifecycles().get(task);
            if (lifecycle == null) {
                out.generator().writeNullField(task);
            } else {
                out.member(task, lifecycle, TaskShapes.LIFECYCLE::write);
            }
        }
        out.generator().writeEndObject();
    }
}
