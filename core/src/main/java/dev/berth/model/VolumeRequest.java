package dev.berth.model;

import java.util.List;

/**
 * A volume that the tasks of a group may mount: a directory a node offers, or one from a storage plugin.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param name what volume mounts call it
 * @param type host or csi; default host
 * @param source the name of the volume on the node or in the plugin; with perAlloc the allocation's index is
 *     appended in brackets. Default empty
 * @param readOnly whether it is only read; default false
 * @param accessMode how many nodes and allocations may use it at a time, such as single-node-writer; default
 *     empty
 * @param attachmentMode file-system or block-device; default empty
 * @param perAlloc whether every allocation has a volume of its own; default false
 * @param sticky whether a replacement gets the very volume of its predecessor; default false
 * @param fsType the file system to mount; default empty
 * @param mountFlags options for mounting; default none
 * @param extras what this version does not know but keeps; default none
 */
public record VolumeRequest(
        String name,
        String type,
        String source,
        boolean readOnly,
        String accessMode,
        String attachmentMode,
        boolean perAlloc,
        boolean sticky,
        String fsType,
        List<String> mountFlags,
        Extras extras) {

    public VolumeRequest {
        Copies.present(name, "name");
        Copies.present(type, "type");
        Copies.present(source, "source");
        Copies.present(accessMode, "accessMode");
        Copies.present(attachmentMode, "attachmentMode");
        Copies.present(fsType, "fsType");
        mountFlags = Copies.list(mountFlags, "mountFlags");
        Copies.present(extras, "extras");
    }

    /** Starts a volume request of the given name; every other component begins at the default that its description names. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(name)
                .type(type)
                .source(source)
                .readOnly(readOnly)
                .accessMode(accessMode)
                .attachmentMode(attachmentMode)
                .perAlloc(perAlloc)
                .sticky(sticky)
                .fsType(fsType)
                .mountFlags(mountFlags)
                .extras(extras);
    }

    /** Builds a {@link VolumeRequest}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String name;
        private String type = "host";
        private String source = "";
        private boolean readOnly = false;
        private String accessMode = "";
        private String attachmentMode = "";
        private boolean perAlloc = false;
        private boolean sticky = false;
        private String fsType = "";
        private List<String> mountFlags = List.of();
        private Extras extras = Extras.none();

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link VolumeRequest#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link VolumeRequest#type()}. */
        public Builder type(String type) {
            this.type = type;
            return this;
        }

        /** Sets {@link VolumeRequest#source()}. */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /** Sets {@link VolumeRequest#readOnly()}. */
        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        /** Sets {@link VolumeRequest#accessMode()}. */
        public Builder accessMode(String accessMode) {
            this.accessMode = accessMode;
            return this;
        }

        /** Sets {@link VolumeRequest#attachmentMode()}. */
        public Builder attachmentMode(String attachmentMode) {
            this.attachmentMode = attachmentMode;
            return this;
        }

        /** Sets {@link VolumeRequest#perAlloc()}. */
        public Builder perAlloc(boolean perAlloc) {
            this.perAlloc = perAlloc;
            return this;
        }

        /** Sets {@link VolumeRequest#sticky()}. */
        public Builder sticky(boolean sticky) {
            this.sticky = sticky;
            return this;
        }

        /** Sets {@link VolumeRequest#fsType()}. */
        public Builder fsType(String fsType) {
            this.fsType = fsType;
            return this;
        }

        /** Sets {@link VolumeRequest#mountFlags()}. */
        public Builder mountFlags(List<String> mountFlags) {
            this.mountFlags = mountFlags;
            return this;
        }

        /** As {@link #mountFlags(List)}, for a few. */
        public Builder mountFlags(String... mountFlags) {
            return mountFlags(List.of(mountFlags));
        }

        /** Sets {@link VolumeRequest#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the volume request.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public VolumeRequest build() {
            return new VolumeRequest(
                    name,
                    type,
                    source,
                    readOnly,
                    accessMode,
                    attachmentMode,
                    perAlloc,
                    sticky,
                    fsType,
                    mountFlags,
                    extras);
        }
    }
}
