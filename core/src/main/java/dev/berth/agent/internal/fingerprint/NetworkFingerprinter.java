package dev.berth.agent.internal.fingerprint;

import dev.berth.agent.Fingerprint;
import dev.berth.agent.Fingerprinter;
import dev.berth.model.NetworkResource;
import dev.berth.model.NodeAddress;
import dev.berth.model.NodeNetwork;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One network interface: that of the default route, a named one, or the loopback. Stateless. */
public final class NetworkFingerprinter implements Fingerprinter {
    /** Stands for the loopback interface, whatever it is called. */
    public static final String LOOPBACK = "(loopback)";

    private static final int DEFAULT_SPEED_MBITS = 1_000;

    private final Path root;
    private final String device;

    /** Looks at a device; empty for the one of the default route, or the first that is up when there is no such route. */
    public NetworkFingerprinter(Path root, String device) {
        this.root = root;
        this.device = device;
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public Fingerprint fingerprint() throws IOException {
        List<NetworkInterface> up = NetworkInterface.networkInterfaces()
                .filter(NetworkFingerprinter::isUp)
                .toList();
        Optional<NetworkInterface> chosen = choose(up);
        if (chosen.isEmpty() && !device.isEmpty()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "There is no network interface (%s) that is up. Maybe use one of %s",
                    device,
                    up.stream().map(NetworkInterface::getName).sorted().toList()));
        }
        return chosen.isEmpty() ? Fingerprint.builder().build() : describe(chosen.get());
    }

    private Optional<NetworkInterface> choose(List<NetworkInterface> up) throws IOException {
        if (device.equals(LOOPBACK)) {
            return up.stream().filter(NetworkFingerprinter::isLoopback).findFirst();
        }
        String wanted = device.isEmpty() ? defaultRoute(SystemFiles.lines(root, "proc/net/route")) : device;
        Optional<NetworkInterface> named =
                up.stream().filter(one -> one.getName().equals(wanted)).findFirst();
        if (named.isPresent() || !device.isEmpty()) {
            return named;
        }
        return up.stream()
                .filter(one -> !isLoopback(one) && !addresses(one).isEmpty())
                .min(Comparator.comparing(NetworkInterface::getIndex));
    }

    /** The interface of the line whose destination and mask are zero; empty when there is none. */
    static String defaultRoute(List<String> lines) {
        for (String line : lines) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length > 7 && columns[1].equals("00000000") && columns[7].equals("00000000")) {
                return columns[0];
            }
        }
        return "";
    }

    private Fingerprint describe(NetworkInterface chosen) throws IOException {
        List<InetAddress> addresses = addresses(chosen);
        if (addresses.isEmpty()) {
            return Fingerprint.builder().build();
        }
        int speed = speed(chosen.getName());
        return Fingerprint.builder()
                .attribute("unique.network.ip-address", text(addresses.get(0)))
                .networks(addresses.stream()
                        .map(address -> NetworkResource.builder()
                                .mode("host")
                                .device(chosen.getName())
                                .cidr(text(address) + (address instanceof Inet4Address ? "/32" : "/128"))
                                .ip(text(address))
                                .mbits(speed)
                                .build())
                        .toList())
                .nodeNetworks(List.of(NodeNetwork.builder()
                        .mode("host")
                        .device(chosen.getName())
                        .macAddress(mac(chosen))
                        .speedMbits(speed)
                        .addresses(addresses.stream()
                                .map(address -> NodeAddress.of(text(address)))
                                .toList())
                        .build()))
                .build();
    }

    /** What the driver of the card says; many virtual ones say nothing. */
    private int speed(String name) {
        List<String> lines;
        try {
            lines = SystemFiles.lines(root, "sys/class/net/" + name + "/speed");
        } catch (IOException e) {
            return DEFAULT_SPEED_MBITS; // the kernel refuses to read it for an interface that has none
        }
        boolean known = !lines.isEmpty() && lines.get(0).matches("[1-9]\\d{0,8}");
        return known ? Integer.parseInt(lines.get(0)) : DEFAULT_SPEED_MBITS;
    }

    /** IPv4 first, in the order of the system; those that hold on one link only are left out. */
    private static List<InetAddress> addresses(NetworkInterface one) {
        return one.inetAddresses()
                .filter(address -> !address.isLinkLocalAddress())
                .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .toList();
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    private static String mac(NetworkInterface one) throws IOException {
        byte[] bytes = one.getHardwareAddress();
        return bytes == null ? "" : HexFormat.ofDelimiter(":").formatHex(bytes);
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (IOException e) {
            return false; // it went away while we looked
        }
    }

    private static boolean isLoopback(NetworkInterface one) {
        try {
            return one.isLoopback();
        } catch (IOException e) {
            return false; // it went away while we looked
        }
    }
}
