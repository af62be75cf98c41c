package dev.berth.wire.nomad;

import dev.berth.model.AllocationId;
import dev.berth.model.ClosestNode;
import dev.berth.model.DesiredUpdates;
import dev.berth.model.DimensionShortfall;
import dev.berth.model.FilterCount;
import dev.berth.model.NodeId;
import dev.berth.model.NodeScore;
import dev.berth.model.PlacementTrace;
import dev.berth.model.PlanAnnotations;
import dev.berth.model.ReasonCode;
import dev.berth.model.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why something was not placed, and what a plan would do. Nomad's metrics say less than a trace: what they cannot say is in a member
 * {@code Trace} of Berth's own, together with the sentence that explains it all.
 */
final class TraceShapes {

    private static final Shape<FilterCount, Slots> FILTER_COUNT = Shape.of(
                    Slots::new,
                    slots -> new FilterCount(slots.need("Code"), slots.get("Detail", ""), slots.get("Nodes", 0)))
            .word("Code", FilterCount::code, Slots.to("Code"), ReasonCode::code, ReasonCode::parse)
            .text("Detail", FilterCount::detail, Slots.to("Detail"))
            .integer("Nodes", FilterCount::nodes, Slots.to("Nodes"))
            .build();

    private static final Shape<DimensionShortfall, Slots> SHORTFALL = Shape.of(
                    Slots::new,
                    slots -> new DimensionShortfall(
                            slots.need("Dimension"),
                            slots.get("Nodes", 0),
                            slots.get("Asked", 0L),
                            slots.get("Available", 0L)))
            .text("Dimension", DimensionShortfall::dimension, Slots.to("Dimension"))
            .integer("Nodes", DimensionShortfall::nodes, Slots.to("Nodes"))
            .whole("Asked", DimensionShortfall::asked, Slots.to("Asked"))
            .whole("Available", DimensionShortfall::available, Slots.to("Available"))
            .build();

    private static final Shape<ClosestNode, Slots> CLOSEST = Shape.of(
                    Slots::new,
                    slots -> new ClosestNode(
                            slots.need("NodeID"),
                            slots.get("Name", ""),
                            slots.get("Shortfall", Resources.none()),
                            slots.get("WouldFitIfEmpty", false)))
            .word("NodeID", ClosestNode::nodeId, Slots.to("NodeID"), NodeId::toString, NodeId::parse)
            .text("Name", ClosestNode::name, Slots.to("Name"))
            .custom(
                    "Shortfall",
                    (in, slots) -> Slots.<Resources>to("Shortfall").accept(slots, TaskShapes.readCustom(in)),
                    (out, closest) -> TaskShapes.writeCustom(out, closest.shortfall()),
                    closest -> false)
            .flag("WouldFitIfEmpty", ClosestNode::wouldFitIfEmpty, Slots.to("WouldFitIfEmpty"))
            .build();

    private static final Shape<NodeScore, Slots> SCORE = Shape.of(Slots::new, TraceShapes::score)
            .word("NodeID", NodeScore::nodeId, Slots.to("NodeID"), NodeId::toString, NodeId::parse)
            .text("NodeName", NodeScore::name, Slots.to("NodeName"))
            .whenSet()
            .custom(
                    "NormScore",
                    (in, slots) -> Slots.<Double>to("NormScore").accept(slots, in.number()),
                    (out, score) -> out.generator().writeNumber(score.score()),
                    score -> false)
            .map("Scores", NodeScore::terms, Slots.to("Scores"), JsonIn::number, TraceShapes::number)
            .build();

    private static final Shape<PlacementTrace, PlacementTrace.Builder> DETAILS = Shape.of(
                    PlacementTrace::builder, PlacementTrace.Builder::build)
            .derived("Sentence", PlacementTrace::sentence)
            .objects("Filtered", PlacementTrace::filtered, PlacementTrace.Builder::filtered, FILTER_COUNT)
            .objects("Shortfalls", PlacementTrace::shortfalls, PlacementTrace.Builder::shortfalls, SHORTFALL)
            .object("Closest", PlacementTrace::closest, PlacementTrace.Builder::closest, CLOSEST)
            .flag("EverFits", PlacementTrace::everFits, PlacementTrace.Builder::everFits)
            .whole("StateIndex", PlacementTrace::stateIndex, PlacementTrace.Builder::stateIndex)
            .build();

    static final Shape<PlacementTrace, PlacementTrace.Builder> METRICS = Shape.of(
                    PlacementTrace::builder, PlacementTrace.Builder::build)
            .text("NodePool", PlacementTrace::nodePool, PlacementTrace.Builder::nodePool)
            .whenSet()
            .integer("NodesInPool", PlacementTrace::nodesInPool, PlacementTrace.Builder::nodesInPool)
            .whenSet()
            .integer("NodesEvaluated", PlacementTrace::nodesSeen, PlacementTrace.Builder::nodesSeen)
            .integer("NodesFiltered", PlacementTrace::nodesFiltered, PlacementTrace.Builder::nodesFiltered)
            .integer("NodesExhausted", PlacementTrace::nodesExhausted, PlacementTrace.Builder::nodesExhausted)
            .map(
                    "NodesAvailable",
                    PlacementTrace::nodesByDatacenter,
                    PlacementTrace.Builder::nodesByDatacenter,
                    JsonIn::integer,
                    CapacityShapes::number)
            .map(
                    "ClassFiltered",
                    PlacementTrace::filteredByClass,
                    PlacementTrace.Builder::filteredByClass,
                    JsonIn::integer,
                    CapacityShapes::number)
            .map(
                    "ClassExhausted",
                    PlacementTrace::exhaustedByClass,
                    PlacementTrace.Builder::exhaustedByClass,
                    JsonIn::integer,
                    CapacityShapes::number)
            .custom("ConstraintFiltered", TraceShapes::readFiltered, TraceShapes::writeFiltered, trace -> false)
            .custom("DimensionExhausted", TraceShapes::readShortfalls, TraceShapes::writeShortfalls, trace -> false)
            .texts("QuotaExhausted", PlacementTrace::quotas, PlacementTrace.Builder::quotas)
            .objects("ScoreMetaData", PlacementTrace::best, PlacementTrace.Builder::best, SCORE)
            .integer("CoalescedFailures", PlacementTrace::coalesced, PlacementTrace.Builder::coalesced)
            .nested("Trace", DETAILS)
            .extras(PlacementTrace::extras, PlacementTrace.Builder::extras)
            .build();

