package dev.berth.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Why instances of a group could not be placed, or how they were. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param nodePool the job's pool
 * @param nodesInPool nodes in the pool, ready or not
 * @param nodesSeen nodes that were looked at
 * @param nodesFiltered nodes that were unfit whatever runs on them
 * @param nodesExhausted nodes that were fit but too full
 * @param nodesByDatacenter ready nodes by the job's datacenters; 0 where there is none
 * @param filteredByClass filtered nodes by the operator's node class
 * @param exhaustedByClass exhausted nodes by the operator's node class
 * @param filtered filtered nodes by reason
 * @param shortfalls exhausted nodes by what they lacked
 * @param quotas quotas that were used up
 * @param closest the node that lacked least, null when no node came so far
 * @param everFits whether there is a node with room if nothing else ran there
 * @param best the best nodes, at most {@link #MAX_BEST}, best first
 * @param coalesced further instances of the group that were not tried because they would fail alike
 * @param stateIndex log position of the state
 * @param extras what this version does not know but keeps
 */
public record PlacementTrace(
        String nodePool,
        int nodesInPool,
        int nodesSeen,
        int nodesFiltered,
        int nodesExhausted,
        SortedMap<String, Integer> nodesByDatacenter,
        SortedMap<String, Integer> filteredByClass,
        SortedMap<String, Integer> exhaustedByClass,
        List<FilterCount> filtered,
        List<DimensionShortfall> shortfalls,
        List<String> quotas,
        @Nullable ClosestNode closest,
        boolean everFits,
        List<NodeScore> best,
        int coalesced,
        long stateIndex,
        Extras extras) {

    public PlacementTrace {
        Copies.notNegative(nodesInPool, "nodesInPool");
        Copies.notNegative(nodesSeen, "nodesSeen");
        Copies.notNegative(nodesFiltered, "nodesFiltered");
        Copies.notNegative(nodesExhausted, "nodesExhausted");
        nodesByDatacenter = ImmutableSortedMap.copyOf(nodesByDatacenter);
        filteredByClass = ImmutableSortedMap.copyOf(filteredByClass);
        exhaustedByClass = ImmutableSortedMap.copyOf(exhaustedByClass);
        filtered = ImmutableList.copyOf(filtered);
        shortfalls = ImmutableList.copyOf(shortfalls);
        quotas = ImmutableList.copyOf(quotas);
        best = ImmutableList.copyOf(best);
        Copies.notNegative(coalesced, "coalesced");
        Copies.notNegative(stateIndex, "stateIndex");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .nodePool(nodePool)
                .nodesInPool(nodesInPool)
                .nodesSeen(nodesSeen)
                .nodesFiltered(nodesFiltered)
                .nodesExhausted(nodesExhausted)
                .nodesByDatacenter(nodesByDatacenter)
                .filteredByClass(filteredByClass)
                .exhaustedByClass(exhaustedByClass)
                .filtered(filtered)
                .shortfalls(shortfalls)
                .quotas(quotas)
                .closest(closest)
                .everFits(everFits)
                .best(best)
                .coalesced(coalesced)
                .stateIndex(stateIndex)
                .extras(extras);
    }

    /** How many scores are kept. */
    public static final int MAX_BEST = 5;

    /**
     * Returns the main reason as one sentence without a full stop, such as {@code short 2 GiB memory on the closest node n3; would fit if it
     * were empty}.
     */
    public String sentence() {
        return TraceText.sentence(this);
    }

    /** Returns all facts, one per line, without bullets: nodes, datacenters, filters, exhaustion, quotas, then the closest node. */
    public List<String> lines() {
        return TraceText.lines(this);
    }

    /** Collects the components of {@link PlacementTrace}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private String nodePool = Node.DEFAULT_POOL;
        private int nodesInPool;
        private int nodesSeen;
        private int nodesFiltered;
        private int nodesExhausted;
        private SortedMap<String, Integer> nodesByDatacenter = ImmutableSortedMap.of();
        private SortedMap<String, Integer> filteredByClass = ImmutableSortedMap.of();
        private SortedMap<String, Integer> exhaustedByClass = ImmutableSortedMap.of();
        private List<FilterCount> filtered = ImmutableList.of();
        private List<DimensionShortfall> shortfalls = ImmutableList.of();
        private List<String> quotas = ImmutableList.of();
        private @Nullable ClosestNode closest;
        private boolean everFits;
        private List<NodeScore> best = ImmutableList.of();
        private int coalesced;
        private long stateIndex;
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder nodePool(String nodePool) {
            this.nodePool = nodePool;
            return this;
        }

        public Builder nodesInPool(int nodesInPool) {
            this.nodesInPool = nodesInPool;
            return this;
        }

        public Builder nodesSeen(int nodesSeen) {
            this.nodesSeen = nodesSeen;
            return this;
        }

        public Builder nodesFiltered(int nodesFiltered) {
            this.nodesFiltered = nodesFiltered;
            return this;
        }

        public Builder nodesExhausted(int nodesExhausted) {
            this.nodesExhausted = nodesExhausted;
            return this;
        }

        public Builder nodesByDatacenter(Map<String, Integer> nodesByDatacenter) {
            this.nodesByDatacenter = ImmutableSortedMap.copyOf(nodesByDatacenter);
            return this;
        }

        public Builder filteredByClass(Map<String, Integer> filteredByClass) {
            this.filteredByClass = ImmutableSortedMap.copyOf(filteredByClass);
            return this;
        }

        public Builder exhaustedByClass(Map<String, Integer> exhaustedByClass) {
            this.exhaustedByClass = ImmutableSortedMap.copyOf(exhaustedByClass);
            return this;
        }

        public Builder filtered(List<FilterCount> filtered) {
            this.filtered = filtered;
            return this;
        }

        public Builder shortfalls(List<DimensionShortfall> shortfalls) {
            this.shortfalls = shortfalls;
            return this;
        }

        public Builder quotas(List<String> quotas) {
            this.quotas = quotas;
            return this;
        }

        public Builder closest(@Nullable ClosestNode closest) {
            this.closest = closest;
            return this;
        }

        public Builder everFits(boolean everFits) {
            this.everFits = everFits;
            return this;
        }

        public Builder best(List<NodeScore> best) {
            this.best = best;
            return this;
        }

        public Builder coalesced(int coalesced) {
            this.coalesced = coalesced;
            return this;
        }

        public Builder stateIndex(long stateIndex) {
            this.stateIndex = stateIndex;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the placement trace. */
        public PlacementTrace build() {
            return new PlacementTrace(
                    nodePool,
                    nodesInPool,
                    nodesSeen,
                    nodesFiltered,
                    nodesExhausted,
                    nodesByDatacenter,
                    filteredByClass,
                    exhaustedByClass,
                    filtered,
                    shortfalls,
                    quotas,
                    closest,
                    everFits,
                    best,
                    coalesced,
                    stateIndex,
                    extras);
        }
    }
}
