package dev.berth.sample.cli.host;

import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How the host is set up. Immutable; use {@link #builder()}.
 *
 * @param dataDirectory where jobs and allocations are kept; null keeps jobs in memory, and task files in a temporary folder
 * @param nodeName the node's name; empty takes the machine's
 * @param datacenter the node's datacenter
 * @param nodeClass the node's class, may be empty
 * @param meta free data of the node
 */
public record HostOptions(
        @Nullable Path dataDirectory,
        String nodeName,
        String datacenter,
        String nodeClass,
        SortedMap<String, String> meta) {

    public HostOptions {
        meta = ImmutableSortedMap.copyOfSorted(meta);
    }

    /** Starts from the defaults: in memory, the machine's name, datacenter dc1. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {
        private @Nullable Path dataDirectory;
        private String nodeName = "";
        private String datacenter = "dc1";
        private String nodeClass = "";
        private SortedMap<String, String> meta = ImmutableSortedMap.of();

        private Builder() {}

        public Builder dataDirectory(@Nullable Path dataDirectory) {
            this.dataDirectory = dataDirectory;
            return this;
        }

        public Builder nodeName(String nodeName) {
            this.nodeName = nodeName;
            return this;
        }

        public Builder datacenter(String datacenter) {
            this.datacenter = datacenter;
            return this;
        }

        public Builder nodeClass(String nodeClass) {
            this.nodeClass = nodeClass;
            return this;
        }

        public Builder meta(Map<String, String> meta) {
            this.meta = ImmutableSortedMap.copyOf(meta);
            return this;
        }

        /** Returns the options. */
        public HostOptions build() {
            return new HostOptions(dataDirectory, nodeName, datacenter, nodeClass, meta);
        }
    }
}
