package dev.berth.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of networks and ports, over a group and all of its tasks. Stateless. */
final class NetworkValidator {

    private static final int MAX_PORT = 65_535;
    private static final Pattern MODE = Pattern.compile("(host|bridge|none|cni/.+)?");

    private NetworkValidator() {}

    static void group(TaskGroup group, Problems problems) {
        problems.check(
                group.networks().size() <= 1,
                "networks",
                group.networks().size(),
                "A group has one network at most.",
                "Put all ports into one network.");
        Ports ports = new Ports();
        networks(group.networks(), ports, problems);
        for (int i = 0; i < group.tasks().size(); i++) {
            Task task = group.tasks().get(i);
            networks(
                    task.resources().networks(),
                    ports,
                    problems.at("tasks", task.name(), i).at("resources"));
        }
    }

    private static void networks(List<NetworkRequest> networks, Ports ports, Problems problems) {
        for (int i = 0; i < networks.size(); i++) {
            network(networks.get(i), ports, problems.at("networks[" + i + "]"));
        }
    }

    private static void network(NetworkRequest network, Ports ports, Problems problems) {
        problems.check(
                MODE.matcher(network.mode()).matches(),
                "mode",
                network.mode(),
                "It is not a known word.",
                "Use one of: host, bridge, none, cni/NAME.");
        problems.notNegative(network.mbits(), "mbits");
        List<PortRequest> reserved = network.reservedPorts();
        for (int i = 0; i < reserved.size(); i++) {
            Problems here = problems.at("reservedPorts", reserved.get(i).label(), i);
            port(reserved.get(i), here);
            here.between(reserved.get(i).value(), 1, MAX_PORT, "value");
            ports.label(reserved.get(i), here);
            ports.number(reserved.get(i), here);
        }
        List<PortRequest> dynamic = network.dynamicPorts();
        for (int i = 0; i < dynamic.size(); i++) {
            Problems here = problems.at("dynamicPorts", dynamic.get(i).label(), i);
            port(dynamic.get(i), here);
            here.check(
                    dynamic.get(i).value() == 0,
                    "value",
                    dynamic.get(i).value(),
                    "The scheduler picks the number of a dynamic port.",
                    "Make it a static port, or remove the number.");
            ports.label(dynamic.get(i), here);
        }
    }

    private static void port(PortRequest port, Problems problems) {
        problems.present(port.label(), "label", "Name the port.");
        problems.between(port.to(), -1, MAX_PORT, "to");
    }

    /** The labels and static numbers seen so far, each with where it was seen first. Confined to one validation. */
    private static final class Ports {

        private final List<String> labels = new ArrayList<>();
        private final Map<String, String> numbers = new TreeMap<>();

        void label(PortRequest port, Problems problems) {
            problems.check(
                    port.label().isEmpty() || !labels.contains(port.label()),
                    "label",
                    port.label(),
                    "Another port of the group has the same label.",
                    "Rename one of them.");
            labels.add(port.label());
        }

        void number(PortRequest port, Problems problems) {
            if (port.ignoreCollision() || port.value() < 1) {
                return;
            }
            @Nullable String first = numbers.putIfAbsent(port.hostNetwork() + ":" + port.value(), port.label());
            problems.check(
                    first == null,
                    "value",
                    port.value(),
                    "The port " + first + " of this group has the same number on the network " + port.hostNetwork()
                            + ".",
                    "Change one of them, or put it on another host network.");
        }
    }
}
