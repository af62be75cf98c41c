package dev.berth.state.internal.codec;

import dev.berth.model.ClosestNode;
import dev.berth.model.DimensionShortfall;
import dev.berth.model.FilterCount;
import dev.berth.model.NodeScore;
import dev.berth.model.PlacementTrace;
import dev.berth.model.ReasonCode;
import dev.berth.model.Resources;

/** Codecs of the explanations of placements. Constants, thread-safe. */
public final class TraceCodecs {

    public static final Codec<FilterCount> FILTER_COUNT = MessageCodec.of("FilterCount", FilterCount.class)
            .constant(1, ReasonCode.values(), FilterCount::code)
            .sharedText(2, FilterCount::detail)
            .int32(3, FilterCount::nodes)
            .create(f -> new FilterCount(f.get(1), f.get(2), f.get(3)));

    public static final Codec<DimensionShortfall> DIMENSION_SHORTFALL = MessageCodec.of(
                    "DimensionShortfall", DimensionShortfall.class)
            .sharedText(1, DimensionShortfall::dimension)
            .int32(2, DimensionShortfall::nodes)
            .int64(3, DimensionShortfall::asked)
            .int64(4, DimensionShortfall::available)
            .create(f -> new DimensionShortfall(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<ClosestNode> CLOSEST_NODE = MessageCodec.of("ClosestNode", ClosestNode.class)
            .required(1, BasicCodecs.NODE_ID, ClosestNode::nodeId)
            .sharedText(2, ClosestNode::name)
            .value(3, Values.message(BasicCodecs.RESOURCES), ClosestNode::shortfall, Resources.none())
            .bool(4, ClosestNode::wouldFitIfEmpty)
            .create(f -> new ClosestNode(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<NodeScore> NODE_SCORE = MessageCodec.of("NodeScore", NodeScore.class)
            .required(1, BasicCodecs.NODE_ID, NodeScore::nodeId)
            .sharedText(2, NodeScore::name)
            .float64(3, NodeScore::score)
            .map(4, BasicCodecs.KEY, BasicCodecs.FLOAT64, NodeScore::terms)
            .create(f -> new NodeScore(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<PlacementTrace> PLACEMENT_TRACE = MessageCodec.of("PlacementTrace", PlacementTrace.class)
            .text(1, PlacementTrace::nodePool)
            .int32(2, PlacementTrace::nodesInPool)
            .int32(3, PlacementTrace::nodesSeen)
            .int32(4, PlacementTrace::nodesFiltered)
            .int32(5, PlacementTrace::nodesExhausted)
            .map(6, BasicCodecs.KEY, BasicCodecs.INT32, PlacementTrace::nodesByDatacenter)
            .map(7, BasicCodecs.KEY, BasicCodecs.INT32, PlacementTrace::filteredByClass)
            .map(8, BasicCodecs.KEY, BasicCodecs.INT32, PlacementTrace::exhaustedByClass)
            .messages(9, FILTER_COUNT, PlacementTrace::filtered)
            .messages(10, DIMENSION_SHORTFALL, PlacementTrace::shortfalls)
            .list(11, Values.TEXT, PlacementTrace::quotas)
            .optional(12, Values.message(CLOSEST_NODE), PlacementTrace::closest)
            .bool(13, PlacementTrace::everFits)
            .messages(14, NODE_SCORE, PlacementTrace::best)
            .int32(15, PlacementTrace::coalesced)
            .int64(16, PlacementTrace::stateIndex)
            .extras(PlacementTrace::extras)
            .create(f -> new PlacementTrace(
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
                    f.extras()));

    private TraceCodecs() {}
}
