package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Something a group or task offers under a name in a service catalogue, with health checks.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param name the name in the catalogue; may hold ${...}. Default empty: in a canonical job {@code
 *     <job>-<group>[-<task>]}
 * @param portLabel the port it listens on, a label or a number; default empty
 * @param provider the catalogue: consul, nomad (Berth's own) or what the host knows; default empty, in a
 *     canonical job consul
 * @param tags its tags; default none
 * @param canaryTags its tags while it is a canary; default none: the tags
 * @param enableTagOverride whether others may change the tags in the catalogue; default false
 * @param address the address to announce; default empty: by addressMode
 * @param addressMode auto, host, driver, alloc or alloc_ipv6; default empty, in a canonical job auto
 * @param taskName the task that serves, for a group's service; default empty
 * @param onUpdate require_healthy, ignore_warnings or ignore: what a deployment asks of its checks; default
 *     empty, in a canonical job require_healthy
 * @param meta free key-value pairs of the author, sorted by key; default empty
 * @param canaryMeta its meta while it is a canary; default empty
 * @param taggedAddresses further addresses by tag; default empty
 * @param checks its health checks; default none
 * @param checkRestart when failing checks restart the task, for checks that do not say; default null: never
 * @param extras what this version does not know but keeps; default none
 */
public record Service(
        String name,
        String portLabel,
        String provider,
        List<String> tags,
        List<String> canaryTags,
        boolean enableTagOverride,
        String address,
        String addressMode,
        String taskName,
        String onUpdate,
        SortedMap<String, String> meta,
        SortedMap<String, String> canaryMeta,
        SortedMap<String, String> taggedAddresses,
        List<Check> checks,
        @Nullable CheckRestart checkRestart,
        Extras extras) {

    public Service {
        Copies.present(name, "name");
        Copies.present(portLabel, "portLabel");
        Copies.present(provider, "provider");
        tags = Copies.list(tags, "tags");
        canaryTags = Copies.list(canaryTags, "canaryTags");
        Copies.present(address, "address");
        Copies.present(addressMode, "addressMode");
        Copies.present(taskName, "taskName");
        Copies.present(onUpdate, "onUpdate");
        meta = Copies.sorted(meta, "meta");
        canaryMeta = Copies.sorted(canaryMeta, "canaryMeta");
        taggedAddresses = Copies.sorted(taggedAddresses, "taggedAddresses");
        checks = Copies.list(checks, "checks");
        Copies.present(extras, "extras");
    }

    /** Starts a service; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .name(name)
                .portLabel(portLabel)
                .provider(provider)
                .tags(tags)
                .canaryTags(canaryTags)
                .enableTagOverride(enableTagOverride)
                .address(address)
                .addressMode(addressMode)
                .taskName(taskName)
                .onUpdate(onUpdate)
                .meta(meta)
                .canaryMeta(canaryMeta)
                .taggedAddresses(taggedAddresses)
                .checks(checks)
                .checkRestart(checkRestart)
                .extras(extras);
    }

    /** Builds a {@link Service}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String name = "";
        private String portLabel = "";
        private String provider = "";
        private List<String> tags = List.of();
        private List<String> canaryTags = List.of();
        private boolean enableTagOverride = false;
        private String address = "";
        private String addressMode = "";
        private String taskName = "";
        private String onUpdate = "";
        private SortedMap<String, String> meta = Copies.emptySorted();
        private SortedMap<String, String> canaryMeta = Copies.emptySorted();
        private SortedMap<String, String> taggedAddresses = Copies.emptySorted();
        private List<Check> checks = List.of();
        private @Nullable CheckRestart checkRestart;
        private Extras extras = Extras.none();

        private Builder() {}

        /** Sets {@link Service#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link Service#portLabel()}. */
        public Builder portLabel(String portLabel) {
            this.portLabel = portLabel;
            return this;
        }

        /** Sets {@link Service#provider()}. */
        public Builder provider(String provider) {
            this.provider = provider;
            return this;
        }

        /** Sets {@link Service#tags()}. */
        public Builder tags(List<String> tags) {
            this.tags = tags;
            return this;
        }

        /** As {@link #tags(List)}, for a few. */
        public Builder tags(String... tags) {
            return tags(List.of(tags));
        }

        /** Sets {@link Service#canaryTags()}. */
        public Builder canaryTags(List<String> canaryTags) {
            this.canaryTags = canaryTags;
            return this;
        }

        /** As {@link #canaryTags(List)}, for a few. */
        public Builder canaryTags(String... canaryTags) {
            return canaryTags(List.of(canaryTags));
        }

        /** Sets {@link Service#enableTagOverride()}. */
        public Builder enableTagOverride(boolean enableTagOverride) {
            this.enableTagOverride = enableTagOverride;
            return this;
        }

        /** Sets {@link Service#address()}. */
        public Builder address(String address) {
            this.address = address;
            return this;
        }

        /** Sets {@link Service#addressMode()}. */
        public Builder addressMode(String addressMode) {
            this.addressMode = addressMode;
            return this;
        }

        /** Sets {@link Service#taskName()}. */
        public Builder taskName(String taskName) {
            this.taskName = taskName;
            return this;
        }

        /** Sets {@link Service#onUpdate()}. */
        public Builder onUpdate(String onUpdate) {
            this.onUpdate = onUpdate;
            return this;
        }

        /** Sets {@link Service#meta()}. */
        public Builder meta(Map<String, String> meta) {
            this.meta = ImmutableSortedMap.copyOf(meta);
            return this;
        }

        /** Sets {@link Service#canaryMeta()}. */
        public Builder canaryMeta(Map<String, String> canaryMeta) {
            this.canaryMeta = ImmutableSortedMap.copyOf(canaryMeta);
            return this;
        }

        /** Sets {@link Service#taggedAddresses()}. */
        public Builder taggedAddresses(Map<String, String> taggedAddresses) {
            this.taggedAddresses = ImmutableSortedMap.copyOf(taggedAddresses);
            return this;
        }

        /** Sets {@link Service#checks()}. */
        public Builder checks(List<Check> checks) {
            this.checks = checks;
            return this;
        }

        /** As {@link #checks(List)}, for a few. */
        public Builder checks(Check... checks) {
            return checks(List.of(checks));
        }

        /** Sets {@link Service#checkRestart()}. */
        public Builder checkRestart(@Nullable CheckRestart checkRestart) {
            this.checkRestart = checkRestart;
            return this;
        }

        /** Sets {@link Service#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the service.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public Service build() {
            return new Service(
                    name,
                    portLabel,
                    provider,
                    tags,
                    canaryTags,
                    enableTagOverride,
                    address,
                    addressMode,
                    taskName,
                    onUpdate,
                    meta,
                    canaryMeta,
                    taggedAddresses,
                    checks,
                    checkRestart,
                    extras);
        }
    }
}
