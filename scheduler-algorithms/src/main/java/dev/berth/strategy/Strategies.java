package dev.berth.strategy;

import com.google.common.collect.ImmutableList;
import dev.berth.filter.ConstraintFilter;
import dev.berth.filter.DatacenterFilter;
import dev.berth.filter.DistinctHostsFilter;
import dev.berth.filter.DistinctPropertyFilter;
import dev.berth.filter.DriverFilter;
import dev.berth.filter.HostVolumeFilter;
import dev.berth.filter.MaxAllocationsFilter;
import dev.berth.filter.NetworkFilter;
import dev.berth.filter.NodePoolFilter;
import dev.berth.filter.PortFilter;
import dev.berth.filter.ReadyFilter;
import dev.berth.filter.ResourceFilter;
import dev.berth.filter.UnsupportedFilter;
import dev.berth.schedule.Filter;
import dev.berth.schedule.Scorer;
import dev.berth.schedule.Strategy;
import dev.berth.schedule.Strategy.Weighted;
import dev.berth.score.AffinityScorer;
import dev.berth.score.BinPackScorer;
import dev.berth.score.JobAntiAffinityScorer;
import dev.berth.score.PackingScorer;
import dev.berth.score.ReschedulePenaltyScorer;
import dev.berth.score.SpreadScorer;
import java.util.List;
import java.util.stream.Stream;

/** The strategies that come with Berth, and a way to build one's own. Stateless; everything it returns is immutable. */
public final class Strategies {
    private static final ImmutableList<Filter> FILTERS = ImmutableList.of(
            new NodePoolFilter(),
            new ReadyFilter(),
            new DatacenterFilter(),
            new ConstraintFilter(),
            new DriverFilter(),
            new UnsupportedFilter(),
            new NetworkFilter(),
            new HostVolumeFilter(),
            new DistinctHostsFilter(),
            new DistinctPropertyFilter(),
            new MaxAllocationsFilter(),
            new PortFilter(),
            new ResourceFilter());

    /* Packing is at most 2/3: with the weights 3 and 2 a full collision weighs as much as a full node. */
    private static final Strategy DEFAULT = new StrategyDefinition(
            "default",
            1,
            FILTERS,
            ImmutableList.of(
                    new Weighted(new PackingScorer(), 3),
                    new Weighted(JobAntiAffinityScorer.bounded(), 2),
                    new Weighted(new ReschedulePenaltyScorer(), 2),
                    new Weighted(new AffinityScorer(), 2),
                    new Weighted(SpreadScorer.bounded(), 2)),
            Strategy.Combination.WEIGHTED_SUM,
            Strategy.TieBreak.NODE_ID);

    private static final Strategy DEFAULT_SPREADING = new StrategyDefinition(
            "default-spread",
            1,
            FILTERS,
            weighted(
                    BinPackScorer.spreading(),
                    JobAntiAffinityScorer.bounded(),
                    new ReschedulePenaltyScorer(),
                    new AffinityScorer(),
                    SpreadScorer.bounded()),
            Strategy.Combination.WEIGHTED_SUM,
            Strategy.TieBreak.NODE_ID);

    private static final Strategy NOMAD = nomad("nomad", BinPackScorer.packing());

    private static final Strategy NOMAD_SPREADING = nomad("nomad-spread", BinPackScorer.spreading());

    private Strategies() {}

    /**
     * Returns the default profile: packs tightly without leaving lopsided holes, keeps the instances of a group apart, follows
     * affinities and spreads. A weighted sum with a fixed divisor; every term in [−1, 1].
     */
    public static Strategy standard() {
        return DEFAULT;
    }

    /** Returns the default profile with the load spread over the nodes rather than packed. */
    public static Strategy standardSpreading() {
        return DEFAULT_SPREADING;
    }

    /** Returns the profile that scores as Nomad does: the mean of the terms that apply; but of all nodes, not a sample. */
    public static Strategy nomad() {
        return NOMAD;
    }

    /** Returns the Nomad profile with Nomad's {@code spread} algorithm. */
    public static Strategy nomadSpreading() {
        return NOMAD_SPREADING;
    }

    /** Returns the filters every built-in strategy uses, in their order: cheap and coarse ones first, resources last. */
    public static List<Filter> filters() {
        return FILTERS;
    }

    /** Returns a builder that starts with {@link #filters()}, no scorers, a weighted sum, ties by node id, version 1. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns a strategy that differs from another one in its filters only; it keeps name and version. */
    public static Strategy variant(Strategy strategy, List<Filter> filters) {
        return new StrategyDefinition(
                strategy.name(),
                strategy.version(),
                filters,
                strategy.scorers(),
                strategy.combination(),
                strategy.tieBreak());
    }

    private static Strategy nomad(String name, Scorer packing) {
        return new StrategyDefinition(
                name,
                1,
                FILTERS,
                weighted(
                        packing,
                        JobAntiAffinityScorer.unbounded(),
                        new ReschedulePenaltyScorer(),
                        new AffinityScorer(),
                        SpreadScorer.nomad()),
                Strategy.Combination.MEAN_OF_PRESENT,
                Strategy.TieBreak.NODE_ID);
    }

    private static List<Weighted> weighted(Scorer... scorers) {
        return Stream.of(scorers).map(scorer -> new Weighted(scorer, 1)).collect(ImmutableList.toImmutableList());
    }

    /** Builds a strategy. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final ImmutableList.Builder<Filter> filters = ImmutableList.builder();
        private final ImmutableList.Builder<Weighted> scorers = ImmutableList.builder();
        private int version = 1;
        private Strategy.Combination combination = Strategy.Combination.WEIGHTED_SUM;
        private Strategy.TieBreak tieBreak = Strategy.TieBreak.NODE_ID;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets the version of the behaviour, 1 or more. */
        public Builder version(int version) {
            this.version = version;
            return this;
        }

        /** Adds a filter, asked before the built-in ones. */
        public Builder filter(Filter filter) {
            filters.add(filter);
            return this;
        }

        /** Adds a scorer with its weight, 1 to 1,000,000. */
        public Builder scorer(Scorer scorer, int weight) {
            scorers.add(new Weighted(scorer, weight));
            return this;
        }

        /** Sets how the terms become one score. */
        public Builder combination(Strategy.Combination combination) {
            this.combination = combination;
            return this;
        }

        /** Sets who wins a tie. */
        public Builder tieBreak(Strategy.TieBreak tieBreak) {
            this.tieBreak = tieBreak;
            return this;
        }

        /** Returns the strategy. */
        public Strategy build() {
            return new StrategyDefinition(
                    name, version, filters.addAll(FILTERS).build(), scorers.build(), combination, tieBreak);
        }
    }
}
