package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.map.Sections.Label;
import dev.berth.jobspec.internal.map.Spec.BlockReading;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.model.DnsConfig;
import dev.berth.model.NetworkRequest;
import dev.berth.model.PortRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Networks and their ports. */
final class NetworkSpecs {
    private static final Spec<PortRequest.Builder> PORT = Spec.<PortRequest.Builder>of("a port")
            .value("static", "value", Reading.INT, PortRequest.Builder::value)
            .integer("to", PortRequest.Builder::to)
            .text("host_network", PortRequest.Builder::hostNetwork)
            .truth("ignore_collision", PortRequest.Builder::ignoreCollision);

    private static final BlockReading<DnsConfig> DNS = Spec.<DnsConfig.Builder>of("dns")
            .texts("servers", (b, v) -> b.servers(List.copyOf(v)))
            .texts("searches", (b, v) -> b.searches(List.copyOf(v)))
            .texts("options", (b, v) -> b.options(List.copyOf(v)))
            .reading(s -> DnsConfig.builder(), DnsConfig.Builder::build);

    static final BlockReading<NetworkRequest> NETWORK = Spec.<Draft>of("network")
            .text("mode", (d, v) -> d.network.mode(v))
            .text("device", (d, v) -> d.network.device(v))
            .text("cidr", (d, v) -> d.network.cidr(v))
            .text("ip", (d, v) -> d.network.ip(v))
            .integer("mbits", (d, v) -> d.network.mbits(v))
            .text("hostname", (d, v) -> d.network.hostname(v))
            .block("dns", DNS, (d, v) -> d.network.dns(v))
            .blocks("port", "ports", Label.REQUIRED, NetworkSpecs::port, Draft::ports)
            .texts(
                    "dynamic_ports",
                    (d, v) -> v.forEach(
                            label -> d.dynamic.add(PortRequest.builder(label).build())))
            .value("reserved_ports", Reading.TEXTS, Draft::reserved)
            .foreign("cni", "CNI")
            .extras((d, v) -> d.network.extras(v))
            .reading(s -> new Draft(), Draft::build);

    private NetworkSpecs() {}

    /* Whether a port is static is known only after it is read; paths of the model name it either way. */
    private static @Nullable PortRequest port(Section section, Context context) {
        return PORT.reading(s -> PortRequest.builder(String.valueOf(Spec.label(section))), PortRequest.Builder::build)
                .read(section, context);
    }

    private static final class Draft {
        private final NetworkRequest.Builder network = NetworkRequest.builder();
        private final List<PortRequest> reserved = new ArrayList<>();
        private final List<PortRequest> dynamic = new ArrayList<>();

        void ports(List<PortRequest> ports) {
            ports.forEach(p -> (p.value() > 0 ? reserved : dynamic).add(p));
        }

        /* The form of 2015: numbers without labels. */
        void reserved(List<String> numbers) {
            for (String number : numbers) {
                if (!number.matches("[0-9]{1,5}")) {
                    throw new IllegalArgumentException("The port (" + number + ") must be a number.");
                }
                reserved.add(PortRequest.builder(number)
                        .value(Integer.parseInt(number))
                        .build());
            }
        }

        NetworkRequest build() {
            return network.reservedPorts(reserved).dynamicPorts(dynamic).build();
        }
    }
}
