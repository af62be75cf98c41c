package dev.berth.state.internal.codec;

import dev.berth.model.CoreGrade;
import dev.berth.model.CpuCore;
import dev.berth.model.DeviceGroup;
import dev.berth.model.DeviceInstance;
import dev.berth.model.DrainStatus;
import dev.berth.model.DrainStrategy;
import dev.berth.model.DriverInfo;
import dev.berth.model.Eligibility;
import dev.berth.model.HostVolume;
import dev.berth.model.LastDrain;
import dev.berth.model.Node;
import dev.berth.model.NodeAddress;
import dev.berth.model.NodeEvent;
import dev.berth.model.NodeNetwork;
import dev.berth.model.NodeResources;
import dev.berth.model.NodeStatus;
import dev.berth.model.ReservedResources;
import dev.berth.model.Resources;

/** Codecs of nodes and their parts. Constants, thread-safe. */
public final class NodeCodecs {

    public static final Codec<DriverInfo> DRIVER_INFO = MessageCodec.of("DriverInfo", DriverInfo.class)
            .bool(1, DriverInfo::detected)
            .bool(2, DriverInfo::healthy)
            .sharedText(3, DriverInfo::healthDescription)
            .texts(4, DriverInfo::attributes)
            .int64(5, DriverInfo::updateTimeNanos)
            .extras(DriverInfo::extras)
            .create(f -> new DriverInfo(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.extras()));

    public static final Codec<HostVolume> HOST_VOLUME = MessageCodec.of("HostVolume", HostVolume.class)
            .text(1, HostVolume::path)
            .bool(2, HostVolume::readOnly)
            .text(3, HostVolume::id)
            .extras(HostVolume::extras)
            .create(f -> new HostVolume(f.get(1), f.get(2), f.get(3), f.extras()));

    public static final Codec<CpuCore> CPU_CORE = MessageCodec.of("CpuCore", CpuCore.class)
            .int32(1, CpuCore::id)
            .int32(2, CpuCore::socketId)
            .int32(3, CpuCore::numaNode)
            .constant(4, CoreGrade.values(), CpuCore::grade)
            .bool(5, CpuCore::disabled)
            .int64(6, CpuCore::cpu)
            .extras(CpuCore::extras)
            .create(f -> new CpuCore(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.extras()));

