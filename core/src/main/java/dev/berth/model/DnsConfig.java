package dev.berth.model;

import java.util.List;

/**
 * How names are resolved inside the network of a group.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param servers the addresses of the name servers; default none
 * @param searches the search domains; default none
 * @param options options of resolv.conf; default none
 */
public record DnsConfig(List<String> servers, List<String> searches, List<String> options) {

    public DnsConfig {
        servers = Copies.list(servers, "servers");
        searches = Copies.list(searches, "searches");
        options = Copies.list(options, "options");
    }

    /** Starts a dns config; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder().servers(servers).searches(searches).options(options);
    }

    /** Builds a {@link DnsConfig}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private List<String> servers = List.of();
        private List<String> searches = List.of();
        private List<String> options = List.of();

        private Builder() {}

        /** Sets {@link DnsConfig#servers()}. */
        public Builder servers(List<String> servers) {
            this.servers = servers;
            return this;
        }

        /** As {@link #servers(List)}, for a few. */
        public Builder servers(String... servers) {
            return servers(List.of(servers));
        }

        /** Sets {@link DnsConfig#searches()}. */
        public Builder searches(List<String> searches) {
            this.searches = searches;
            return this;
        }

        /** As {@link #searches(List)}, for a few. */
        public Builder searches(String... searches) {
            return searches(List.of(searches));
        }

        /** Sets {@link DnsConfig#options()}. */
        public Builder options(List<String> options) {
            this.options = options;
            return this;
        }

        /** As {@link #options(List)}, for a few. */
        public Builder options(String... options) {
            return options(List.of(options));
        }

        /**
         * Returns the dns config.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public DnsConfig build() {
            return new DnsConfig(servers, searches, options);
        }
    }
}
