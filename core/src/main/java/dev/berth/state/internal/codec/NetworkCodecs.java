package dev.berth.state.internal.codec;

import dev.berth.model.AllocatedPort;
import dev.berth.model.DnsConfig;
import dev.berth.model.NetworkPort;
import dev.berth.model.NetworkRequest;
import dev.berth.model.NetworkResource;
import dev.berth.model.NetworkStatus;
import dev.berth.model.PortRequest;

/** Codecs of networks and ports, asked for and given. Constants, thread-safe. */
public final class NetworkCodecs {

    public static final Codec<DnsConfig> DNS_CONFIG = MessageCodec.of("DnsConfig", DnsConfig.class)
            .list(1, Values.TEXT, DnsConfig::servers)
            .list(2, Values.TEXT, DnsConfig::searches)
            .list(3, Values.TEXT, DnsConfig::options)
            .create(f -> new DnsConfig(f.get(1), f.get(2), f.get(3)));

    public static final Codec<PortRequest> PORT_REQUEST = MessageCodec.of("PortRequest", PortRequest.class)
            .text(1, PortRequest::label)
            .int32(2, PortRequest::value)
            .int32(3, PortRequest::to)
            .text(4, PortRequest::hostNetwork)
            .bool(5, PortRequest::ignoreCollision)
            .extras(PortRequest::extras)
            .create(f -> new PortRequest(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.extras()));

    public static final Codec<NetworkRequest> NETWORK_REQUEST = MessageCodec.of("NetworkRequest", NetworkRequest.class)
            .text(1, NetworkRequest::mode)
            .text(2, NetworkRequest::device)
            .text(3, NetworkRequest::cidr)
            .text(4, NetworkRequest::ip)
            .int32(5, NetworkRequest::mbits)
            .text(6, NetworkRequest::hostname)
            .optional(7, Values.message(DNS_CONFIG), NetworkRequest::dns)
            .messages(8, PORT_REQUEST, NetworkRequest::reservedPorts)
            .messages(9, PORT_REQUEST, NetworkRequest::dynamicPorts)
            .extras(NetworkRequest::extras)
            .create(f -> new NetworkRequest(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.extras()));

    public static final Codec<NetworkPort> NETWORK_PORT = MessageCodec.of("NetworkPort", NetworkPort.class)
            .sharedText(1, NetworkPort::label)
            .int32(2, NetworkPort::value)
            .int32(3, NetworkPort::to)
            .sharedText(4, NetworkPort::hostNetwork)
            .create(f -> new NetworkPort(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<NetworkResource> NETWORK_RESOURCE = MessageCodec.of(
                    "NetworkResource", NetworkResource.class)
            .text(1, NetworkResource::mode)
            .sharedText(2, NetworkResource::device)
            .text(3, NetworkResource::cidr)
            .sharedText(4, NetworkResource::ip)
            .int64(5, NetworkResource::mbits)
            .text(6, NetworkResource::hostname)
            .optional(7, Values.message(DNS_CONFIG), NetworkResource::dns)
            .messages(8, NETWORK_PORT, NetworkResource::reservedPorts)
            .messages(9, NETWORK_PORT, NetworkResource::dynamicPorts)
            .extras(NetworkResource::extras)
            .create(f -> new NetworkResource(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.extras()));

    public static final Codec<AllocatedPort> ALLOCATED_PORT = MessageCodec.of("AllocatedPort", AllocatedPort.class)
            .sharedText(1, AllocatedPort::label)
            .int32(2, AllocatedPort::value)
            .int32(3, AllocatedPort::to)
            .sharedText(4, AllocatedPort::hostIp)
            .create(f -> new AllocatedPort(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<NetworkStatus> NETWORK_STATUS = MessageCodec.of("NetworkStatus", NetworkStatus.class)
            .text(1, NetworkStatus::interfaceName)
            .text(2, NetworkStatus::address)
            .text(3, NetworkStatus::addressIpv6)
            .optional(4, Values.message(DNS_CONFIG), NetworkStatus::dns)
            .extras(NetworkStatus::extras)
            .create(f -> new NetworkStatus(f.get(1), f.get(2), f.get(3), f.get(4), f.extras()));

    private NetworkCodecs() {}
}
