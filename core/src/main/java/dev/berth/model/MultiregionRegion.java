package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What is different about a job in one region.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param name the region
 * @param count the count of groups that have none; default 0: as in the group
 * @param datacenters the datacenters in this region; default none: the job's
 * @param nodePool the node pool in this region; default empty: the job's
 * @param meta free key-value pairs of the author, sorted by key; default empty
 */
public record MultiregionRegion(
        String name, int count, List<String> datacenters, String nodePool, SortedMap<String, String> meta) {

    public MultiregionRegion {
        Copies.present(name, "name");
        datacenters = Copies.list(datacenters, "datacenters");
        Copies.present(nodePool, "nodePool");
        meta = Copies.sorted(meta, "meta");
    }

    /** Starts a multiregion region of the given name; every other component begins at the default that its description names. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(name)
                .count(count)
                .datacenters(datacenters)
                .nodePool(nodePool)
                .meta(meta);
    }

    /** Builds a {@link MultiregionRegion}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String name;
        private int count = 0;
        private List<String> datacenters = List.of();
        private String nodePool = "";
        private SortedMap<String, String> meta = Copies.emptySorted();

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link MultiregionRegion#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link MultiregionRegion#count()}. */
        public Builder count(int count) {
            this.count = count;
            return this;
        }

        /** Sets {@link MultiregionRegion#datacenters()}. */
        public Builder datacenters(List<String> datacenters) {
            this.datacenters = datacenters;
            return this;
        }

        /** As {@link #datacenters(List)}, for a few. */
        public Builder datacenters(String... datacenters) {
            return datacenters(List.of(datacenters));
        }

        /** Sets {@link MultiregionRegion#nodePool()}. */
        public Builder nodePool(String nodePool) {
            this.nodePool = nodePool;
            return this;
        }

        /** Sets {@link MultiregionRegion#meta()}. */
        public Builder meta(Map<String, String> meta) {
            this.meta = ImmutableSortedMap.copyOf(meta);
            return this;
        }

        /**
         * Returns the multiregion region.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public MultiregionRegion build() {
            return new MultiregionRegion(name, count, datacenters, nodePool, meta);
        }
    }
}
