package dev.berth.internal.engine;

import com.google.common.collect.ImmutableList;
import dev.berth.model.AllocatedPort;
import dev.berth.model.NetworkRequest;
import dev.berth.model.NetworkResource;
import dev.berth.model.Node;
import dev.berth.model.NodeAddress;
import dev.berth.model.NodeNetwork;
import dev.berth.model.PortRequest;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ports of one node: its addresses, what is reserved on them, what is taken. Immutable: changes give a new instance.
 *
 * <p>A dynamic port is the next free one at or after a cursor that starts at a place given by the seed and moves behind each port
 * handed out, so that a port that was released is not handed out again at once.
 */
final class NodePorts {
    private static final String DEFAULT = "default";

    private final ImmutableList<Address> addresses;
    private final int min;
    private final int max;
    private final int cursor;

    /** One address under one host network; {@code taken} counts the holders of each port, reserved ones are not in it. */
    private record Address(String ip, String network, BitSet reserved, SortedMap<Integer, Integer> taken) {
        boolean free(int port) {
            return !reserved.get(port) && !taken.containsKey(port);
        }

        Address with(int port, int change) {
            SortedMap<Integer, Integer> counts = new TreeMap<>(taken);
            counts.merge(port, change, Integer::sum);
            counts.values().removeIf(count -> count <= 0);
            return new Address(ip, network, reserved, counts);
        }
    }

    /** Ports picked for one instance, and the node's ports with them taken. */
    record Assignment(NodePorts after, List<AllocatedPort> ports) {}

    private NodePorts(List<Address> addresses, int min, int max, int cursor) {
        this.addresses = ImmutableList.copyOf(addresses);
        this.min = min;
        this.max = max;
        this.cursor = cursor;
    }

    /** Returns the ports of a node that holds nothing. */
    static NodePorts of(Node node, long seed) {
        int min = node.resources().minDynamicPort();
        int max = Math.max(min, node.resources().maxDynamicPort());
        long start = Hashes.mix(seed, node.id());
        return new NodePorts(addresses(node), min, max, min + (int) Math.floorMod(start, (long) max - min + 1));
    }

    private static List<Address> addresses(Node node) {
        BitSet everywhere = PortRanges.parse(node.reserved().hostPorts());
        ImmutableList.Builder<Address> all = ImmutableList.builder();
        boolean hasDefault = false;
        for (NodeNetwork network : node.resources().nodeNetworks()) {
            for (NodeAddress address : network.addresses()) {
                BitSet reserved = PortRanges.parse(address.reservedPorts());
                reserved.or(everywhere);
                all.add(new Address(address.address(), address.alias(), reserved, new TreeMap<>()));
                hasDefault |= address.alias().equals(DEFAULT);
            }
        }
        if (!hasDefault) {
            String ip = node.resources().networks().stream()
                    .map(NetworkResource::ip)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
            all.add(new Address(ip, DEFAULT, everywhere, new TreeMap<>()));
        }
        return all.build();
    }

    boolean hasNetwork(String network) {
        return network.equals(DEFAULT) || addresses.stream().anyMatch(address -> address.network.equals(network));
    }

    boolean inDynamicRange(int port) {
        return port >= min && port <= max;
    }

    boolean free(String network, int port) {
        return addresses.stream().anyMatch(address -> address.network.equals(network) && address.free(port));
    }

    int freeDynamic(String network) {
        return addresses.stream()
                .filter(address -> address.network.equals(network))
                .mapToInt(this::freeDynamic)
                .max()
                .orElse(0);
    }

    private int freeDynamic(Address address) {
        int reserved = address.reserved.get(min, max + 1).cardinality();
        long taken = address.taken.subMap(min, max + 1).keySet().stream()
                .filter(port -> !address.reserved.get(port))
                .count();
        return max - min + 1 - reserved - (int) taken;
    }

    /** Picks ports for networks: all static ones, then the dynamic ones; null when a port is not to be had. */
    @Nullable
    Assignment assign(List<NetworkRequest> networks) {
        NodePorts after = this;
        ImmutableList.Builder<AllocatedPort> ports = ImmutableList.builder();
        for (NetworkRequest network : networks) {
            for (PortRequest request : PortRequests.of(network)) {
                Assignment one = request.value() > 0 ? after.assignStatic(request) : after.assignDynamic(request);
                if (one == null) {
                    return null;
                }
                after = one.after;
                ports.addAll(one.ports);
            }
        }
        return new Assignment(after, ports.build());
    }

    private @Nullable Assignment assignStatic(PortRequest request) {
        for (int i = 0; i < addresses.size(); i++) {
            Address address = addresses.get(i);
            if (address.network.equals(request.hostNetwork())
                    && (request.ignoreCollision() || address.free(request.value()))) {
                return take(i, request, request.value(), cursor);
            }
        }
        return null;
    }

    private @Nullable Assignment assignDynamic(PortRequest request) {
        for (int i = 0; i < addresses.size(); i++) {
            Address address = addresses.get(i);
            int port = address.network.equals(request.hostNetwork()) ? nextFree(address) : -1;
            if (port >= 0) {
                return take(i, request, port, port == max ? min : port + 1);
            }
        }
        return null;
    }

    private int nextFree(Address address) {
        int size = max - min + 1;
        for (int step = 0; step < size; step++) {
            int port = min + (cursor - min + step) % size;
            if (address.free(port)) {
                return port;
            }
        }
        return -1;
    }

    private Assignment take(int index, PortRequest request, int port, int newCursor) {
        int to = request.to() == -1 ? port : request.to();
        AllocatedPort allocated = new AllocatedPort(request.label(), port, to, addresses.get(index).ip);
        return new Assignment(with(index, port, 1, newCursor), ImmutableList.of(allocated));
    }

    private NodePorts with(int index, int port, int change, int newCursor) {
        ImmutableList.Builder<Address> changed = ImmutableList.builder();
        for (int i = 0; i < addresses.size(); i++) {
            changed.add(i == index ? addresses.get(i).with(port, change) : addresses.get(i));
        }
        return new NodePorts(changed.build(), min, max, newCursor);
    }

    /** Returns these ports with some taken (change 1) or given back (change −1). */
    NodePorts change(List<AllocatedPort> ports, int change) {
        NodePorts after = this;
        for (AllocatedPort port : ports) {
            after = after.change(port, change);
        }
        return after;
    }

    /* A port whose address the node no longer has counts on all addresses: taking too much is safe. */
    private NodePorts change(AllocatedPort port, int change) {
        boolean known = addresses.stream().anyMatch(address -> address.ip.equals(port.hostIp()));
        NodePorts after = this;
        for (int i = 0; i < addresses.size(); i++) {
            if (!known || addresses.get(i).ip.equals(port.hostIp())) {
                after = after.with(i, port.value(), change, after.cursor);
            }
        }
        return after;
    }

    /** Returns the ports of the node's new facts with the same ports taken. */
    NodePorts movedTo(Node node, long seed, List<AllocatedPort> taken) {
        return of(node, seed).change(taken, 1);
    }

    /** Returns all ports taken, as often as they are taken. */
    List<AllocatedPort> taken() {
        ImmutableList.Builder<AllocatedPort> all = ImmutableList.builder();
        for (Address address : addresses) {
            address.taken.forEach((port, count) -> {
                for (int i = 0; i < count; i++) {
                    all.add(new AllocatedPort("", port, 0, address.ip));
                }
            });
        }
        return all.build();
    }
}
