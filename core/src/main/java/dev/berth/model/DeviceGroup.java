package dev.berth.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Devices of a node that are alike. Immutable. Named {@code vendor/type/name}.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param vendor as in {@code nvidia}
 * @param type as in {@code gpu}
 * @param name the model, as in {@code 1080ti}
 * @param instances the devices
 * @param attributes what they have in common, with units, as in {@code memory} = {@code 11 GiB}
 * @param extras what this version does not know but keeps
 */
public record DeviceGroup(
        String vendor,
        String type,
        String name,
        List<DeviceInstance> instances,
        SortedMap<String, String> attributes,
        Extras extras) {

    public DeviceGroup {
        Copies.present(vendor, "vendor");
        Copies.present(type, "type");
        Copies.present(name, "name");
        instances = ImmutableList.copyOf(instances);
        attributes = ImmutableSortedMap.copyOf(attributes);
    }

    /** Returns a builder with these components and the defaults of the others. */
    public static Builder builder(String vendor, String type, String name) {
        return new Builder(vendor, type, name);
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder(vendor, type, name)
                .instances(instances)
                .attributes(attributes)
                .extras(extras);
    }

    /** Returns {@code vendor/type/name}. */
    public String id() {
        return vendor + "/" + type + "/" + name;
    }

    /** Collects the components of {@link DeviceGroup}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private String vendor;
        private String type;
        private String name;
        private List<DeviceInstance> instances = ImmutableList.of();
        private SortedMap<String, String> attributes = ImmutableSortedMap.of();
        private Extras extras = Extras.none();

        private Builder(String vendor, String type, String name) {
            this.vendor = vendor;
            this.type = type;
            this.name = name;
        }

        public Builder vendor(String vendor) {
            this.vendor = vendor;
            return this;
        }

        public Builder type(String type) {
            this.type = type;
            return this;
        }

        public Builder name(String name) {
            this.name = name;
            return this;
        }

        public Builder instances(List<DeviceInstance> instances) {
            this.instances = instances;
            return this;
        }

        public Builder attributes(Map<String, String> attributes) {
            this.attributes = ImmutableSortedMap.copyOf(attributes);
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the device group. */
        public DeviceGroup build() {
            return new DeviceGroup(vendor, type, name, instances, attributes, extras);
        }
    }
}