    public static final Codec<NodeAddress> NODE_ADDRESS = MessageCodec.of("NodeAddress", NodeAddress.class)
            .text(1, NodeAddress::alias)
            .text(2, NodeAddress::address)
            .text(3, NodeAddress::family)
            .text(4, NodeAddress::gateway)
            .text(5, NodeAddress::reservedPorts)
            .create(f -> new NodeAddress(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5)));

    public static final Codec<NodeNetwork> NODE_NETWORK = MessageCodec.of("NodeNetwork", NodeNetwork.class)
            .text(1, NodeNetwork::mode)
            .text(2, NodeNetwork::device)
            .text(3, NodeNetwork::macAddress)
            .int32(4, NodeNetwork::speedMbits)
            .messages(5, NODE_ADDRESS, NodeNetwork::addresses)
            .extras(NodeNetwork::extras)
            .create(f -> new NodeNetwork(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.extras()));

    public static final Codec<DeviceInstance> DEVICE_INSTANCE = MessageCodec.of("DeviceInstance", DeviceInstance.class)
            .text(1, DeviceInstance::id)
            .bool(2, DeviceInstance::healthy)
            .text(3, DeviceInstance::healthDescription)
            .text(4, DeviceInstance::locality)
            .create(f -> new DeviceInstance(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<DeviceGroup> DEVICE_GROUP = MessageCodec.of("DeviceGroup", DeviceGroup.class)
            .text(1, DeviceGroup::vendor)
            .text(2, DeviceGroup::type)
            .text(3, DeviceGroup::name)
            .messages(4, DEVICE_INSTANCE, DeviceGroup::instances)
            .texts(5, DeviceGroup::attributes)
            .extras(DeviceGroup::extras)
            .create(f -> new DeviceGroup(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.extras()));

    public static final Codec<NodeResources> NODE_RESOURCES = MessageCodec.of("NodeResources", NodeResources.class)
            .value(1, Values.message(BasicCodecs.RESOURCES), NodeResources::total, Resources.none())
            .messages(2, CPU_CORE, NodeResources::cores)
            .messages(3, NetworkCodecs.NETWORK_RESOURCE, NodeResources::networks)
            .messages(4, NODE_NETWORK, NodeResources::nodeNetworks)
            .messages(5, DEVICE_GROUP, NodeResources::devices)
            .int32(6, NodeResources::minDynamicPort)
            .int32(7, NodeResources::maxDynamicPort)
            .extras(NodeResources::extras)
            .create(f -> new NodeResources(
                    f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.extras()));

    public static final Codec<ReservedResources> RESERVED_RESOURCES = MessageCodec.of(
                    "ReservedResources", ReservedResources.class)
            .value(1, Values.message(BasicCodecs.RESOURCES), ReservedResources::resources, Resources.none())
            .list(2, Values.INT32, ReservedResources::cores)
            .text(3, ReservedResources::hostPorts)
            .create(f -> new ReservedResources(f.get(1), f.get(2), f.get(3)));

    public static final Codec<DrainStrategy> DRAIN_STRATEGY = MessageCodec.of("DrainStrategy", DrainStrategy.class)
            .duration(1, DrainStrategy::deadline)
            .bool(2, DrainStrategy::ignoreSystemJobs)
            .int64(3, DrainStrategy::forceDeadlineNanos)
            .int64(4, DrainStrategy::startedAtNanos)
            .create(f -> new DrainStrategy(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<LastDrain> LAST_DRAIN = MessageCodec.of("LastDrain", LastDrain.class)
            .int64(1, LastDrain::startedAtNanos)
            .int64(2, LastDrain::updatedAtNanos)
            .constant(3, DrainStatus.values(), LastDrain::status)
            .text(4, LastDrain::accessorId)
            .texts(5, LastDrain::meta)
            .create(f -> new LastDrain(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5)));

    public static final Codec<NodeEvent> NODE_EVENT = MessageCodec.of("NodeEvent", NodeEvent.class)
            .sharedText(1, NodeEvent::message)
            .sharedText(2, NodeEvent::subsystem)
            .texts(3, NodeEvent::details)
            .int64(4, NodeEvent::timestampNanos)
            .int64(5, NodeEvent::createIndex)
            .create(f -> new NodeEvent(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5)));

    public static final Codec<Node> NODE = MessageCodec.of("Node", Node.class)
            .required(1, BasicCodecs.NODE_ID, Node::id)
            .text(2, Node::secretHash)
            .text(3, Node::name)
            .sharedText(4, Node::datacenter)
            .sharedText(5, Node::nodeClass)
            .sharedText(6, Node::nodePool)
            .texts(7, Node::attributes)
            .texts(8, Node::meta)
            .texts(9, Node::links)
            .map(10, BasicCodecs.KEY, DRIVER_INFO, Node::drivers)
            .map(11, BasicCodecs.KEY, HOST_VOLUME, Node::hostVolumes)
            .required(12, Values.message(NODE_RESOURCES), Node::resources)
            .value(13, Values.message(RESERVED_RESOURCES), Node::reserved, ReservedResources.none())
            .int32(14, Node::maxAllocations)
            .constant(15, NodeStatus.values(), Node::status)
            .sharedText(16, Node::statusDescription)
            .int64(17, Node::statusUpdatedAtNanos)
            .constant(18, Eligibility.values(), Node::eligibility)
            .optional(19, Values.message(DRAIN_STRATEGY), Node::drain)
            .optional(20, Values.message(LAST_DRAIN), Node::lastDrain)
            .messages(21, NODE_EVENT, Node::events)
            .text(22, Node::httpAddress)
            .bool(23, Node::tlsEnabled)
            .int64(24, Node::createIndex)
            .int64(25, Node::modifyIndex)
            .extras(Node::extras)
            .create(f -> new Node(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.get(10),
                    f.get(11),
                    f.get(12),
                    f.get(13),
                    f.get(14),
                    f.get(15),
                    f.get(16),
                    f.get(17),
                    f.get(18),
                    f.get(19),
                    f.get(20),
                    f.get(21),
                    f.get(22),
                    f.get(23),
                    f.get(24),
                    f.get(25),
                    f.extras()));

    private NodeCodecs() {}
}
