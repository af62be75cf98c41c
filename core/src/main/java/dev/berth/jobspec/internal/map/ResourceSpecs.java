package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.map.Sections.Label;
import dev.berth.jobspec.internal.map.Spec.BlockReading;
import dev.berth.jobspec.internal.tree.Entry;
import dev.berth.jobspec.internal.tree.Field;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.model.DeviceRequest;
import dev.berth.model.NumaRequest;
import dev.berth.model.Resources;
import dev.berth.model.TaskResources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task needs. */
final class ResourceSpecs {
    private static final Spec<DeviceRequest.Builder> DEVICE = Spec.<DeviceRequest.Builder>of("a device")
            .value("count", Reading.LONG, DeviceRequest.Builder::count)
            .blocks(
                    "constraint",
                    "constraints",
                    Label.NONE,
                    ConstraintSpecs.CONSTRAINT,
                    DeviceRequest.Builder::constraints)
            .blocks("affinity", "affinities", Label.NONE, ConstraintSpecs.AFFINITY, DeviceRequest.Builder::affinities);

    private static final BlockReading<NumaRequest> NUMA = Spec.<NumaRequest.Builder>of("numa")
            .value(
                    "affinity",
                    Reading.word(
                            NumaRequest.Affinity::parse, NumaRequest.Affinity.values(), NumaRequest.Affinity::word),
                    NumaRequest.Builder::affinity)
            .texts("devices", (b, v) -> b.devices(List.copyOf(v)))
            .reading(s -> NumaRequest.builder(), NumaRequest.Builder::build);

    static final BlockReading<Draft> RESOURCES = Spec.<Draft>of("resources")
            .value("cpu", Reading.LONG, (d, v) -> d.resources.cpu(v))
            .integer("cores", (d, v) -> d.resources.cores(v))
            .value("memory", "memoryBytes", Reading.MEGABYTES, (d, v) -> d.resources.memoryBytes(v))
            .value("memory_max", "memoryMaxBytes", Reading.MEGABYTES, (d, v) -> d.resources.memoryMaxBytes(v))
            .value("secrets", "secretsBytes", Reading.MEGABYTES, (d, v) -> d.resources.secretsBytes(v))
            .value("disk", "disk", Reading.MEGABYTES, (d, v) -> d.diskBytes = v)
            .blocks("device", "devices", Label.REQUIRED, ResourceSpecs::device, (d, v) -> d.resources.devices(v))
            .blocks("network", "networks", Label.NONE, NetworkSpecs.NETWORK, (d, v) -> d.resources.networks(v))
            .block("numa", NUMA, (d, v) -> d.resources.numa(v))
            .block("custom", ResourceSpecs::custom, (d, v) -> d.resources.custom(v))
            .foreign("iops", "IOPS")
            .extras((d, v) -> d.resources.extras(v))
            .reading(s -> new Draft(), d -> {
                d.built = d.resources.build();
                return d;
            });

    private ResourceSpecs() {}

    private static @Nullable DeviceRequest device(Section section, Context context) {
        return DEVICE.reading(s -> DeviceRequest.builder(String.valueOf(Spec.label(s))), DeviceRequest.Builder::build)
                .read(section, context);
    }

    /* Berth's own: named dimensions of the host, such as licences. */
    private static Resources custom(Section section, Context context) {
        Resources.Builder custom = Resources.builder();
        for (Entry entry : section.entries()) {
            boolean predefined =
                    List.of(Resources.CPU, Resources.MEMORY, Resources.DISK).contains(entry.name());
            Long amount = entry instanceof Field field && !predefined
                    ? Reading.LONG.read(field.datum(), "\"" + entry.name() + "\"", context)
                    : null;
            if (predefined || !(entry instanceof Field)) {
                context.problem(
                        entry.at(),
                        "\"" + entry.name() + "\" is no custom resource.",
                        "Custom resources are name = number; cpu, memory and disk have their own places.");
            } else if (amount != null && amount < 0) {
                context.problem(entry.at(), "\"" + entry.name() + "\" (" + amount + ") must not be negative.");
            } else if (amount != null) {
                custom.set(entry.name(), amount);
            }
        }
        return custom.build();
    }

    /** Resources under construction, with the disk that tasks of 2015 asked for and groups have today. */
    static final class Draft {
        private final TaskResources.Builder resources = TaskResources.builder();
        private TaskResources built = TaskResources.defaults();
        private long diskBytes;

        TaskResources resources() {
            return built;
        }

        long diskBytes() {
            return diskBytes;
        }
    }
}