    private static final Shape<DesiredUpdates, DesiredUpdates.Builder> DESIRED_UPDATES = Shape.of(
                    DesiredUpdates::builder, DesiredUpdates.Builder::build)
            .integer("Ignore", DesiredUpdates::ignore, DesiredUpdates.Builder::ignore)
            .integer("Place", DesiredUpdates::place, DesiredUpdates.Builder::place)
            .integer("Migrate", DesiredUpdates::migrate, DesiredUpdates.Builder::migrate)
            .integer("Stop", DesiredUpdates::stop, DesiredUpdates.Builder::stop)
            .integer("InPlaceUpdate", DesiredUpdates::inPlaceUpdate, DesiredUpdates.Builder::inPlaceUpdate)
            .integer("DestructiveUpdate", DesiredUpdates::destructiveUpdate, DesiredUpdates.Builder::destructiveUpdate)
            .integer("Canary", DesiredUpdates::canary, DesiredUpdates.Builder::canary)
            .integer("Preemptions", DesiredUpdates::preemptions, DesiredUpdates.Builder::preemptions)
            .integer("Disconnect", DesiredUpdates::disconnect, DesiredUpdates.Builder::disconnect)
            .whenSet()
            .integer("Reconnect", DesiredUpdates::reconnect, DesiredUpdates.Builder::reconnect)
            .whenSet()
            .integer("RescheduleNow", DesiredUpdates::rescheduleNow, DesiredUpdates.Builder::rescheduleNow)
            .whenSet()
            .integer("RescheduleLater", DesiredUpdates::rescheduleLater, DesiredUpdates.Builder::rescheduleLater)
            .whenSet()
            .build();

    static final Shape<PlanAnnotations, Slots> ANNOTATIONS = Shape.of(Slots::new, TraceShapes::annotations)
            .objectMap("DesiredTGUpdates", PlanAnnotations::groups, Slots.to("DesiredTGUpdates"), DESIRED_UPDATES)
            .list(
                    "PreemptedAllocs",
                    PlanAnnotations::preempted,
                    Slots.to("PreemptedAllocs"),
                    in -> in.word(AllocationId::parse),
                    (out, id) -> out.text(id.toString()))
            .build();

    private TraceShapes() {}

    private static NodeScore score(Slots slots) {
        SortedMap<String, Double> none = new TreeMap<>();
        return new NodeScore(
                slots.need("NodeID"),
                slots.get("NodeName", ""),
                slots.get("NormScore", 0.0),
                slots.get("Scores", none));
    }

    private static PlanAnnotations annotations(Slots slots) {
        SortedMap<String, DesiredUpdates> none = new TreeMap<>();
        return new PlanAnnotations(slots.get("DesiredTGUpdates", none), slots.get("PreemptedAllocs", List.of()));
    }

    private static void number(JsonOut out, Double value) throws IOException {
        out.generator().writeNumber(value);
    }

    /** Nomad knows the text of a filter only. The details, which come after, say it better where they are there. */
    private static void readFiltered(JsonIn in, PlacementTrace.Builder draft) throws IOException {
        List<FilterCount> counts = new ArrayList<>();
        in.map(JsonIn::integer).forEach((text, nodes) -> counts.add(new FilterCount(ReasonCode.FILTER, text, nodes)));
        draft.filtered(counts);
    }

    private static void writeFiltered(JsonOut out, PlacementTrace trace) throws IOException {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (FilterCount count : trace.filtered()) {
            counts.merge(count.detail().isEmpty() ? count.code().code() : count.detail(), count.nodes(), Integer::sum);
        }
        out.map(counts, CapacityShapes::number);
    }

    private static void readShortfalls(JsonIn in, PlacementTrace.Builder draft) throws IOException {
        List<DimensionShortfall> shortfalls = new ArrayList<>();
        in.map(JsonIn::integer)
                .forEach((dimension, nodes) -> shortfalls.add(new DimensionShortfall(dimension, nodes, 0, 0)));
        draft.shortfalls(shortfalls);
    }

    private static void writeShortfalls(JsonOut out, PlacementTrace trace) throws IOException {
        SortedMap<String, Integer> counts = new TreeMap<>();
        trace.shortfalls().forEach(shortfall -> counts.merge(shortfall.dimension(), shortfall.nodes(), Integer::sum));
        out.map(counts, CapacityShapes::number);
    }
}
