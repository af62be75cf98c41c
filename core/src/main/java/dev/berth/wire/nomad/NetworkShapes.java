package dev.berth.wire.nomad;

import dev.berth.model.DnsConfig;
import dev.berth.model.NetworkPort;
import dev.berth.model.NetworkRequest;
import dev.berth.model.NetworkResource;
import dev.berth.model.PortRequest;

/** Networks and ports, as asked for and as given. Both have the same members. */
final class NetworkShapes {

    static final Shape<DnsConfig, DnsConfig.Builder> DNS = Shape.of(DnsConfig::builder, DnsConfig.Builder::build)
            .texts("Servers", DnsConfig::servers, DnsConfig.Builder::servers)
            .texts("Searches", DnsConfig::searches, DnsConfig.Builder::searches)
            .texts("Options", DnsConfig::options, DnsConfig.Builder::options)
            .build();

    static final Shape<PortRequest, PortRequest.Builder> PORT_REQUEST = Shape.of(
                    () -> PortRequest.builder(""), PortRequest.Builder::build)
            .text("Label", PortRequest::label, PortRequest.Builder::label)
            .integer("Value", PortRequest::value, PortRequest.Builder::value)
            .integer("To", PortRequest::to, PortRequest.Builder::to)
            .text("HostNetwork", PortRequest::hostNetwork, PortRequest.Builder::hostNetwork)
            .flag("IgnoreCollision", PortRequest::ignoreCollision, PortRequest.Builder::ignoreCollision)
            .whenSet()
            .extras(PortRequest::extras, PortRequest.Builder::extras)
            .build();

    static final Shape<NetworkRequest, NetworkRequest.Builder> NETWORK_REQUEST = Shape.of(
                    NetworkRequest::builder, NetworkRequest.Builder::build)
            .text("Mode", NetworkRequest::mode, NetworkRequest.Builder::mode)
            .text("Device", NetworkRequest::device, NetworkRequest.Builder::device)
            .text("CIDR", NetworkRequest::cidr, NetworkRequest.Builder::cidr)
            .text("IP", NetworkRequest::ip, NetworkRequest.Builder::ip)
            .text("Hostname", NetworkRequest::hostname, NetworkRequest.Builder::hostname)
            .whenSet()
            .object("DNS", NetworkRequest::dns, NetworkRequest.Builder::dns, DNS)
            .integer("MBits", NetworkRequest::mbits, NetworkRequest.Builder::mbits)
            .objects(
                    "ReservedPorts", NetworkRequest::reservedPorts, NetworkRequest.Builder::reservedPorts, PORT_REQUEST)
            .objects("DynamicPorts", NetworkRequest::dynamicPorts, NetworkRequest.Builder::dynamicPorts, PORT_REQUEST)
            .extras(NetworkRequest::extras, NetworkRequest.Builder::extras)
            .build();

    static final Shape<NetworkPort, Slots> PORT = Shape.of(
                    Slots::new,
                    slots -> new NetworkPort(
                            slots.get("Label", ""),
                            slots.get("Value", 0),
                            slots.get("To", 0),
                            slots.get("HostNetwork", "")))
            .text("Label", NetworkPort::label, Slots.to("Label"))
            .integer("Value", NetworkPort::value, Slots.to("Value"))
            .integer("To", NetworkPort::to, Slots.to("To"))
            .text("HostNetwork", NetworkPort::hostNetwork, Slots.to("HostNetwork"))
            .build();

    static final Shape<NetworkResource, NetworkResource.Builder> NETWORK = Shape.of(
                    NetworkResource::builder, NetworkResource.Builder::build)
            .text("Mode", NetworkResource::mode, NetworkResource.Builder::mode)
            .text("Device", NetworkResource::device, NetworkResource.Builder::device)
            .text("CIDR", NetworkResource::cidr, NetworkResource.Builder::cidr)
            .text("IP", NetworkResource::ip, NetworkResource.Builder::ip)
            .text("Hostname", NetworkResource::hostname, NetworkResource.Builder::hostname)
            .whenSet()
            .object("DNS", NetworkResource::dns, NetworkResource.Builder::dns, DNS)
            .whole("MBits", NetworkResource::mbits, NetworkResource.Builder::mbits)
            .objects("ReservedPorts", NetworkResource::reservedPorts, NetworkResource.Builder::reservedPorts, PORT)
            .objects("DynamicPorts", NetworkResource::dynamicPorts, NetworkResource.Builder::dynamicPorts, PORT)
            .extras(NetworkResource::extras, NetworkResource.Builder::extras)
            .build();

    private NetworkShapes() {}
}
