package dev.berth.wire.nomad;

import dev.berth.model.DrainStatus;
import dev.berth.model.DrainStrategy;
import dev.berth.model.DriverInfo;
import dev.berth.model.Eligibility;
import dev.berth.model.Extras;
import dev.berth.model.HostVolume;
import dev.berth.model.LastDrain;
import dev.berth.model.Node;
import dev.berth.model.NodeEvent;
import dev.berth.model.NodeId;
import dev.berth.model.NodeStatus;
import dev.berth.model.ReservedResources;
import java.io.IOException;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Nodes and what belongs to them, except their amounts ({@link CapacityShapes}). Secrets are never written. */
final class NodeShapes {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static final Shape<DriverInfo, DriverInfo.Builder> DRIVER = Shape.of(DriverInfo::builder, DriverInfo.Builder::build)
            .textMap("Attributes", DriverInfo::attributes, DriverInfo.Builder::attributes)
            .flag("Detected", DriverInfo::detected, DriverInfo.Builder::detected)
            .flag("Healthy", DriverInfo::healthy, DriverInfo.Builder::healthy)
            .text("HealthDescription", DriverInfo::healthDescription, DriverInfo.Builder::healthDescription)
            .timestamp("UpdateTime", DriverInfo::updateTimeNanos, DriverInfo.Builder::updateTimeNanos)
            .extras(DriverInfo::extras, DriverInfo.Builder::extras)
            .build();

    static final Shape<HostVolume, HostVolume.Builder> HOST_VOLUME = Shape.of(
                    HostVolume::builder, HostVolume.Builder::build)
            .text("Path", HostVolume::path, HostVolume.Builder::path)
            .flag("ReadOnly", HostVolume::readOnly, HostVolume.Builder::readOnly)
            .text("ID", HostVolume::id, HostVolume.Builder::id)
            .whenSet()
            .extras(HostVolume::extras, HostVolume.Builder::extras)
            .build();

    static final Shape<NodeEvent, NodeEvent.Builder> EVENT = Shape.of(NodeEvent::builder, NodeEvent.Builder::build)
            .text("Message", NodeEvent::message, NodeEvent.Builder::message)
            .text("Subsystem", NodeEvent::subsystem, NodeEvent.Builder::subsystem)
            .textMap("Details", NodeEvent::details, NodeEvent.Builder::details)
            .timestamp("Timestamp", NodeEvent::timestampNanos, NodeEvent.Builder::timestampNanos)
            .whole("CreateIndex", NodeEvent::createIndex, NodeEvent.Builder::createIndex)
            .build();

    static final Shape<DrainStrategy, Slots> DRAIN = Shape.of(
                    Slots::new,
                    slots -> new DrainStrategy(
                            slots.get("Deadline", Duration.ZERO),
                            slots.get("IgnoreSystemJobs", false),
                            slots.get("ForceDeadline", 0L),
                            slots.get("StartedAt", 0L)))
            .duration("Deadline", DrainStrategy::deadline, Slots.to("Deadline"))
            .flag("IgnoreSystemJobs", DrainStrategy::ignoreSystemJobs, Slots.to("IgnoreSystemJobs"))
            .timestamp("ForceDeadline", DrainStrategy::forceDeadlineNanos, Slots.to("ForceDeadline"))
            .timestamp("StartedAt", DrainStrategy::startedAtNanos, Slots.to("StartedAt"))
            .build();

    static final Shape<LastDrain, Slots> LAST_DRAIN = Shape.of(Slots::new, NodeShapes::lastDrain)
            .timestamp("StartedAt", LastDrain::startedAtNanos, Slots.to("StartedAt"))
            .timestamp("UpdatedAt", LastDrain::updatedAtNanos, Slots.to("UpdatedAt"))
            .word("Status", LastDrain::status, Slots.to("Status"), DrainStatus::word, DrainStatus::parse)
            .text("AccessorID", LastDrain::accessorId, Slots.to("AccessorID"))
            .textMap("Meta", LastDrain::meta, Slots.to("Meta"))
            .build();

