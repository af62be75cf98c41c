package dev.berth.wire.nomad;

import dev.berth.model.CpuCore;
import dev.berth.model.DeviceGroup;
import dev.berth.model.DeviceInstance;
import dev.berth.model.Extras;
import dev.berth.model.NodeAddress;
import dev.berth.model.NodeNetwork;
import dev.berth.model.NodeResources;
import dev.berth.model.ReservedResources;
import dev.berth.model.Resources;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What a node has and what it keeps for itself: in Nomad's form each amount is in an object of its own. */
final class CapacityShapes {

    static final Shape<NodeAddress, NodeAddress.Builder> ADDRESS = Shape.of(
                    NodeAddress::builder, NodeAddress.Builder::build)
            .text("Alias", NodeAddress::alias, NodeAddress.Builder::alias)
            .text("Address", NodeAddress::address, NodeAddress.Builder::address)
            .text("Family", NodeAddress::family, NodeAddress.Builder::family)
            .text("Gateway", NodeAddress::gateway, NodeAddress.Builder::gateway)
            .text("ReservedPorts", NodeAddress::reservedPorts, NodeAddress.Builder::reservedPorts)
            .build();

    static final Shape<NodeNetwork, NodeNetwork.Builder> NODE_NETWORK = Shape.of(
                    NodeNetwork::builder, NodeNetwork.Builder::build)
            .text("Mode", NodeNetwork::mode, NodeNetwork.Builder::mode)
            .text("Device", NodeNetwork::device, NodeNetwork.Builder::device)
            .text("MacAddress", NodeNetwork::macAddress, NodeNetwork.Builder::macAddress)
            .integer("Speed", NodeNetwork::speedMbits, NodeNetwork.Builder::speedMbits)
            .objects("Addresses", NodeNetwork::addresses, NodeNetwork.Builder::addresses, ADDRESS)
            .extras(NodeNetwork::extras, NodeNetwork.Builder::extras)
            .build();

    private static final Shape<String, Slots> LOCALITY = Shape.of(Slots::new, slots -> slots.get("PciBusID", ""))
            .text("PciBusID", Function.identity(), Slots.to("PciBusID"))
            .build();

    static final Shape<DeviceInstance, Slots> DEVICE_INSTANCE = Shape.of(
                    Slots::new,
                    slots -> new DeviceInstance(
                            slots.get("ID", ""),
                            slots.get("Healthy", false),
                            slots.get("HealthDescription", ""),
                            slots.get("Locality", "")))
            .text("ID", DeviceInstance::id, Slots.to("ID"))
            .flag("Healthy", DeviceInstance::healthy, Slots.to("Healthy"))
            .text("HealthDescription", DeviceInstance::healthDescription, Slots.to("HealthDescription"))
            .<String>object(
                    "Locality", i -> i.locality().isEmpty() ? null : i.locality(), Slots.to("Locality"), LOCALITY)
            .build();

    static final Shape<DeviceGroup, Slots> DEVICE_GROUP = Shape.of(Slots::new, CapacityShapes::deviceGroup)
            .text("Vendor", DeviceGroup::vendor, Slots.to("Vendor"))
            .text("Type", DeviceGroup::type, Slots.to("Type"))
            .text("Name", DeviceGroup::name, Slots.to("Name"))
            .objects("Instances", DeviceGroup::instances, Slots.to("Instances"), DEVICE_INSTANCE)
            .map(
                    "Attributes",
                    DeviceGroup::attributes,
                    Slots.to("Attributes"),
                    DeviceAttributes::read,
                    DeviceAttributes::write)
            .extras(DeviceGroup::extras, Slots.to("extras"))
            .build();

    static final Shape<NodeResources, Slots> NODE_RESOURCES = Shape.of(Slots::new, CapacityShapes::nodeResources)
            .nested(
                    "Cpu",
                    CapacityShapes.<NodeResources>part()
                            .cpu("CpuShares", r -> r.total().cpu(), Slots.to("CpuShares"))
                            .list(
                                    "ReservableCpuCores",
                                    CapacityShapes::reservableCores,
                                    Slots.to("ReservableCpuCores"),
                                    JsonIn::integer,
                                    CapacityShapes::number)
                            .derived("TotalCpuCores", r -> (long) r.cores().size())
                            .build())
            .nested(
                    "Memory",
                    CapacityShapes.<NodeResources>part()
                            .megabytes("MemoryMB", r -> r.total().memoryBytes(), Slots.to("MemoryMB"))
                            .build())
            .nested(
                    "Disk",
                    CapacityShapes.<NodeResources>part()
                            .megabytes("DiskMB", r -> r.total().diskBytes(), Slots.to("DiskMB"))
                            .build())
            .custom(
                    "Custom",
                    (in, slots) -> Slots.<Resources>to("Custom").accept(slots, TaskShapes.readCustom(in)),
                    (out, r) -> TaskShapes.writeCustom(out, custom(r.total())),
                    r -> custom(r.total()).isNone())
            .whenSet()
            .objects("Networks", NodeResources::networks, Slots.to("Networks"), NetworkShapes.NETWORK)
            .objects("NodeNetworks", NodeResources::nodeNetworks, Slots.to("NodeNetworks"), NODE_NETWORK)
            .objects("Devices", NodeResources::devices, Slots.to("Devices"), DEVICE_GROUP)
            .custom(
                    "MinDynamicPort",
                    (in, slots) -> Slots.<Integer>to("MinDynamicPort").accept(slots, in.integer()),
                    (out, r) -> out.generator().writeNumber(r.minDynamicPort()),
                    r -> r.minDynamicPort() == NodeResources.DEFAULT_MIN_DYNAMIC_PORT)
            .whenSet()
            .custom(
                    "MaxDynamicPort",
                    (in, slots) -> Slots.<Integer>to("MaxDynamicPort").accept(slots, in.integer()),
                    (out, r) -> out.generator().writeNumber(r.maxDynamicPort()),
                    r -> r.maxDynamicPort() == NodeResources.DEFAULT_MAX_DYNAMIC_PORT)
            .whenSet()
            .extras(NodeResources::extras, Slots.to("extras"))
            .build();