    static final Shape<Node, Draft> NODE = Shape.of(Draft::new, Draft::build)
            .word("ID", Node::id, (draft, id) -> draft.id = id, NodeId::toString, NodeId::parse)
            .custom("SecretID", (in, draft) -> in.text(), (out, node) -> out.text(""), node -> false)
            .text("Name", Node::name, (draft, name) -> draft.node.name(name))
            .text("Datacenter", Node::datacenter, (draft, datacenter) -> draft.node.datacenter(datacenter))
            .text("NodeClass", Node::nodeClass, (draft, nodeClass) -> draft.node.nodeClass(nodeClass))
            .custom(
                    "NodePool",
                    (in, draft) -> draft.node.nodePool(in.text()),
                    (out, node) -> out.text(node.nodePool()),
                    node -> node.nodePool().equals(Node.DEFAULT_POOL))
            .whenSet()
            .textMap("Attributes", Node::attributes, (draft, all) -> draft.node.attributes(all))
            .textMap("Meta", Node::meta, (draft, all) -> draft.node.meta(all))
            .textMap("Links", Node::links, (draft, all) -> draft.node.links(all))
            .objectMap("Drivers", Node::drivers, (draft, all) -> draft.node.drivers(all), DRIVER)
            .custom(
                    "HostVolumes",
                    (in, draft) -> draft.node.hostVolumes(in.map(HOST_VOLUME::read)),
                    NodeShapes::writeHostVolumes,
                    node -> false)
            .object("NodeResources", Node::resources, (d, r) -> d.node.resources(r), CapacityShapes.NODE_RESOURCES)
            .<ReservedResources>object(
                    "ReservedResources", Node::reserved, (d, r) -> d.node.reserved(r), CapacityShapes.RESERVED)
            .integer("NodeMaxAllocs", Node::maxAllocations, (draft, max) -> draft.node.maxAllocations(max))
            .whenSet()
            .word("Status", Node::status, (d, status) -> d.node.status(status), NodeStatus::word, NodeStatus::parse)
            .text("StatusDescription", Node::statusDescription, (draft, text) -> draft.node.statusDescription(text))
            .custom(
                    "StatusUpdatedAt",
                    NodeShapes::readSeconds,
                    (out, node) -> out.generator().writeNumber(node.statusUpdatedAtNanos() / NANOS_PER_SECOND),
                    node -> false)
            .word(
                    "SchedulingEligibility",
                    Node::eligibility,
                    (draft, eligibility) -> draft.node.eligibility(eligibility),
                    Eligibility::word,
                    Eligibility::parse)
            .derived("Drain", node -> node.drain() != null)
            .object("DrainStrategy", Node::drain, (draft, drain) -> draft.node.drain(drain), DRAIN)
            .object("LastDrain", Node::lastDrain, (draft, drain) -> draft.node.lastDrain(drain), LAST_DRAIN)
            .objects("Events", Node::events, (draft, all) -> draft.node.events(all), EVENT)
            .derived("ComputedClass", Node::computedClassText)
            .text("HTTPAddr", Node::httpAddress, (draft, address) -> draft.node.httpAddress(address))
            .flag("TLSEnabled", Node::tlsEnabled, (draft, flag) -> draft.node.tlsEnabled(flag))
            .whole("CreateIndex", Node::createIndex, (draft, index) -> draft.node.createIndex(index))
            .whole("ModifyIndex", Node::modifyIndex, (draft, index) -> draft.node.modifyIndex(index))
            .extras(Node::extras, (draft, extras) -> draft.node.extras(extras))
            .build();

    private NodeShapes() {}

    /** What is read of a node: its id comes anywhere among the members. */
    static final class Draft {
        private @Nullable NodeId id;
        private final Node.Builder node = Node.builder("unnamed").nodePool(Node.DEFAULT_POOL);

        private Node build() {
            if (id == null) {
                throw new IllegalArgumentException("The member ID is missing. Add it.");
            }
            return node.id(id).build();
        }
    }

    private static LastDrain lastDrain(Slots slots) {
        return LastDrain.builder(slots.<DrainStatus>need("Status"))
                .startedAtNanos(slots.get("StartedAt", 0L))
                .updatedAtNanos(slots.get("UpdatedAt", 0L))
                .accessorId(slots.get("AccessorID", ""))
                .meta(slots.get("Meta", new TreeMap<String, String>()))
                .build();
    }

    private static void readSeconds(JsonIn in, Draft draft) throws IOException {
        long seconds = in.whole();
        draft.node.statusUpdatedAtNanos(in.checked(() -> Math.multiplyExact(seconds, NANOS_PER_SECOND)));
    }

    /** Nomad repeats a volume's name inside of it. */
    private static void writeHostVolumes(JsonOut out, Node node) throws IOException {
        if (node.hostVolumes().isEmpty()) {
            out.generator().writeNull();
            return;
        }
        out.generator().writeStartObject();
        for (var entry : node.hostVolumes().entrySet()) {
            HostVolume volume = entry.getValue();
            if (!volume.extras().named().containsKey("Name")) {
                TreeMap<String, Object> named = new TreeMap<>(volume.extras().named());
                named.put("Name", entry.getKey());
                volume = volume.toBuilder().extras(Extras.named(named)).build();
            }
            out.member(entry.getKey(), volume, HOST_VOLUME::write);
        }
        out.generator().writeEndObject();
    }
}