    static final Shape<ReservedResources, Slots> RESERVED = Shape.of(Slots::new, CapacityShapes::reserved)
            .nested(
                    "Cpu",
                    CapacityShapes.<ReservedResources>part()
                            .cpu("CpuShares", r -> r.resources().cpu(), Slots.to("CpuShares"))
                            .list(
                                    "ReservedCpuCores",
                                    ReservedResources::cores,
                                    Slots.to("ReservedCpuCores"),
                                    JsonIn::integer,
                                    CapacityShapes::number)
                            .build())
            .nested(
                    "Memory",
                    CapacityShapes.<ReservedResources>part()
                            .megabytes("MemoryMB", r -> r.resources().memoryBytes(), Slots.to("MemoryMB"))
                            .build())
            .nested(
                    "Disk",
                    CapacityShapes.<ReservedResources>part()
                            .megabytes("DiskMB", r -> r.resources().diskBytes(), Slots.to("DiskMB"))
                            .build())
            .custom(
                    "Custom",
                    (in, slots) -> Slots.<Resources>to("Custom").accept(slots, TaskShapes.readCustom(in)),
                    (out, r) -> TaskShapes.writeCustom(out, custom(r.resources())),
                    r -> custom(r.resources()).isNone())
            .whenSet()
            .nested(
                    "Networks",
                    CapacityShapes.<ReservedResources>part()
                            .text("ReservedHostPorts", ReservedResources::hostPorts, Slots.to("ReservedHostPorts"))
                            .build())
            .build();

    private CapacityShapes() {}

    /** Begins some members of a value that stand in an object of their own; such a part is never read alone. */
    private static <T> Shape.Builder<T, Slots> part() {
        return Shape.of(Slots::new, slots -> {
            throw new AssertionError(slots);
        });
    }

    static void number(JsonOut out, Integer value) throws IOException {
        out.generator().writeNumber(value);
    }

    private static List<Integer> reservableCores(NodeResources resources) {
        return resources.cores().stream()
                .filter(core -> !core.disabled())
                .map(CpuCore::id)
                .toList();
    }

    private static NodeResources nodeResources(Slots slots) {
        Resources total = amounts(slots);
        List<Integer> reservable = slots.get("ReservableCpuCores", List.of());
        return NodeResources.builder()
                .total(total)
                .cores(reservable.stream()
                        .map(id -> CpuCore.builder()
                                .id(id)
                                .cpu(total.cpu() / reservable.size())
                                .build())
                        .toList())
                .networks(slots.get("Networks", List.of()))
                .nodeNetworks(slots.get("NodeNetworks", List.of()))
                .devices(slots.get("Devices", List.of()))
                .minDynamicPort(slots.get("MinDynamicPort", NodeResources.DEFAULT_MIN_DYNAMIC_PORT))
                .maxDynamicPort(slots.get("MaxDynamicPort", NodeResources.DEFAULT_MAX_DYNAMIC_PORT))
                .extras(slots.get("extras", Extras.none()))
                .build();
    }

    private static ReservedResources reserved(Slots slots) {
        return new ReservedResources(
                amounts(slots), slots.get("ReservedCpuCores", List.of()), slots.get("ReservedHostPorts", ""));
    }

    private static Resources amounts(Slots slots) {
        return slots.get("Custom", Resources.none())
                .plus(Resources.of(slots.get("CpuShares", 0L), slots.get("MemoryMB", 0L), slots.get("DiskMB", 0L)));
    }

    /** Returns only the host's own dimensions. */
    private static Resources custom(Resources total) {
        return total.toBuilder().cpu(0).memoryBytes(0).diskBytes(0).build();
    }

    private static DeviceGroup deviceGroup(Slots slots) {
        SortedMap<String, String> none = new TreeMap<>();
        return DeviceGroup.builder(slots.get("Vendor", ""), slots.get("Type", ""), slots.get("Name", ""))
                .instances(slots.get("Instances", List.of()))
                .attributes(slots.get("Attributes", none))
                .extras(slots.get("extras", Extras.none()))
                .build();
    }
}
